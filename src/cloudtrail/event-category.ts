import { isJsonObject, type JsonObject, textAt } from "./json-value.ts";
import type { CloudTrailRecord } from "./record.ts";

export type EventCategory = "Management" | "Data" | "Insight" | "NetworkActivity";

/**
 * The category of a record. Records older than event version 1.07 do not say it; then `managementEvent` decides, else
 * the resource: object, function and item level calls are data events, everything else is a management event. inf
 */
export function eventCategory(record: CloudTrailRecord): EventCategory {
  switch (record["eventCategory"]) {
    case "Management":
      return "Management";
    case "Data":
      return "Data";
    case "Insight":
      return "Insight";
    case "NetworkActivity":
      return "NetworkActivity";
    default:
  }
  if (record["eventType"] === "AwsCloudTrailInsight") return "Insight";
  if (typeof record["managementEvent"] === "boolean") return record["managementEvent"] ? "Management" : "Data";
  return recordResources(record).some((resource) => resource.type === "AWS::S3::Object") ? "Data" : "Management";
}

const READ_NAME = /^(?:BatchGet|Describe|Get|Head|List|Lookup|Search)(?=[A-Z])/;

/**
 * Whether a record is of a call that only reads. Records older than event version 1.01 do not say it; then the name of
 * the call decides. inf
 */
export function isReadOnly(record: CloudTrailRecord): boolean {
  const { readOnly } = record;
  if (typeof readOnly === "boolean") return readOnly;
  if (typeof readOnly === "string") return readOnly === "true";
  return READ_NAME.test(textAt(record, "eventName") ?? "");
}

export interface RecordResource {
  readonly type?: string;
  readonly ARN?: string;
}

/** The resources that a record names. */
export function recordResources(record: CloudTrailRecord): readonly RecordResource[] {
  const { resources } = record;
  return Array.isArray(resources) ? resources.filter(isJsonObject).map(toResource) : [];
}

function toResource(resource: JsonObject): RecordResource {
  const type = textAt(resource, "type");
  const ARN = textAt(resource, "ARN");
  return { ...(type === undefined ? {} : { type }), ...(ARN === undefined ? {} : { ARN }) };
}
