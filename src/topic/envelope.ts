import { subscribeUrl, unsubscribeUrl } from "./links.ts";
import type { SentAttribute } from "./message-attributes.ts";
import { messageText, timestampText } from "./message-text.ts";
import type { SnsMessage } from "./sns-message.ts";

/** What makes a message verifiable: the base64 signature of its string to sign and where the certificate is. */
export interface Signature {
  readonly signature: string;
  readonly signingCertUrl: string;
}

/** Whether the subscriber gets the published text alone: confirmations are never raw. doc SNSDG */
export function isRaw(message: Pick<SnsMessage, "kind" | "rawMessageDelivery">): boolean {
  return message.kind === "Notification" && message.rawMessageDelivery;
}

/**
 * The JSON document that http, sqs and email-json subscribers get, byte for byte as SNS lays it out: two spaces, a space
 * on both sides of the colon, keys in SNS's order, no newline at the end. obs STACKD http_delivery
 *
 * @example
 * renderEnvelope(message, { signature, signingCertUrl }); // '{\n  "Type" : "Notification",\n  "MessageId" : ...\n}'
 */
export function renderEnvelope(message: SnsMessage, signature: Signature): string {
  const entries = pairs(message, signature).map(([key, value]) => `  ${JSON.stringify(key)} : ${value}`);
  return `{\n${entries.join(",\n")}\n}`;
}

function pairs(message: SnsMessage, signature: Signature): readonly (readonly [string, string])[] {
  const text = (key: string, value: string) => [key, JSON.stringify(value)] as const;
  const head = [text("Type", message.kind), text("MessageId", message.messageId)];
  const body = text("Message", messageText(message));
  const timestamp = text("Timestamp", timestampText(message.timestamp));
  const signed = [
    timestamp,
    text("SignatureVersion", message.signatureVersion),
    text("Signature", signature.signature),
    text("SigningCertURL", signature.signingCertUrl),
  ];
  const topic = text("TopicArn", message.topicArn);
  switch (message.kind) {
    case "Notification": {
      const subject = message.subject === undefined ? [] : [text("Subject", message.subject)];
      const attributes = Object.entries(message.messageAttributes ?? {});
      const tail = attributes.length === 0 ? [] : [["MessageAttributes", renderAttributes(attributes)] as const];
      const sequence = message.fifo?.sequenceNumber;
      const order = sequence === undefined ? [] : [text("SequenceNumber", sequence)];
      // obs STACKD fifo: what a FIFO topic sends to a queue carries no signature.
      const proof = message.fifo === undefined ? signed : [timestamp];
      const url = text("UnsubscribeURL", unsubscribeUrl(message));
      return [...head, ...order, topic, ...subject, body, ...proof, url, ...tail];
    }
    case "SubscriptionConfirmation":
    case "UnsubscribeConfirmation": {
      const url = text("SubscribeURL", subscribeUrl(message));
      return [...head, text("Token", message.token ?? ""), topic, body, url, ...signed];
    }
  }
}

/** The attributes themselves are compact, only their list is laid out. obs STACKD http_delivery */
function renderAttributes(attributes: readonly (readonly [string, SentAttribute])[]): string {
  const entries = attributes.map(
    ([name, { Type, Value }]) => `    ${JSON.stringify(name)} : ${JSON.stringify({ Type, Value })}`,
  );
  return `{\n${entries.join(",\n")}\n  }`;
}
