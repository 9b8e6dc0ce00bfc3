import type { OutboundMessage } from "../engine/outbound.ts";

const topicArn = "arn:aws:sns:us-east-1:123456789012:alarms";

/** A notification for an http endpoint; tests state what differs. */
export function notification(changes: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    id: "outbox-1",
    kind: "Notification",
    region: "us-east-1",
    topicArn,
    subscriptionArn: `${topicArn}:991fb753-f0e0-4e36-84f5-ae7643f377b1`,
    protocol: "http",
    endpoint: "http://127.0.0.1:1/hook",
    messageId: "b0ebf666-b7f6-56c9-85a9-954a6f171dbc",
    timestamp: Date.UTC(2026, 8, 22, 19, 27, 29, 337),
    subject: 'ALARM: "root-usage" in US East (N. Virginia)',
    message: "the bell rang: öäü",
    rawMessageDelivery: false,
    signatureVersion: "1",
    baseUrl: "http://127.0.0.1:4666",
    ...changes,
  };
}

/** The message that asks a subscriber to confirm. */
export function confirmation(changes: Partial<OutboundMessage> = {}): OutboundMessage {
  const { subject: _, ...rest } = notification({
    kind: "SubscriptionConfirmation",
    message: "",
    token: "2336412f37ab",
  });
  return { ...rest, ...changes };
}

/** A signal nobody aborts. */
export function never(): AbortSignal {
  return new AbortController().signal;
}
