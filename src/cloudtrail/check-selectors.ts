import type { TrailRefusal } from "./refusal.ts";
import type { AdvancedEventSelector, AdvancedFieldSelector, EventSelector, Selectors } from "./selector.ts";

const MAX_SELECTORS = 5;
const MAX_DATA_VALUES = 250;
const MAX_CONDITIONS = 500;

/**
 * Why CloudTrail would refuse these selectors, or undefined. The error code is documented (doc MODEL); messages in
 * quotation marks of the references are observed, the others are Tocsin's own. unk
 *
 * @example
 * checkSelectors({ eventSelectors: [{ ReadWriteType: "Some" }] })?.code; // "InvalidEventSelectorsException"
 */
export function checkSelectors({ eventSelectors, advancedEventSelectors }: Selectors): TrailRefusal | undefined {
  if ((eventSelectors === undefined) === (advancedEventSelectors === undefined)) {
    return invalid("Specify either EventSelectors or AdvancedEventSelectors.");
  }
  return eventSelectors === undefined ? checkAdvanced(advancedEventSelectors ?? []) : checkClassic(eventSelectors);
}

function checkClassic(selectors: readonly EventSelector[]): TrailRefusal | undefined {
  if (selectors.length === 0 || selectors.length > MAX_SELECTORS) {
    return invalid(`Specify a valid number of event selectors (1 to ${MAX_SELECTORS}) for your trail.`);
  }
  let values = 0;
  for (const selector of selectors) {
    const problem = checkOne(selector);
    if (problem !== undefined) return problem;
    for (const { Values = [] } of selector.DataResources ?? []) values += Values.length;
  }
  // obs aws-solutions/aws-crr-monitor#7
  if (values > MAX_DATA_VALUES) {
    return invalid(`Specify a valid number of DataResources.Values (0 to ${MAX_DATA_VALUES}) for all your selectors`);
  }
  return undefined;
}

function checkOne(selector: EventSelector): TrailRefusal | undefined {
  const { ReadWriteType = "All", DataResources = [], ExcludeManagementEventSources = [] } = selector;
  if (!["All", "ReadOnly", "WriteOnly"].includes(ReadWriteType)) {
    return invalid(`Value ${ReadWriteType} for ReadWriteType is invalid.`);
  }
  for (const source of ExcludeManagementEventSources) {
    if (source !== "kms.amazonaws.com" && source !== "rdsdata.amazonaws.com") {
      return invalid(`Value ${source} for ExcludeManagementEventSources is invalid.`);
    }
  }
  for (const { Type = "", Values = [] } of DataResources) {
    const form = DATA_RESOURCE_FORMS.get(Type);
    if (form === undefined) return invalid(`Value ${Type} for DataResources.Type is invalid.`);
    const wrong = Values.find((value) => !form.test(value));
    // obs aws/aws-cdk#3450: a bucket without the slash after it is refused like this.
    if (wrong !== undefined) return invalid(`Value ${wrong} for DataResources.Values is invalid.`);
  }
  return undefined;
}

/**
 * Everything of the service, or one bucket with a prefix, one function, one table. doc MODEL DataResource. A star alone is
 * refused (obs aws-samples/aws-security-reference-architecture-examples#335), before a slash it is not (obs
 * cloud-gov/terraform-provision#414) and stands for itself (inf).
 */
const DATA_RESOURCE_FORMS: ReadonlyMap<string, RegExp> = new Map([
  ["AWS::S3::Object", /^arn:[a-z-]+:s3(?::::?(?:[^/]+\/.*)?)?$/],
  ["AWS::Lambda::Function", /^arn:[a-z-]+:lambda(?::[^:]+:\d{12}:function:[^*]+)?$/],
  ["AWS::DynamoDB::Table", /^arn:[a-z-]+:dynamodb(?::[^:]+:\d{12}:table\/[^*]+)?$/],
]);

function checkAdvanced(selectors: readonly AdvancedEventSelector[]): TrailRefusal | undefined {
  if (selectors.length === 0) return invalid("Specify at least one advanced event selector.");
  let conditions = 0;
  for (const selector of selectors) {
    const problem = checkFields(selector);
    if (problem !== undefined) return problem;
    for (const field of selector.FieldSelectors) conditions += countConditions(field);
  }
  if (conditions > MAX_CONDITIONS) {
    return invalid(`Specify at most ${MAX_CONDITIONS} conditions in all advanced event selectors of a trail.`);
  }
  return undefined;
}

/** The fields of each category. doc CTUG */
const COMMON_FIELDS = ["eventCategory", "readOnly", "eventSource", "eventName", "eventType", "userIdentity.arn"];
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ["Management", [...COMMON_FIELDS, "sessionCredentialFromConsole"]],
  ["Data", [...COMMON_FIELDS, "sessionCredentialFromConsole", "resources.type", "resources.ARN"]],
  ["NetworkActivity", ["eventCategory", "eventSource", "eventName", "errorCode", "vpcEndpointId", "userIdentity.arn"]],
]);

/** Fields that take only Equals. doc MODEL AdvancedFieldSelector */
const EQUALS_ONLY = ["eventCategory", "readOnly", "resources.type", "sessionCredentialFromConsole"];

function checkFields(selector: AdvancedEventSelector): TrailRefusal | undefined {
  const fields = selector.FieldSelectors;
  const categories = fields.find(({ Field }) => Field === "eventCategory")?.Equals ?? [];
  const category = categories.length === 1 ? categories[0] : undefined;
  const known = FIELDS.get(category ?? "");
  if (category === undefined || known === undefined) {
    return invalid("An advanced event selector needs eventCategory Equals Management, Data or NetworkActivity.");
  }
  if (
    category === "Data" &&
    !fields.some(({ Field, Equals = [] }) => Field === "resources.type" && Equals.length > 0)
  ) {
    return invalid("An advanced event selector of data events needs resources.type with Equals.");
  }
  if (new Set(fields.map(({ Field }) => Field)).size < fields.length) {
    return invalid("A field can appear once in an advanced event selector.");
  }
  for (const field of fields) {
    const { Field, Equals = [] } = field;
    if (!known.includes(Field)) return invalid(`Field ${Field} is not valid for ${category} events.`);
    const count = countConditions(field);
    if (count === 0) return invalid(`Field ${Field} needs an operator with at least one value.`);
    if (EQUALS_ONLY.includes(Field) && count !== Equals.length) return invalid(`Field ${Field} takes only Equals.`);
    if (Field === "readOnly" && Equals.some((value) => value !== "true" && value !== "false")) {
      return invalid("Field readOnly takes true or false.");
    }
  }
  return undefined;
}

function countConditions(field: AdvancedFieldSelector): number {
  const { Equals = [], StartsWith = [], EndsWith = [], NotEquals = [], NotStartsWith = [], NotEndsWith = [] } = field;
  return [Equals, StartsWith, EndsWith, NotEquals, NotStartsWith, NotEndsWith].reduce(
    (sum, list) => sum + list.length,
    0,
  );
}

function invalid(message: string): TrailRefusal {
  return { code: "InvalidEventSelectorsException", message };
}
