import type { Delivery, DeliveryOutcome, OutboundMessage } from "../engine/outbound.ts";
import { isProtocol } from "../topic/protocol.ts";
import { deliverEmail, type MailSink } from "./email.ts";
import { deliverHttp, httpTimeoutMs } from "./http.ts";
import { smtpSender } from "./mail.ts";
import { type Mailbox, memoryMailbox } from "./mailbox.ts";
import { describeError, giveUp, retryLater } from "./outcome.ts";
import type { Signer } from "./signer.ts";
import { sqsDelivery } from "./sqs.ts";
import { undeliverable } from "./unsupported.ts";

export interface DeliveryOptions {
  readonly signer: Signer;
  /** Where mail lands when there is no SMTP server; one in memory unless given. */
  readonly mailbox?: Mailbox;
  /** `smtp://` or `smtps://`: mail is sent instead. */
  readonly smtpUrl?: string;
  /** Sender of mails, `Name <address>` or an address. */
  readonly mailFrom?: string;
  /** Where queues live when they are not AWS's. */
  readonly sqsEndpointUrl?: string;
  /** Longest wait for an http endpoint, 15 s as SNS waits. */
  readonly httpTimeoutMs?: number;
}

/** The delivery adapter with the mailbox it fills when no SMTP server is configured. */
export interface LocalDelivery extends Delivery {
  readonly mailbox: Mailbox;
}

const defaultFrom = "Tocsin <no-reply@localhost>";

/**
 * Brings messages to subscribers, choosing the adapter by protocol.
 *
 * @example
 * const delivery = createDelivery({ signer: createSigner({}) });
 * await delivery.deliver(message, new AbortController().signal); // { kind: "delivered", detail: "HTTP 200 from ..." }
 */
export function createDelivery(options: DeliveryOptions): LocalDelivery {
  const { signer, smtpUrl, mailbox = memoryMailbox() } = options;
  const sink: MailSink =
    smtpUrl === undefined ? { kind: "mailbox", mailbox } : { kind: "smtp", send: smtpSender(smtpUrl) };
  const toQueue = sqsDelivery(signer, options.sqsEndpointUrl);

  const route = async (message: OutboundMessage, signal: AbortSignal): Promise<DeliveryOutcome> => {
    const { protocol } = message;
    if (!isProtocol(protocol)) return giveUp(`no such protocol: ${protocol}`);
    switch (protocol) {
      case "http":
      case "https":
        return deliverHttp(message, signer, options.httpTimeoutMs ?? httpTimeoutMs, signal);
      case "email":
      case "email-json":
        return deliverEmail(message, signer, options.mailFrom ?? defaultFrom, sink, signal);
      case "sqs":
        return toQueue(message, signal);
      case "sms":
      case "lambda":
      case "application":
      case "firehose":
        return undeliverable(protocol);
    }
  };

  return {
    mailbox,
    deliver: async (message, signal) => {
      signal.throwIfAborted();
      try {
        return await route(message, signal);
      } catch (error) {
        signal.throwIfAborted();
        // A full disk, a damaged key: nothing the subscriber did, so the message is kept for later.
        return retryLater(describeError(error));
      }
    },
  };
}
