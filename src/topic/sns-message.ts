import type { SentAttribute } from "./message-attributes.ts";

/** What the wire form of a message depends on; the engine's OutboundMessage is one. */
export interface SnsMessage {
  readonly kind: "Notification" | "SubscriptionConfirmation" | "UnsubscribeConfirmation";
  readonly topicArn: string;
  readonly subscriptionArn: string;
  readonly messageId: string;
  /** Epoch milliseconds of the publish. */
  readonly timestamp: number;
  readonly subject?: string;
  readonly message: string;
  readonly messageAttributes?: Readonly<Record<string, SentAttribute>>;
  readonly rawMessageDelivery: boolean;
  readonly signatureVersion: "1" | "2";
  /** Of a FIFO topic's message; such a message is not signed. */
  readonly fifo?: { readonly sequenceNumber?: string };
  readonly token?: string;
  readonly baseUrl: string;
}
