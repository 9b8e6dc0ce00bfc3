import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import { confirmation, never, notification } from "../../src/delivery/message.testing.ts";
import { createDelivery } from "../../src/delivery/router.ts";
import { createSigner } from "../../src/delivery/signer.ts";

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly eml: string;
}

const signer = createSigner({});
const servers: SMTPServer[] = [];

afterEach(async () => {
  const closing = servers.splice(0).map((server) => new Promise<void>((resolve) => server.close(resolve)));
  await Promise.all(closing);
});

async function openServer(options: SMTPServerOptions = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onData: (stream, session, done) => {
      const { mailFrom, rcptTo } = session.envelope;
      const from = mailFrom === false ? "" : mailFrom.address;
      const to = rcptTo.map(({ address }) => address);
      text(stream).then((eml) => done(void received.push({ from, to, eml })), done);
    },
    ...options,
  });
  server.on("error", () => undefined);
  servers.push(server);
  const port = await new Promise<number>((resolve) => {
    const listener = server.listen(0, "127.0.0.1", () => {
      const address = listener.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  return { received, port };
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function mail(changes: Parameters<typeof notification>[0] = {}) {
  return notification({ protocol: "email", endpoint: "ops@example.com", ...changes });
}

describe("delivery by SMTP", () => {
  it("hands the mail over and keeps none in the mailbox", async () => {
    const { received, port } = await openServer();
    const delivery = createDelivery({
      signer,
      smtpUrl: `smtp://127.0.0.1:${port}`,
      mailFrom: "Bell <bell@example.com>",
    });
    expect(await delivery.deliver(mail({ subject: "The bell rang" }), never())).toMatchObject({ kind: "delivered" });
    expect(received).toMatchObject([{ from: "bell@example.com", to: ["ops@example.com"] }]);
    expect(received[0]?.eml).toContain("Subject: The bell rang\r\n");
    expect(received[0]?.eml).toContain("Message-ID: <outbox-1@tocsin>\r\n");
    expect(await delivery.mailbox.list()).toEqual([]);
  });

  it("carries the link that confirms unbroken", async () => {
    const { received, port } = await openServer();
    const delivery = createDelivery({ signer, smtpUrl: `smtp://127.0.0.1:${port}` });
    const token = `2336412f37${"ab".repeat(123)}`;
    await delivery.deliver(confirmation({ protocol: "email", endpoint: "ops@example.com", token }), never());
    const body = (received[0]?.eml ?? "").replaceAll("=\r\n", "").replaceAll("=3D", "=");
    expect(body).toContain(`&Token=${token}\r\n`);
  });

  it.each([
    ["a mailbox that does not exist", { onRcptTo: (_a, _s, done) => done(refusal(550, "no such user")) }, false],
    ["a mailbox that is full today", { onRcptTo: (_a, _s, done) => done(refusal(452, "full")) }, true],
  ] satisfies [string, SMTPServerOptions, boolean][])("meets %s", async (_, options, retryable) => {
    const { port } = await openServer(options);
    const delivery = createDelivery({ signer, smtpUrl: `smtp://127.0.0.1:${port}` });
    expect(await delivery.deliver(mail(), never())).toMatchObject({ kind: "failed", retryable });
  });

  it("tries again when our own login is refused, without telling the password", async () => {
    const { port } = await openServer({ onAuth: (_auth, _session, done) => done(refusal(535, "wrong login")) });
    const delivery = createDelivery({ signer, smtpUrl: `smtp://user:hunter2@127.0.0.1:${port}` });
    const outcome = await delivery.deliver(mail(), never());
    expect(outcome).toMatchObject({ kind: "failed", retryable: true });
    expect(JSON.stringify(outcome)).not.toContain("hunter2");
  });

  it("tries again when no server listens", async () => {
    const delivery = createDelivery({ signer, smtpUrl: "smtp://127.0.0.1:1" });
    expect(await delivery.deliver(mail(), never())).toMatchObject({ kind: "failed", retryable: true });
  });

  it("rejects when aborted in the middle of the dialogue", async () => {
    const controller = new AbortController();
    const reason = new Error("stop");
    const { port } = await openServer({ onMailFrom: () => controller.abort(reason) });
    const delivery = createDelivery({ signer, smtpUrl: `smtp://127.0.0.1:${port}` });
    await expect(delivery.deliver(mail(), controller.signal)).rejects.toBe(reason);
  });
});
