import { subscriptionToken, tokenRandomDigits } from "../../topic/subscription-token.ts";
import type { EngineContext } from "../context.ts";
import type { Subscription, Topic } from "../documents.ts";
import type { OutboundMessage } from "../outbound.ts";
import type { Transaction } from "../ports.ts";
import { signatureVersion } from "./topic-attributes.ts";

/** A token that nobody can guess. */
export function newToken(engine: EngineContext): string {
  return subscriptionToken(engine.ids.hex(tokenRandomDigits));
}

/** Sends a subscriber the message that carries its token; the text of it is the envelope's. */
export async function sendConfirmation(
  engine: EngineContext,
  tx: Transaction,
  kind: "SubscriptionConfirmation" | "UnsubscribeConfirmation",
  topic: Topic,
  subscription: Subscription,
  region: string,
): Promise<void> {
  const now = engine.clock.now();
  const message: OutboundMessage = {
    id: engine.ids.uuid(),
    kind,
    region,
    topicArn: topic.TopicArn,
    subscriptionArn: subscription.SubscriptionArn,
    protocol: subscription.Protocol,
    endpoint: subscription.Endpoint,
    messageId: engine.ids.uuid(),
    timestamp: now,
    message: "",
    // doc SNSDG: confirmations are never raw.
    rawMessageDelivery: false,
    signatureVersion: signatureVersion(topic),
    token: subscription.token,
    baseUrl: engine.baseUrl(),
  };
  await tx.enqueue([message], now);
}
