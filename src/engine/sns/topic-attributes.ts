import { defaultTopicPolicy } from "../../topic/default-policy.ts";
import { type DeliveryPolicy, readTopicDeliveryPolicy, topicPolicyText } from "../../topic/delivery-policy.ts";
import type { Topic } from "../documents.ts";
import { invalidParameter, notActedOn, refused } from "./errors.ts";
import { compactPolicy, readPolicy } from "./policy-document.ts";

const feedbackProtocols = ["HTTP", "Firehose", "Lambda", "Application", "SQS"] as const;
const feedbackRoles = feedbackProtocols.flatMap((protocol) => [
  `${protocol}SuccessFeedbackRoleArn`,
  `${protocol}FailureFeedbackRoleArn`,
]);
const feedbackSampleRates = feedbackProtocols.map((protocol) => `${protocol}SuccessFeedbackSampleRate`);

/** Attributes of topics that AWS has and Tocsin does not act on. */
const notActedOnAttributes = ["ArchivePolicy"];
/** Attributes that only FIFO topics have. obs STACKD fifo */
const fifoAttributes = ["FifoTopic", "ContentBasedDeduplication", "FifoThroughputScope"];

/** The attributes that SetTopicAttributes and CreateTopic take, each with what makes a value good. */
const checks: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ["DisplayName", (value: string) => value.length <= 100],
  ["Policy", () => true],
  ["SignatureVersion", (value: string) => value === "1" || value === "2"],
  ["TracingConfig", (value: string) => value === "PassThrough" || value === "Active"],
  ["KmsMasterKeyId", () => true],
  ["DeliveryPolicy", () => true],
  ...feedbackRoles.map((name) => [name, () => true] as const),
  ...feedbackSampleRates.map((name) => [name, (value: string) => /^(?:100|[1-9]?[0-9])$/.test(value)] as const),
]);

export function isTopicAttribute(name: string, fifo: boolean): boolean {
  return checks.has(name) || notActedOnAttributes.includes(name) || (fifo && fifoAttributes.includes(name));
}

export function isFifo(topic: Pick<Topic, "Name">): boolean {
  return topic.Name.endsWith(".fifo");
}

/**
 * An attribute's value as it is stored; undefined takes the attribute away (an empty key, role or delivery policy).
 *
 * @param former the value the attribute has
 * @throws AwsError InvalidParameter for a bad value (inf: names the attribute), or an attribute Tocsin does not act on
 */
export function readTopicAttribute(name: string, value: string, former: string | undefined): string | undefined {
  if (notActedOnAttributes.includes(name)) {
    if (value === "") return undefined;
    throw notActedOn(name);
  }
  if (fifoAttributes.includes(name)) return readFifoAttribute(name, value, former);
  if (name === "Policy") {
    readPolicy(value);
    return compactPolicy(value);
  }
  if (name === "DeliveryPolicy") {
    if (value.trim() === "") return undefined;
    const read = readTopicDeliveryPolicy(value);
    if (!read.ok) throw refused(read);
    return read.kept;
  }
  if (value === "" && (name === "KmsMasterKeyId" || feedbackRoles.includes(name))) return undefined;
  if (checks.get(name)?.(value) !== true) throw invalidParameter(name);
  return value;
}

/** Texts and what may follow what: obs STACKD fifo, fifo_edges. */
function readFifoAttribute(name: string, value: string, former: string | undefined): string {
  if (name === "FifoThroughputScope") {
    if (value !== "Topic" && value !== "MessageGroup") throw invalidParameter(`Invalid FifoThroughputScope: ${value}`);
    if (former === "MessageGroup" && value === "Topic") {
      throw invalidParameter("Modifying FifoThroughputScope from MessageGroup to Topic is not supported");
    }
    return value;
  }
  const flag = value.toLowerCase();
  if (flag !== "true" && flag !== "false") {
    throw invalidParameter(`${name}: Invalid value [${value}]. Must be true or false.`);
  }
  if (name === "FifoTopic" && flag === "false") {
    throw invalidParameter("FifoTopic: Modifying topic type is not supported");
  }
  return flag;
}

/** The DeliveryPolicy of a topic; empty where none was set. */
export function topicDeliveryPolicy({ attributes }: Topic): DeliveryPolicy {
  const text = attributes["DeliveryPolicy"];
  if (text === undefined) return {};
  const read = readTopicDeliveryPolicy(text);
  if (!read.ok) throw new Error(`a delivery policy was stored that is none: ${read.message}`);
  return read.policy;
}

/** Every attribute with a value, set or by default. The three counts of subscriptions are not among them. */
export function effectiveAttributes(topic: Topic): Readonly<Record<string, string>> {
  return {
    TopicArn: topic.TopicArn,
    Owner: topic.Owner,
    DisplayName: "",
    Policy: defaultTopicPolicy(topic.TopicArn, topic.Owner),
    EffectiveDeliveryPolicy: topicPolicyText(topicDeliveryPolicy(topic)),
    ...(isFifo(topic) ? { FifoTopic: "true", ContentBasedDeduplication: "false" } : {}),
    // obs LS: SignatureVersion, TracingConfig, KmsMasterKeyId and the feedback attributes show only once they are set.
    ...topic.attributes,
  };
}

/** The signature version of a topic's messages. doc SNSDG: 1 unless set to 2 */
export function signatureVersion(topic: Topic): "1" | "2" {
  return topic.attributes["SignatureVersion"] === "2" ? "2" : "1";
}
