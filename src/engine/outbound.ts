import type { RetryPolicy } from "../topic/retry.ts";

/** What SNS sends to one subscriber: one row of the outbox, whole enough to be delivered without another look-up. */
export interface OutboundMessage {
  /** Unique for this message and this subscriber. */
  readonly id: string;
  readonly kind: "Notification" | "SubscriptionConfirmation" | "UnsubscribeConfirmation";
  readonly region: string;
  readonly topicArn: string;
  readonly subscriptionArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  /** One per publish, the same for every subscriber and every retry. */
  readonly messageId: string;
  /** Epoch milliseconds of the publish. */
  readonly timestamp: number;
  readonly subject?: string;
  /** Text for this subscriber's protocol (MessageStructure json is already resolved). */
  readonly message: string;
  readonly messageAttributes?: Readonly<Record<string, MessageAttribute>>;
  readonly rawMessageDelivery: boolean;
  readonly signatureVersion: "1" | "2";
  /** How a failed delivery is repeated; the protocol's own schedule when absent. */
  readonly retryPolicy?: RetryPolicy;
  /** Of the request to an http endpoint; SNS's own when absent. */
  readonly contentType?: string;
  /** The queue that gets the message when its subscriber cannot be given it. */
  readonly deadLetterTargetArn?: string;
  readonly messageGroupId?: string;
  /** Only for messages of a FIFO topic. */
  readonly fifo?: FifoDelivery;
  /** Only on confirmations. */
  readonly token?: string;
  /** Where the endpoint is reached from outside, for SubscribeURL, UnsubscribeURL and SigningCertURL. */
  readonly baseUrl: string;
}

export interface FifoDelivery {
  readonly messageDeduplicationId: string;
  /** The message's place in its topic: within a group a subscriber gets its messages in this order. */
  readonly order: number;
  /** As the document shows it; it does not of a message with MessageStructure json. obs STACKD fifo */
  readonly sequenceNumber?: string;
}

export interface MessageAttribute {
  readonly Type: string;
  /** Base64 when Type is Binary. */
  readonly Value: string;
}

/** What became of one attempt. `retryable` is decided by the protocol's adapter: see src/topic/retry.ts. */
export type DeliveryOutcome =
  | { readonly kind: "delivered"; readonly detail: string }
  | { readonly kind: "failed"; readonly retryable: boolean; readonly reason: string };

/** Port: brings one message to one subscriber. Never throws for a subscriber's fault; rejects only when aborted. */
export interface Delivery {
  deliver(message: OutboundMessage, signal: AbortSignal): Promise<DeliveryOutcome>;
}

/** A message waiting in, or settled from, the outbox. Times are epoch milliseconds. */
export interface OutboxRow {
  readonly message: OutboundMessage;
  readonly attempt: number;
  readonly nextAttempt: number;
  readonly claimedUntil?: number;
  readonly settled?: { readonly at: number; readonly outcome: DeliveryOutcome };
}
