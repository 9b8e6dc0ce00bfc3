import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "./run.ts";

let data: string;

beforeEach(() => {
  data = join(mkdtempSync(join(tmpdir(), "tocsin-keys-")), "data");
});

afterEach(() => {
  rmSync(join(data, ".."), { recursive: true });
});

describe("tocsin keys", () => {
  it("shows a secret when the key is made, never again, and keeps it where only its owner reads", async () => {
    const made = await run(["keys", "create", "--data", data, "--output", "json"]);
    const key = JSON.parse(made.stdout) as { accessKeyId: string; secretAccessKey: string; created: string };
    expect(made.code).toBe(0);
    const second = await run(["keys", "create", "--data", data]);
    expect(second.stdout).toMatch(/^AWS_ACCESS_KEY_ID=TOCSIN\w{14}\nAWS_SECRET_ACCESS_KEY=[\w-]{40}\n$/);
    const listed = await run(["keys", "list", "--data", data, "--output", "json"]);
    expect(JSON.parse(listed.stdout)).toEqual([
      { accessKeyId: key.accessKeyId, created: key.created },
      { accessKeyId: expect.any(String), created: expect.any(String) },
    ]);
    const file = join(data, "access-keys.json");
    expect([statSync(file).mode & 0o777, statSync(data).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(readFileSync(file, "utf8")).toContain(key.secretAccessKey);
  });

  it("deletes a key, and says when there is none of that name", async () => {
    const { stdout } = await run(["keys", "create", "--data", data, "--output", "json", "--query", "accessKeyId"]);
    const id = JSON.parse(stdout) as string;
    expect(await run(["keys", "delete", id, "--data", data])).toMatchObject({ code: 0, stdout: `deleted ${id}\n` });
    const again = await run(["keys", "delete", id, "--data", data]);
    expect(again).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(`no access key "${id}"`) });
    const none = await run(["keys", "list", "--data", data]);
    expect(none).toMatchObject({ code: 0, stdout: "", stderr: expect.stringContaining("No access key") });
  });

  it("refuses to touch a file that holds no keys", async () => {
    await run(["keys", "create", "--data", data]);
    writeFileSync(join(data, "access-keys.json"), "oops");
    const { code, stderr } = await run(["keys", "create", "--data", data]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("is damaged")]);
    expect(readFileSync(join(data, "access-keys.json"), "utf8")).toBe("oops");
  });
});

describe("tocsin serve", () => {
  it.each([
    [[]],
    [["--auth", "off"]],
    [["--auth", "lenient"]],
  ])("does not listen beyond this machine with %j, and says what would do", async (options) => {
    const { code, stdout, stderr } = await run(["serve", "--host", "0.0.0.0", "--data", data, ...options]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("refusing to listen on 0.0.0.0");
    expect(stderr).toContain("--auth strict");
  });
});
