import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileMailbox } from "../../src/delivery/mailbox.ts";
import { run } from "./run.ts";

let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-mailbox-"));
  const mailbox = fileMailbox(folder);
  const mail = { from: "no-reply@example.com", to: "you@example.com" };
  await mailbox.put({ ...mail, id: "a", date: Date.UTC(2026, 0, 1), subject: "Confirm", text: "the link\n" });
  await mailbox.put({ ...mail, id: "b", date: Date.UTC(2026, 0, 2), subject: "ALARM: \u001b[2J", text: "one\r\ntwo" });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("mailbox", () => {
  it("lists mails in order of time", async () => {
    const { code, stdout, stderr } = await run(["mailbox", "--data", folder]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n")).toEqual([
      expect.stringMatching(/^FILE +DATE +TO +SUBJECT$/),
      expect.stringMatching(/2026-01-01.* you@example\.com +Confirm$/),
      expect.stringMatching(/2026-01-02.* you@example\.com +ALARM: \\u001b\[2J$/),
      "",
    ]);
  });

  it("prints the last mail, and a mail by its file", async () => {
    const env = { TOCSIN_DATA: folder };
    const last = await run(["mailbox", "last"], { env });
    expect(last.stdout).toMatch(/^Date: 2026-01-02.*\nTo: you@example\.com\nSubject: ALARM.*\n\none\ntwo\n$/);
    const files: unknown = JSON.parse((await run(["mailbox", "--query", "[].file"], { env })).stdout);
    expect(files).toHaveLength(2);
    const [first] = Array.isArray(files) ? files : [];
    const named = await run(["mailbox", String(first), "--output", "json"], { env });
    expect(JSON.parse(named.stdout)).toMatchObject({ file: first, subject: "Confirm", text: "the link\n" });
  });

  it("is empty, and not at fault, where no mail arrived", async () => {
    const nowhere = join(folder, "nowhere");
    expect(await run(["mailbox", "--data", nowhere])).toEqual({
      code: 0,
      stdout: "",
      stderr: `No mail in ${join(nowhere, "mailbox")}\n`,
    });
    expect((await run(["mailbox", "--data", nowhere, "--output", "json"])).stdout).toBe("[]\n");
  });

  it("ends with 2 for a mail that is not there, and for a mailbox that somebody damaged", async () => {
    expect((await run(["mailbox", "last", "--data", join(folder, "nowhere")])).code).toBe(2);
    expect((await run(["mailbox", "../secret", "--data", folder])).code).toBe(2);
    const damaged = mkdtempSync(join(folder, "damaged-"));
    await fileMailbox(damaged).put({ id: "a", date: 0, from: "a@b", to: "c@d", subject: "s", text: "t" });
    writeFileSync(join(damaged, "mailbox", "0.eml.json"), "{");
    const { code, stderr } = await run(["mailbox", "--data", damaged]);
    expect(code).toBe(2);
    expect(stderr).toContain("the mailbox cannot be read");
  });
});
