import { defaultTopicDeliveryPolicy, defaultTopicPolicy } from "../../topic/default-policy.ts";
import type { Topic } from "../documents.ts";
import { invalidParameter, notActedOn } from "./errors.ts";
import { compactPolicy, readPolicy } from "./policy-document.ts";

const feedbackProtocols = ["HTTP", "Firehose", "Lambda", "Application", "SQS"] as const;
const feedbackRoles = feedbackProtocols.flatMap((protocol) => [
  `${protocol}SuccessFeedbackRoleArn`,
  `${protocol}FailureFeedbackRoleArn`,
]);
const feedbackSampleRates = feedbackProtocols.map((protocol) => `${protocol}SuccessFeedbackSampleRate`);

/** Attributes of topics that AWS has and Tocsin does not act on. */
const notActedOnAttributes = [
  "DeliveryPolicy",
  "FifoTopic",
  "ContentBasedDeduplication",
  "FifoThroughputScope",
  "ArchivePolicy",
];

/** The attributes that SetTopicAttributes and CreateTopic take, each with what makes a value good. */
const checks: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ["DisplayName", (value: string) => value.length <= 100],
  ["Policy", () => true],
  ["SignatureVersion", (value: string) => value === "1" || value === "2"],
  ["TracingConfig", (value: string) => value === "PassThrough" || value === "Active"],
  ["KmsMasterKeyId", () => true],
  ...feedbackRoles.map((name) => [name, () => true] as const),
  ...feedbackSampleRates.map((name) => [name, (value: string) => /^(?:100|[1-9]?[0-9])$/.test(value)] as const),
]);

export function isTopicAttribute(name: string): boolean {
  return checks.has(name) || notActedOnAttributes.includes(name);
}

/**
 * An attribute's value as it is stored; undefined takes the attribute away (an empty key, role or delivery policy).
 *
 * @throws AwsError InvalidParameter for a bad value (inf: names the attribute), or an attribute Tocsin does not act on
 */
export function readTopicAttribute(name: string, value: string): string | undefined {
  if (notActedOnAttributes.includes(name)) {
    if (value === "" || (name === "FifoTopic" && value === "false")) return undefined;
    throw notActedOn(name);
  }
  if (name === "Policy") {
    readPolicy(value);
    return compactPolicy(value);
  }
  if (value === "" && (name === "KmsMasterKeyId" || feedbackRoles.includes(name))) return undefined;
  if (checks.get(name)?.(value) !== true) throw invalidParameter(name);
  return value;
}

/** Every attribute with a value, set or by default. The three counts of subscriptions are not among them. */
export function effectiveAttributes(topic: Topic): Readonly<Record<string, string>> {
  return {
    TopicArn: topic.TopicArn,
    Owner: topic.Owner,
    DisplayName: "",
    Policy: defaultTopicPolicy(topic.TopicArn, topic.Owner),
    EffectiveDeliveryPolicy: defaultTopicDeliveryPolicy,
    // obs LS: SignatureVersion, TracingConfig, KmsMasterKeyId and the feedback attributes show only once they are set.
    ...topic.attributes,
  };
}

/** The signature version of a topic's messages. doc SNSDG: 1 unless set to 2 */
export function signatureVersion(topic: Topic): "1" | "2" {
  return topic.attributes["SignatureVersion"] === "2" ? "2" : "1";
}
