import type { SnsMessage } from "./sns-message.ts";

/** The `Message` of the JSON document: what was published, or what SNS says on a confirmation. obs STACKD http_delivery */
export function messageText(message: SnsMessage): string {
  switch (message.kind) {
    case "Notification":
      return message.message;
    case "SubscriptionConfirmation":
      return (
        `You have chosen to subscribe to the topic ${message.topicArn}.\n` +
        "To confirm the subscription, visit the SubscribeURL included in this message."
      );
    case "UnsubscribeConfirmation":
      return (
        `You have chosen to deactivate subscription ${message.subscriptionArn}.\n` +
        "To cancel this operation and restore the subscription, visit the SubscribeURL included in this message."
      );
  }
}

/** The `Timestamp` of the JSON document: UTC with milliseconds. */
export function timestampText(timestamp: number): string {
  return new Date(timestamp).toISOString();
}
