import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Mail } from "./mail.ts";
import { fileMailbox, type Mailbox, memoryMailbox, readMailbox } from "./mailbox.ts";

const root = await mkdtemp(join(tmpdir(), "tocsin-mailbox-"));
let directories = 0;

function freshDirectory(): string {
  directories += 1;
  return join(root, String(directories));
}

afterAll(() => rm(root, { recursive: true }));

function mail(changes: Partial<Mail> = {}): Mail {
  return {
    id: "outbox-1",
    date: Date.UTC(2026, 8, 22, 19, 27, 29, 337),
    from: "Tocsin <no-reply@localhost>",
    to: "ops@example.com",
    subject: "ALARM: Grüße 😀",
    text: "first line\nzweite Zeile äöü\n.\nFrom here\n",
    ...changes,
  };
}

describe.each<[string, () => Mailbox]>([
  ["memory", memoryMailbox],
  ["files", () => fileMailbox(freshDirectory())],
])("a mailbox in %s", (_, open) => {
  it("gives back what was put into it", async () => {
    const mailbox = open();
    const { id: _id, date: _date, from: _from, ...same } = mail();
    const entry = { ...same, file: "2026-09-22T19-27-29.337Z-outbox-1.eml", date: "2026-09-22T19:27:29.337Z" };
    expect(await mailbox.put(mail())).toEqual(entry);
    expect(await mailbox.list()).toEqual([entry]);
  });

  it("holds a mail once, however often it is put", async () => {
    const mailbox = open();
    await mailbox.put(mail());
    await mailbox.put(mail());
    expect((await mailbox.list()).length).toBe(1);
  });

  it("lists by time", async () => {
    const mailbox = open();
    await mailbox.put(mail({ id: "b", date: 2000 }));
    await mailbox.put(mail({ id: "c", date: 1000 }));
    await mailbox.put(mail({ id: "a", date: 2000 }));
    const order = (await mailbox.list()).map((entry) => entry.file.slice(-5, -4));
    expect(order).toEqual(["c", "a", "b"]);
  });

  it("never lets an id choose the place", async () => {
    const { file } = await open().put(mail({ id: "../../etc/passwd\n" }));
    expect(file).toBe("2026-09-22T19-27-29.337Z-______etc_passwd_.eml");
  });
});

describe("a mailbox in memory", () => {
  it("forgets the oldest after a thousand", async () => {
    const mailbox = memoryMailbox();
    for (let index = 0; index < 1001; index += 1) await mailbox.put(mail({ id: String(index), date: index }));
    const entries = await mailbox.list();
    expect([entries.length, entries[0]?.date]).toEqual([1000, "1970-01-01T00:00:00.001Z"]);
  });
});

describe("a mailbox of files", () => {
  it("writes mails that any mail reader opens", async () => {
    const dataDir = freshDirectory();
    const { file } = await fileMailbox(dataDir).put(mail({ subject: "plain", text: "one\ntwo\n" }));
    const eml = await readFile(join(dataDir, "mailbox", file), "utf8");
    const [head = "", body = ""] = eml.split("\r\n\r\n");
    expect(head.split("\r\n").toSorted()).toEqual([
      "Content-Transfer-Encoding: 7bit",
      "Content-Type: text/plain; charset=utf-8",
      "Date: Tue, 22 Sep 2026 19:27:29 +0000",
      "From: Tocsin <no-reply@localhost>",
      "MIME-Version: 1.0",
      "Message-ID: <outbox-1@tocsin>",
      "Subject: plain",
      "To: ops@example.com",
    ]);
    expect(body).toBe("one\r\ntwo\r\n");
  });

  it("cannot be made to write headers or name a second recipient", async () => {
    const dataDir = freshDirectory();
    const wicked = { subject: "x\r\nBcc: a@example.com", to: "a@example.com, b@example.com" };
    const { file } = await fileMailbox(dataDir).put(mail(wicked));
    const head = (await readFile(join(dataDir, "mailbox", file), "utf8")).split("\r\n\r\n")[0] ?? "";
    expect(head).not.toMatch(/^bcc:/im);
    expect(head.split("\r\n").filter((line) => line.startsWith("To:")).length).toBe(1);
  });

  it("leaves no temporary file", async () => {
    const dataDir = freshDirectory();
    await fileMailbox(dataDir).put(mail());
    expect((await readdir(join(dataDir, "mailbox"))).map((name) => name.slice(24))).toEqual([
      "-outbox-1.eml",
      "-outbox-1.eml.json",
    ]);
  });
});

describe("readMailbox", () => {
  it("finds nothing where there is no mailbox", async () => {
    expect(await readMailbox(freshDirectory())).toEqual([]);
  });

  it.each([
    ["{", "is damaged"],
    ['{"file":"x"}', "does not describe a mail"],
    ["null", "does not describe a mail"],
  ])("names the file that it cannot read: %s", async (content, reason) => {
    const dataDir = freshDirectory();
    await mkdir(join(dataDir, "mailbox"), { recursive: true });
    const path = join(dataDir, "mailbox", "x.eml.json");
    await writeFile(path, content);
    await expect(readMailbox(dataDir)).rejects.toThrow(`${path} ${reason}`);
  });
});
