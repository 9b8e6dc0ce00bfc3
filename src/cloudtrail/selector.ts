import {
  type EventCategory,
  eventCategory,
  isReadOnly,
  type RecordResource,
  recordResources,
} from "./event-category.ts";
import { textAt } from "./json-value.ts";
import type { CloudTrailRecord } from "./record.ts";

/** Data resources of a classic selector: `Type` such as `AWS::S3::Object`, `Values` are ARNs or ARN prefixes. */
export interface DataResource {
  readonly Type?: string;
  readonly Values?: readonly string[];
}

/** A classic event selector, in AWS's member names. An absent member has AWS's default. */
export interface EventSelector {
  readonly ReadWriteType?: string;
  readonly IncludeManagementEvents?: boolean;
  readonly DataResources?: readonly DataResource[];
  readonly ExcludeManagementEventSources?: readonly string[];
}

/** What an advanced selector asks of one field: one of what is wanted, and none of what is not. */
export interface AdvancedFieldSelector {
  readonly Field: string;
  readonly Equals?: readonly string[];
  readonly StartsWith?: readonly string[];
  readonly EndsWith?: readonly string[];
  readonly NotEquals?: readonly string[];
  readonly NotStartsWith?: readonly string[];
  readonly NotEndsWith?: readonly string[];
}

export interface AdvancedEventSelector {
  readonly Name?: string;
  readonly FieldSelectors: readonly AdvancedFieldSelector[];
}

/** The selectors of a trail: of one kind, or none, which selects all management events. */
export interface Selectors {
  readonly eventSelectors?: readonly EventSelector[];
  readonly advancedEventSelectors?: readonly AdvancedEventSelector[];
}

/** What AWS shows for a trail whose selectors were never put. doc MODEL */
export const defaultEventSelector: Required<EventSelector> = {
  ReadWriteType: "All",
  IncludeManagementEvents: true,
  DataResources: [],
  ExcludeManagementEventSources: [],
};

/**
 * Whether a trail with these selectors logs this record: when one of them selects it.
 *
 * @example
 * selects({}, record); // true for every management event
 */
export function selects(selectors: Selectors, record: CloudTrailRecord): boolean {
  const { eventSelectors, advancedEventSelectors } = selectors;
  if (advancedEventSelectors !== undefined) {
    return advancedEventSelectors.some((selector) => advancedSelects(selector, record));
  }
  return (eventSelectors ?? [defaultEventSelector]).some((selector) => classicSelects(selector, record));
}

function classicSelects(selector: EventSelector, record: CloudTrailRecord): boolean {
  const { ReadWriteType, IncludeManagementEvents, DataResources, ExcludeManagementEventSources } = {
    ...defaultEventSelector,
    ...selector,
  };
  if (ReadWriteType !== "All" && (ReadWriteType === "ReadOnly") !== isReadOnly(record)) return false;
  const category = eventCategory(record);
  switch (category) {
    case "Management":
      return IncludeManagementEvents && !ExcludeManagementEventSources.includes(textAt(record, "eventSource") ?? "");
    case "Data":
      return DataResources.some((wanted) => recordResources(record).some((resource) => isWanted(wanted, resource)));
    // Insights events have selectors of their own, network activity only advanced ones. doc CTUG
    case "Insight":
    case "NetworkActivity":
      return false;
    default:
      return category satisfies never;
  }
}

/** Object ARNs are prefixes; functions and tables are named exactly, or all at once. doc MODEL DataResource */
function isWanted(wanted: DataResource, { type, ARN }: RecordResource): boolean {
  if (type === undefined || ARN === undefined || wanted.Type !== type) return false;
  return (wanted.Values ?? []).some((value) =>
    type === "AWS::S3::Object" ? ARN.startsWith(value) : ARN === value || isWholeService(value),
  );
}

/** `arn:aws:lambda`, `arn:aws:dynamodb`: everything of the service. */
function isWholeService(value: string): boolean {
  return value.split(":").length === 3;
}

function advancedSelects(selector: AdvancedEventSelector, record: CloudTrailRecord): boolean {
  const isOfResource = ({ Field }: AdvancedFieldSelector): boolean => Field.startsWith("resources.");
  const ofResource = selector.FieldSelectors.filter(isOfResource);
  const others = selector.FieldSelectors.filter((field) => !isOfResource(field));
  if (!others.every((field) => fieldMatches(field, fieldValue(record, field.Field)))) return false;
  if (ofResource.length === 0) return true;
  // One resource has to satisfy all conditions on resources: type and ARN belong together. inf
  const resources = recordResources(record);
  return (resources.length === 0 ? [{}] : resources).some((resource: RecordResource) =>
    ofResource.every((field) => fieldMatches(field, field.Field === "resources.type" ? resource.type : resource.ARN)),
  );
}

function fieldValue(record: CloudTrailRecord, field: string): string | undefined {
  switch (field) {
    case "eventCategory":
      return eventCategory(record) satisfies EventCategory;
    case "readOnly":
      return String(isReadOnly(record));
    case "sessionCredentialFromConsole":
      // Written "true" or not at all. obs invictus-aws-dataset
      return textAt(record, field) ?? "false";
    default:
      return textAt(record, ...field.split("."));
  }
}

/**
 * Operators that want are alternatives, operators that exclude all hold. An absent field has nothing that is wanted, and
 * nothing that is excluded. doc CTUG, absent field inf
 */
function fieldMatches(field: AdvancedFieldSelector, value: string | undefined): boolean {
  const { Equals = [], StartsWith = [], EndsWith = [], NotEquals = [], NotStartsWith = [], NotEndsWith = [] } = field;
  const among = (exact: readonly string[], starts: readonly string[], ends: readonly string[]): boolean =>
    value !== undefined &&
    (exact.includes(value) ||
      starts.some((text) => value.startsWith(text)) ||
      ends.some((text) => value.endsWith(text)));
  if (among(NotEquals, NotStartsWith, NotEndsWith)) return false;
  const wantsNothing = Equals.length + StartsWith.length + EndsWith.length === 0;
  return wantsNothing || among(Equals, StartsWith, EndsWith);
}
