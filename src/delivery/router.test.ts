import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileMailbox } from "./mailbox.ts";
import { confirmation, never, notification } from "./message.testing.ts";
import { createDelivery } from "./router.ts";
import { createSigner } from "./signer.ts";

const signer = createSigner({});

describe("createDelivery", () => {
  it.each([
    "sms",
    "lambda",
    "application",
    "firehose",
  ])("says plainly that nothing was sent to %s", async (protocol) => {
    const outcome = await createDelivery({ signer }).deliver(notification({ protocol }), never());
    expect(outcome).toMatchObject({ kind: "failed", retryable: false });
    expect(outcome).toHaveProperty("reason", expect.stringContaining(`does not deliver to ${protocol}`));
  });

  it("knows no other protocol", async () => {
    const outcome = await createDelivery({ signer }).deliver(notification({ protocol: "fax" }), never());
    expect(outcome).toEqual({ kind: "failed", retryable: false, reason: "no such protocol: fax" });
  });

  it("keeps mail in memory when it has no directory", async () => {
    const delivery = createDelivery({ signer });
    const mail = notification({ protocol: "email", endpoint: "ops@example.com" });
    expect(await delivery.deliver(mail, never())).toMatchObject({ kind: "delivered" });
    expect(await delivery.mailbox.list()).toMatchObject([{ to: "ops@example.com", subject: mail.subject }]);
  });

  it("sends the link that confirms, and the link that ends the subscription", async () => {
    const delivery = createDelivery({ signer });
    const changes = { protocol: "email", endpoint: "ops@example.com" };
    const messages = [
      confirmation({ ...changes, id: "1", timestamp: 1 }),
      notification({ ...changes, id: "2", timestamp: 2 }),
      confirmation({ ...changes, id: "3", timestamp: 3, kind: "UnsubscribeConfirmation" }),
    ];
    for (const message of messages) await delivery.deliver(message, never());
    const [asked, told, left] = await delivery.mailbox.list();
    const { topicArn, subscriptionArn, message: text } = notification();
    const confirmLink = `http://127.0.0.1:4666/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=2336412f37ab\n`;
    expect(asked?.subject).toBe("AWS Notification - Subscription Confirmation");
    expect(asked?.text).toContain(confirmLink);
    expect(told?.text.startsWith(`${text}\n`)).toBe(true);
    expect(told?.text).toContain(`http://127.0.0.1:4666/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}\n`);
    expect(left?.text).toContain(confirmLink);
  });

  it("has a subject of its own for a message without one", async () => {
    const delivery = createDelivery({ signer });
    const { subject: _, ...plain } = notification({ protocol: "email", endpoint: "ops@example.com" });
    await delivery.deliver(plain, never());
    expect(await delivery.mailbox.list()).toMatchObject([{ subject: "AWS Notification Message" }]);
  });

  it("sends the JSON document to email-json", async () => {
    const delivery = createDelivery({ signer });
    await delivery.deliver(notification({ protocol: "email-json", endpoint: "ops@example.com" }), never());
    const [entry] = await delivery.mailbox.list();
    expect(JSON.parse(entry?.text ?? "")).toMatchObject({ Type: "Notification", SignatureVersion: "1" });
  });

  it("keeps the message for later when the fault is ours", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "tocsin-router-"));
    await writeFile(join(dataDir, "mailbox"), "a file where the folder should be");
    const delivery = createDelivery({ signer, mailbox: fileMailbox(dataDir) });
    const outcome = await delivery.deliver(notification({ protocol: "email", endpoint: "a@example.com" }), never());
    expect(outcome).toMatchObject({ kind: "failed", retryable: true });
    await rm(dataDir, { recursive: true });
  });

  it("rejects when it is already aborted", async () => {
    const reason = new Error("stop");
    await expect(createDelivery({ signer }).deliver(notification(), AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
