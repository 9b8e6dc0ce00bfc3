import { recordResources } from "./event-category.ts";
import { isJsonObject, textAt, valueAt } from "./json-value.ts";
import type { CloudTrailRecord } from "./record.ts";

/** What an event acted on, as LookupEvents names it. */
export interface EventResource {
  readonly ResourceType?: string;
  readonly ResourceName: string;
}

/**
 * Members of a request or answer that name a resource, by the service that was called. The event history knows more
 * resources than records list; which members it takes is inf.
 */
const NAMED_RESOURCES: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([
  ["cloudtrail.amazonaws.com", { name: "AWS::CloudTrail::Trail", trailARN: "AWS::CloudTrail::Trail" }],
  ["ec2.amazonaws.com", { instanceId: "AWS::EC2::Instance", groupId: "AWS::EC2::SecurityGroup" }],
  [
    "iam.amazonaws.com",
    {
      accessKeyId: "AWS::IAM::AccessKey",
      groupName: "AWS::IAM::Group",
      policyArn: "AWS::IAM::Policy",
      roleName: "AWS::IAM::Role",
      userName: "AWS::IAM::User",
    },
  ],
  ["kms.amazonaws.com", { keyId: "AWS::KMS::Key", targetKeyId: "AWS::KMS::Key", aliasName: "AWS::KMS::Alias" }],
  ["logs.amazonaws.com", { logGroupName: "AWS::Logs::LogGroup", logStreamName: "AWS::Logs::LogStream" }],
  ["monitoring.amazonaws.com", { alarmName: "AWS::CloudWatch::Alarm", alarmNames: "AWS::CloudWatch::Alarm" }],
  ["s3.amazonaws.com", { bucketName: "AWS::S3::Bucket" }],
  ["sns.amazonaws.com", { topicArn: "AWS::SNS::Topic", subscriptionArn: "AWS::SNS::Subscription" }],
]);

/**
 * The resources of an event: those that its record lists, and those that its request and answer name.
 *
 * @example
 * eventResources({ eventTime: "2026-01-31T12:00:00Z", eventSource: "sns.amazonaws.com", requestParameters: { topicArn: "arn" } });
 * // [{ ResourceType: "AWS::SNS::Topic", ResourceName: "arn" }]
 */
export function eventResources(record: CloudTrailRecord): readonly EventResource[] {
  const found = new Map<string, EventResource>();
  const add = (ResourceName: string, ResourceType?: string): void => {
    const resource = { ...(ResourceType === undefined ? {} : { ResourceType }), ResourceName };
    found.set(JSON.stringify([ResourceType, ResourceName]), resource);
  };
  for (const { type, ARN } of recordResources(record)) {
    if (ARN !== undefined) add(ARN, type);
  }
  const named = NAMED_RESOURCES.get(textAt(record, "eventSource") ?? "") ?? {};
  for (const part of [record["requestParameters"], record["responseElements"]]) {
    if (!isJsonObject(part)) continue;
    for (const [member, type] of Object.entries(named)) for (const name of namesAt(part, member)) add(name, type);
  }
  return [...found.values()];
}

function namesAt(part: unknown, member: string): readonly string[] {
  const value = valueAt(part, member);
  const names: readonly unknown[] = Array.isArray(value) ? value : [value];
  return names.filter((name) => typeof name === "string" && name !== "").map(String);
}
