import { effectivePolicy } from "../../topic/delivery-policy.ts";
import { passesFilter } from "../../topic/filter-policy/match.ts";
import { messageFor } from "../../topic/message-structure.ts";
import { isProtocol, type Protocol } from "../../topic/protocol.ts";
import type { EngineContext } from "../context.ts";
import type { Subscription, Topic } from "../documents.ts";
import { outboxId } from "../message-groups.ts";
import type { FifoDelivery, OutboundMessage } from "../outbound.ts";
import type { Transaction } from "../ports.ts";
import type { Content } from "./publish-content.ts";
import { deadLetterTarget, filterOf, ownDeliveryPolicy } from "./subscription-attributes.ts";
import { listShelf } from "./subscriptions.ts";
import { signatureVersion, topicDeliveryPolicy } from "./topic-attributes.ts";

/** What of the request goes into every message. */
interface Published {
  readonly timestamp: number;
  readonly subject?: string;
  readonly messageGroupId?: string;
}

interface Identity {
  readonly messageId: string;
  readonly fifo?: FifoDelivery;
}

/** Enqueues one message for each confirmed subscription whose filter policy lets it pass. */
export async function fanOut(
  engine: EngineContext,
  tx: Transaction,
  region: string,
  topic: Topic,
  published: Published,
  content: Content,
  identity: Identity,
): Promise<void> {
  const messages: OutboundMessage[] = [];
  for (const subscription of await listShelf(tx, region, topic.Name, "current")) {
    if (!subscription.confirmed) continue;
    const protocol = protocolOf(subscription);
    const message = messageFor(content.bodies, protocol);
    const filter = filterOf(subscription);
    // inf: a filter on the body looks at the text that this subscriber would get.
    if (filter !== undefined && !passesFilter(filter, { message, attributes: content.attributes })) continue;
    messages.push({
      id: outboxId(engine.ids.uuid(), identity.fifo),
      kind: "Notification",
      region,
      topicArn: topic.TopicArn,
      subscriptionArn: subscription.SubscriptionArn,
      protocol,
      endpoint: subscription.Endpoint,
      timestamp: published.timestamp,
      ...(published.subject === undefined ? {} : { subject: published.subject }),
      message,
      ...(Object.keys(content.attributes).length === 0 ? {} : { messageAttributes: content.attributes }),
      ...(published.messageGroupId === undefined ? {} : { messageGroupId: published.messageGroupId }),
      ...identity,
      rawMessageDelivery: subscription.attributes["RawMessageDelivery"] === "true",
      signatureVersion: signatureVersion(topic),
      ...handling(topic, subscription, protocol),
      baseUrl: engine.baseUrl(),
    });
  }
  await tx.enqueue(messages, engine.clock.now());
}

/** What the subscription says about its deliveries: only http has a policy, every protocol may have a dead-letter queue. */
export function handling(
  topic: Topic,
  subscription: Subscription,
  protocol: Protocol,
): Pick<OutboundMessage, "retryPolicy" | "contentType" | "deadLetterTargetArn"> {
  const target = deadLetterTarget(subscription);
  const redrive = target === undefined ? {} : { deadLetterTargetArn: target };
  if (protocol !== "http" && protocol !== "https") return redrive;
  const { healthyRetryPolicy, requestPolicy } = effectivePolicy(
    topicDeliveryPolicy(topic),
    ownDeliveryPolicy(subscription),
  );
  return {
    ...(healthyRetryPolicy === undefined ? {} : { retryPolicy: healthyRetryPolicy }),
    ...(requestPolicy === undefined ? {} : { contentType: requestPolicy.headerContentType }),
    ...redrive,
  };
}

function protocolOf({ Protocol }: Subscription): Protocol {
  if (!isProtocol(Protocol)) throw new Error(`a subscription was stored with the protocol ${Protocol}`);
  return Protocol;
}
