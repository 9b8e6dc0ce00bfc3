import type { MessageAttributeValue } from "../../topic/message-attributes.ts";
import { checkMessageGroup, type MessageGroup } from "../../topic/message-group.ts";
import { parseTopicArn } from "../../topic/topic-arn.ts";
import { AwsError } from "../aws-error.ts";
import type { EngineContext, Operation } from "../context.ts";
import type { Topic } from "../documents.ts";
import { mayUseKey } from "../kms/key-policy.ts";
import { findKey } from "../kms/keys.ts";
import type { Transaction } from "../ports.ts";
import { rootArn } from "../sts/root-arn.ts";
import { readTopicArn } from "./arns.ts";
import { admit, sequenceNumber } from "./deduplication.ts";
import { authorizationError, invalidParameter, refused, topicNotFound } from "./errors.ts";
import { fanOut } from "./fan-out.ts";
import { type Publisher, publishAllowed } from "./policy.ts";
import { type Content, type PublishedContent, readContent } from "./publish-content.ts";
import { isFifo } from "./topic-attributes.ts";
import { topicKey } from "./topics.ts";

/** One publish, by whomever. `timestamp` is in epoch milliseconds. */
export interface PublishRequest extends PublishedContent, MessageGroup {
  readonly topicArn: string;
  readonly timestamp: number;
  readonly by: Publisher;
}

export type PublishResult =
  | { readonly ok: true; readonly messageId: string; readonly sequenceNumber?: string }
  | { readonly ok: false; readonly error: AwsError };

