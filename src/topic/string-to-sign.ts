import { subscribeUrl } from "./links.ts";
import { messageText, timestampText } from "./message-text.ts";
import type { SnsMessage } from "./sns-message.ts";

/**
 * What SNS signs: name and value of the signed keys, a line each, names in byte order; to be encoded as UTF-8.
 * Neither the certificate's URL nor the attributes nor the unsubscribe URL are signed. doc SNSDG
 *
 * @example
 * stringToSign(notification); // "Message\nhello\nMessageId\n...\nTimestamp\n...\nTopicArn\n...\nType\nNotification\n"
 */
export function stringToSign(message: SnsMessage): string {
  return signedPairs(message)
    .map(([key, value]) => `${key}\n${value}\n`)
    .join("");
}

function signedPairs(message: SnsMessage): readonly (readonly [string, string])[] {
  const head = [
    ["Message", messageText(message)],
    ["MessageId", message.messageId],
  ] as const;
  const timestamp = ["Timestamp", timestampText(message.timestamp)] as const;
  const tail = [
    ["TopicArn", message.topicArn],
    ["Type", message.kind],
  ] as const;
  switch (message.kind) {
    case "Notification": {
      const subject = message.subject === undefined ? [] : [["Subject", message.subject] as const];
      return [...head, ...subject, timestamp, ...tail];
    }
    case "SubscriptionConfirmation":
    case "UnsubscribeConfirmation":
      return [...head, ["SubscribeURL", subscribeUrl(message)], timestamp, ["Token", message.token ?? ""], ...tail];
  }
}
