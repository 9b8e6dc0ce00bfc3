import type { OutboundMessage } from "../engine/outbound.ts";
import { subscribeUrl, unsubscribeUrl } from "../topic/links.ts";
import { messageText } from "../topic/message-text.ts";

/** Subject line of a mail: the published one, else SNS's own. doc SNSDG (confirmation), obs PUB (default) */
export function mailSubject(message: OutboundMessage): string {
  switch (message.kind) {
    case "Notification":
      return message.subject ?? "AWS Notification Message";
    case "SubscriptionConfirmation":
      return "AWS Notification - Subscription Confirmation";
    case "UnsubscribeConfirmation":
      return "AWS Notification - Unsubscribe Confirmation"; // unk: AWS's own line was not seen
  }
}

/** Body of an `email` mail. doc SNSDG (confirmation), obs PUB (the link below a notification); the rest is ours */
export function mailBody(message: OutboundMessage): string {
  switch (message.kind) {
    case "Notification":
      return `${message.message}\n\n--\nTo stop receiving notifications from this topic, visit:\n${unsubscribeUrl(message)}\n`;
    case "SubscriptionConfirmation":
      return (
        `You have chosen to subscribe to the topic:\n${message.topicArn}\n\n` +
        "To confirm this subscription, click or visit the link below " +
        `(If this was in error no action is necessary):\n${subscribeUrl(message)}\n`
      );
    case "UnsubscribeConfirmation":
      return `${messageText(message)}\n\n${subscribeUrl(message)}\n`;
  }
}
