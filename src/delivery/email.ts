import type { DeliveryOutcome, OutboundMessage } from "../engine/outbound.ts";
import { signedDocument } from "./document.ts";
import type { Mail, SendMail } from "./mail.ts";
import { mailBody, mailSubject } from "./mail-text.ts";
import type { Mailbox } from "./mailbox.ts";
import { delivered, describeError, giveUp, retryLater } from "./outcome.ts";
import type { Signer } from "./signer.ts";

/** Where mail goes: to an SMTP server, or into the local mailbox. */
export type MailSink =
  | { readonly kind: "smtp"; readonly send: SendMail }
  | { readonly kind: "mailbox"; readonly mailbox: Mailbox };

/** Longest time for one mail, whatever the server does; below the claim of the outbox. */
const smtpTimeoutMs = 20_000;

/** Delivers to an `email` (words and a link) or `email-json` (the signed document) subscriber. */
export async function deliverEmail(
  message: OutboundMessage,
  signer: Signer,
  from: string,
  sink: MailSink,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  const mail: Mail = {
    id: message.id,
    date: message.timestamp,
    from,
    to: message.endpoint,
    subject: mailSubject(message),
    text: message.protocol === "email-json" ? await signedDocument(message, signer) : mailBody(message),
  };
  switch (sink.kind) {
    case "mailbox":
      return delivered(`mailbox ${(await sink.mailbox.put(mail)).file}`);
    case "smtp":
      return sendBySmtp(mail, sink.send, signal);
  }
}

async function sendBySmtp(mail: Mail, send: SendMail, signal: AbortSignal): Promise<DeliveryOutcome> {
  const deadline = AbortSignal.timeout(smtpTimeoutMs);
  try {
    return delivered(await send(mail, AbortSignal.any([signal, deadline])));
  } catch (error) {
    signal.throwIfAborted();
    if (deadline.aborted) return retryLater(`no end of the SMTP dialogue within ${smtpTimeoutMs} ms`);
    return isPermanent(error) ? giveUp(describeError(error)) : retryLater(describeError(error));
  }
}

/** A 5xx reply is final (RFC 5321, 4.2.1), unless it refuses our own login: that is not the subscriber's fault. */
function isPermanent(error: unknown): boolean {
  if (!(error instanceof Error) || !("responseCode" in error) || !("code" in error)) return false;
  const { code, responseCode } = error;
  return typeof responseCode === "number" && responseCode >= 500 && responseCode < 600 && code !== "EAUTH";
}