export interface PublishInput {
  readonly TopicArn?: string;
  readonly TargetArn?: string;
  readonly Message: string;
  readonly Subject?: string;
  readonly MessageStructure?: string;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttributeValue>>;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

export interface PublishOutput {
  readonly MessageId: string;
  /** Of a FIFO topic only. */
  readonly SequenceNumber?: string;
}

/**
 * Publish: hands a message to every confirmed subscriber of a topic. On return the message is durable.
 *
 * @throws AwsError InvalidParameter, ParameterValueInvalid, NotFound, AuthorizationError
 */
export const publish: Operation<PublishInput, PublishOutput> = async (engine, call, input) => {
  const topicArn = input.TopicArn ?? input.TargetArn;
  if (topicArn === undefined) {
    throw invalidParameter("TopicArn or TargetArn Reason: no value for required parameter");
  }
  if (input.TopicArn === undefined && isEndpointArn(topicArn)) {
    // obs LS test_publish_non_existent_target. Tocsin has no platform endpoints, so none is ever found.
    throw invalidParameter("TargetArn Reason: No endpoint found for the target arn specified");
  }
  readTopicArn(call, topicArn);
  const request = publishRequest(input, topicArn, engine.clock.now());
  const result = await engine.store.transaction((tx) => publishToTopic(engine, tx, request));
  if (!result.ok) throw result.error;
  engine.wake();
  const { messageId: MessageId, sequenceNumber: SequenceNumber } = result;
  return SequenceNumber === undefined ? { MessageId } : { MessageId, SequenceNumber };
};

function isEndpointArn(targetArn: string): boolean {
  return targetArn.split(":")[5]?.startsWith("endpoint/") === true;
}

/** The account's own user publishes this; `input` is what Publish and an entry of PublishBatch have in common. */
export function publishRequest(
  input: Omit<PublishInput, "TopicArn" | "TargetArn">,
  topicArn: string,
  timestamp: number,
): PublishRequest {
  return {
    topicArn,
    message: input.Message,
    ...(input.MessageStructure === undefined ? {} : { messageStructure: input.MessageStructure }),
    ...(input.Subject === undefined ? {} : { subject: input.Subject }),
    ...(input.MessageAttributes === undefined ? {} : { messageAttributes: input.MessageAttributes }),
    ...(input.MessageGroupId === undefined ? {} : { messageGroupId: input.MessageGroupId }),
    ...(input.MessageDeduplicationId === undefined ? {} : { messageDeduplicationId: input.MessageDeduplicationId }),
    timestamp,
    by: { kind: "account" },
  };
}

/**
 * Publishes inside a transaction: the messages to the subscribers are written with whatever else it commits, so that
 * there is none without its cause and no cause without them. Call `engine.wake()` after the transaction.
 *
 * @returns the id of the message, or why SNS refuses it; a refusal has written nothing
 */
export async function publishToTopic(
  engine: EngineContext,
  tx: Transaction,
  request: PublishRequest,
): Promise<PublishResult> {
  const content = readContent(request);
  if (!content.ok) return { ok: false, error: refused(content) };
  const opened = await openTopic(engine, tx, request.topicArn, request.by);
  if (!opened.ok) return opened;
  const grouping = refuseGrouping(opened.topic, request);
  if (grouping !== undefined) return { ok: false, error: grouping };
  return send(engine, tx, opened, request, content);
}

/** A topic that a publisher may publish to. */
export interface OpenTopic {
  readonly ok: true;
  readonly region: string;
  readonly topic: Topic;
}

/** The topic of this ARN, or why the publisher may not publish to it. */
export async function openTopic(
  engine: EngineContext,
  tx: Transaction,
  topicArn: string,
  by: Publisher,
): Promise<OpenTopic | { readonly ok: false; readonly error: AwsError }> {
  const parsed = parseTopicArn(topicArn);
  if (!parsed.ok) return { ok: false, error: refused(parsed) };
  const { region, name } = parsed.arn;
  const topic = await tx.getDocument("topic", topicKey(region, name));
  if (topic === undefined || topic.TopicArn !== topicArn) return { ok: false, error: topicNotFound() };
  const error = (await refuseKey(tx, region, topic, by)) ?? refusePublisher(engine, topic, by);
  return error === undefined ? { ok: true, region, topic } : { ok: false, error };
}

/** Why SNS refuses the group and the deduplication id of a message for this topic. */
export function refuseGrouping(topic: Topic, request: MessageGroup): AwsError | undefined {
  const contentBasedDeduplication = topic.attributes["ContentBasedDeduplication"] === "true";
  const refusal = checkMessageGroup(request, { fifo: isFifo(topic), contentBasedDeduplication });
  return refusal === undefined ? undefined : refused(refusal);
}

/** Hands checked content to the subscribers of a topic; a FIFO topic takes it once in five minutes. */
export async function send(
  engine: EngineContext,
  tx: Transaction,
  { region, topic }: OpenTopic,
  request: PublishRequest,
  content: Content,
): Promise<PublishResult> {
  if (!isFifo(topic)) {
    const messageId = engine.ids.uuid();
    await fanOut(engine, tx, region, topic, request, content, { messageId });
    return { ok: true, messageId };
  }
  // doc SNSDG: the digest of the message, without its attributes, where the topic takes it from the content.
  const messageDeduplicationId = request.messageDeduplicationId ?? engine.ids.sha256(request.message);
  const { kind, messageId, order } = await admit(
    engine,
    tx,
    region,
    topic,
    request.messageGroupId ?? "",
    messageDeduplicationId,
  );
  const number = sequenceNumber(order);
  if (kind === "new") {
    const shown = request.messageStructure === undefined ? { sequenceNumber: number } : {};
    await fanOut(engine, tx, region, topic, request, content, {
      messageId,
      fifo: { messageDeduplicationId, order, ...shown },
    });
  }
  return { ok: true, messageId, sequenceNumber: number };
}

const awsManagedKey = "alias/aws/sns";

/** Why an alarm cannot encrypt for the topic. The account's own user needs no leave here: nothing of IAM is judged. */
async function refuseKey(tx: Transaction, region: string, topic: Topic, by: Publisher): Promise<AwsError | undefined> {
  const named = topic.attributes["KmsMasterKeyId"];
  if (by.kind === "account" || named === undefined || named === "") return undefined;
  const text = "CloudWatch Alarms does not have authorization to access the SNS topic encryption key.";
  const refusal = new AwsError("KMSAccessDenied", 400, text);
  // obs STACKD encryption_cloudwatch_source, doc CWUG: a service has no way to use the key that AWS manages.
  if (named === awsManagedKey || named.endsWith(`:${awsManagedKey}`)) return refusal;
  const key = await findKey(tx, { account: topic.Owner, region }, named);
  // That a key which is missing or disabled is told with the same words is inf.
  const isUsable = key?.Enabled === true && key.DeletionDate === undefined;
  return isUsable && mayUseKey(key.Policy, by.sourceArn, topic.Owner).kind === "allowed" ? undefined : refusal;
}

function refusePublisher(engine: EngineContext, topic: Topic, by: Publisher): AwsError | undefined {
  const policy = topic.attributes["Policy"];
  // The default policy lets the account and its alarms through. obs LS
  if (policy === undefined) return undefined;
  const decision = publishAllowed(policy, by, topic.TopicArn, topic.Owner);
  if (decision.unjudged.length > 0) {
    engine.log.warn(
      { topicArn: topic.TopicArn, unjudged: decision.unjudged },
      "parts of the topic's policy could not be judged and tell against the publisher",
    );
  }
  return decision.kind === "allowed" ? undefined : authorizationError(refusalText(by, topic));
}

/** obs STACKD: by a service (alarm history), by the account's own user (policy_context). */
function refusalText(by: Publisher, topic: Topic): string {
  const what = `is not authorized to perform: SNS:Publish on resource: ${topic.TopicArn}`;
  return by.kind === "service"
    ? `Resource: ${by.sourceArn} ${what}`
    : `User: ${rootArn(topic.Owner)} ${what} with an explicit deny in a resource-based policy`;
}
