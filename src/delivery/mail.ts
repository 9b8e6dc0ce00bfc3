import { Socket } from "node:net";

/** One mail, before it has a form. */
export interface Mail {
  /** Of the outbox: the same for every attempt, so that a repeated mail can be recognised. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly date: number;
  readonly from: string;
  /** One bare address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands a mail to an SMTP server: resolves with what the server said, rejects with nodemailer's error or when aborted. */
export type SendMail = (mail: Mail, signal: AbortSignal) => Promise<string>;

const idleTimeoutMs = 15_000;

/** The RFC 5322 form of a mail, lines ending in CR LF. */
export async function renderMail(mail: Mail): Promise<Buffer> {
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  const { message } = await transport.sendMail(fields(mail));
  if (!Buffer.isBuffer(message)) throw new Error("the mail was not buffered");
  return message;
}

/** A connection per mail to `smtp://` or `smtps://[user:password@]host[:port]`. */
export function smtpSender(smtpUrl: string): SendMail {
  return async (mail, signal) => {
    const { createTransport } = await import("nodemailer");
    // nodemailer knows no signal, but it takes a socket that does; the error it reports is enough.
    const socket = new Socket({ signal }).on("error", () => undefined);
    const transport = createTransport({
      url: smtpUrl,
      socket,
      connectionTimeout: idleTimeoutMs,
      greetingTimeout: idleTimeoutMs,
      socketTimeout: idleTimeoutMs,
    });
    const { response } = await transport.sendMail(fields(mail));
    return response;
  };
}

function fields(mail: Mail) {
  return {
    messageId: `<${mail.id}@tocsin>`,
    date: new Date(mail.date),
    from: mail.from,
    // Given as one address, never as a list to be parsed.
    to: { name: "", address: mail.to },
    subject: mail.subject,
    text: mail.text,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
