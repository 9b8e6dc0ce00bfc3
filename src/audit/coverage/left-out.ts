import type { AdvancedEventSelector, EventSelector, Selectors } from "../../cloudtrail/selector.ts";
import { parsePattern } from "../../pattern/parse.ts";
import type { TrailItem } from "../inventory.ts";
import { regionsOf } from "./reach.ts";

/** One selector of a trail, of either kind, as far as it leaves whole kinds of management events out. */
interface Choice {
  readonly isManagement: boolean;
  readonly readOnly?: boolean;
  readonly excluded: readonly string[];
}

/**
 * Patterns of records that none of these trails brings, whatever else is in them. They need not be all.
 *
 * @param regions that the account has
 * @example
 * leftOutBy([{ ...trail, selectors: { eventSelectors: [{ ReadWriteType: "WriteOnly" }] } }], ["us-east-1"]);
 * // … "{ $.readOnly IS TRUE }" …
 */
export function leftOutBy(trails: readonly TrailItem[], regions: readonly string[]): readonly string[] {
  const choices = trails.flatMap(({ selectors = {} }) => choicesOf(selectors));
  const elsewhere = (regionsOf(trails) ?? regions).map((region) => `$.awsRegion != ${JSON.stringify(region)}`);
  const [first] = choices;
  return [
    ...[`{ ${elsewhere.join(" && ")} }`].filter(isPattern),
    ...(choices.every(({ isManagement }) => isManagement)
      ? ['{ $.eventCategory != "Management" }', "{ $.managementEvent IS FALSE }"]
      : []),
    ...(choices.every(({ readOnly }) => readOnly === false) ? ["{ $.readOnly IS TRUE }"] : []),
    ...(choices.every(({ readOnly }) => readOnly === true) ? ["{ $.readOnly IS FALSE }"] : []),
    ...(first?.excluded ?? [])
      .filter((source) => choices.every(({ excluded }) => excluded.includes(source)))
      .map((source) => `{ $.eventSource = ${JSON.stringify(source)} }`),
  ];
}

/** None without a region, and of very many regions none either: it would be longer than a pattern may be. */
function isPattern(text: string): boolean {
  return parsePattern(text).ok;
}

function choicesOf({ eventSelectors, advancedEventSelectors }: Selectors): readonly Choice[] {
  if (advancedEventSelectors !== undefined) return advancedEventSelectors.map(advancedChoice);
  return (eventSelectors ?? [{}]).map(classicChoice);
}

function classicChoice({
  ReadWriteType = "All",
  DataResources = [],
  ExcludeManagementEventSources = [],
}: EventSelector): Choice {
  return {
    isManagement: DataResources.length === 0,
    ...(ReadWriteType === "All" ? {} : { readOnly: ReadWriteType === "ReadOnly" }),
    excluded: DataResources.length === 0 ? ExcludeManagementEventSources : [],
  };
}

function advancedChoice({ FieldSelectors }: AdvancedEventSelector): Choice {
  const equals = (field: string): string | undefined =>
    FieldSelectors.find(({ Field, Equals }) => Field === field && Equals?.length === 1)?.Equals?.[0];
  const readOnly = equals("readOnly");
  return {
    isManagement: equals("eventCategory") === "Management",
    ...(readOnly === undefined ? {} : { readOnly: readOnly === "true" }),
    excluded: FieldSelectors.flatMap(({ Field, NotEquals = [] }) => (Field === "eventSource" ? NotEquals : [])),
  };
}
