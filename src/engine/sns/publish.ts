import { checkMessageAttributes, type MessageAttributeValue } from "../../topic/message-attributes.ts";
import { checkMessage, checkSubject } from "../../topic/message-limits.ts";
import { type MessageBodies, messageFor, resolveMessage } from "../../topic/message-structure.ts";
import { isProtocol } from "../../topic/protocol.ts";
import type { Refusal } from "../../topic/refusal.ts";
import { parseTopicArn } from "../../topic/topic-arn.ts";
import { AwsError } from "../aws-error.ts";
import type { EngineContext, Operation } from "../context.ts";
import type { Subscription, Topic } from "../documents.ts";
import type { MessageAttribute, OutboundMessage } from "../outbound.ts";
import type { Transaction } from "../ports.ts";
import { rootArn } from "../sts/root-arn.ts";
import { readTopicArn } from "./arns.ts";
import { authorizationError, invalidParameter, refused, topicNotFound } from "./errors.ts";
import { type Publisher, publishAllowed } from "./policy.ts";
import { listShelf } from "./subscriptions.ts";
import { signatureVersion } from "./topic-attributes.ts";
import { topicKey } from "./topics.ts";

/** One publish, by whomever. `timestamp` is in epoch milliseconds. */
export interface PublishRequest {
  readonly topicArn: string;
  readonly message: string;
  /** `json`: the message is an object with a text per protocol. */
  readonly messageStructure?: string;
  readonly subject?: string;
  readonly messageAttributes?: Readonly<Record<string, MessageAttributeValue>>;
  readonly timestamp: number;
  readonly by: Publisher;
}

export type PublishResult =
  | { readonly ok: true; readonly messageId: string }
  | { readonly ok: false; readonly error: AwsError };

export interface PublishInput {
  readonly TopicArn?: string;
  readonly TargetArn?: string;
  readonly Message: string;
  readonly Subject?: string;
  readonly MessageStructure?: string;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttributeValue>>;
}

export interface PublishOutput {
  readonly MessageId: string;
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
  readTopicArn(call, topicArn);
  const result = await engine.store.transaction((tx) =>
    publishToTopic(engine, tx, {
      topicArn,
      message: input.Message,
      ...(input.MessageStructure === undefined ? {} : { messageStructure: input.MessageStructure }),
      ...(input.Subject === undefined ? {} : { subject: input.Subject }),
      ...(input.MessageAttributes === undefined ? {} : { messageAttributes: input.MessageAttributes }),
      timestamp: engine.clock.now(),
      by: { kind: "account" },
    }),
  );
  if (!result.ok) throw result.error;
  engine.wake();
  return { MessageId: result.messageId };
};

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
  const parsed = parseTopicArn(request.topicArn);
  if (!parsed.ok) return { ok: false, error: refused(parsed) };
  const { region, name } = parsed.arn;
  const topic = await tx.getDocument("topic", topicKey(region, name));
  if (topic === undefined || topic.TopicArn !== request.topicArn) return { ok: false, error: topicNotFound() };
  const error = refusePublisher(engine, topic, request.by);
  if (error !== undefined) return { ok: false, error };

  const messageId = engine.ids.uuid();
  const subscriptions = await listShelf(tx, region, name, "current");
  const messages = subscriptions
    .filter((subscription) => subscription.confirmed)
    .map((subscription) => notification(engine, topic, subscription, region, messageId, request, content));
  await tx.enqueue(messages, engine.clock.now());
  return { ok: true, messageId };
}

interface Content {
  readonly ok: true;
  readonly bodies: MessageBodies;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
}

function readContent(request: PublishRequest): Content | Refusal {
  const attributes = checkMessageAttributes(request.messageAttributes ?? {});
  if (!attributes.ok) return attributes;
  const refusal =
    checkMessage(request.message, attributes.bytes) ??
    (request.subject === undefined ? undefined : checkSubject(request.subject));
  if (refusal !== undefined) return refusal;
  const resolved = resolveMessage(request.message, request.messageStructure);
  return resolved.ok ? { ok: true, bodies: resolved.bodies, attributes: attributes.attributes } : resolved;
}

const awsManagedKey = "alias/aws/sns";

function refusePublisher(engine: EngineContext, topic: Topic, by: Publisher): AwsError | undefined {
  const key = topic.attributes["KmsMasterKeyId"];
  // obs STACKD encryption_cloudwatch_source, doc CWUG: a service has no way to use the key that AWS manages.
  if (by.kind === "service" && (key === awsManagedKey || key?.endsWith(`:${awsManagedKey}`))) {
    const text = "CloudWatch Alarms does not have authorization to access the SNS topic encryption key.";
    return new AwsError("KMSAccessDenied", 400, text);
  }
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

function notification(
  engine: EngineContext,
  topic: Topic,
  subscription: Subscription,
  region: string,
  messageId: string,
  request: PublishRequest,
  content: Content,
): OutboundMessage {
  const protocol = subscription.Protocol;
  if (!isProtocol(protocol)) throw new Error(`a subscription was stored with the protocol ${protocol}`);
  return {
    id: engine.ids.uuid(),
    kind: "Notification",
    region,
    topicArn: topic.TopicArn,
    subscriptionArn: subscription.SubscriptionArn,
    protocol,
    endpoint: subscription.Endpoint,
    messageId,
    timestamp: request.timestamp,
    ...(request.subject === undefined ? {} : { subject: request.subject }),
    message: messageFor(content.bodies, protocol),
    ...(Object.keys(content.attributes).length === 0 ? {} : { messageAttributes: content.attributes }),
    rawMessageDelivery: subscription.attributes["RawMessageDelivery"] === "true",
    signatureVersion: signatureVersion(topic),
    baseUrl: engine.baseUrl(),
  };
}
