import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accessKeyFile, newAccessKey, printAccessKeys, readAccessKeys } from "./access-keys.ts";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-keys-"));
  path = join(folder, "access-keys.json");
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("a file of access keys", () => {
  it("gives the keys that were written to it, and none while there is no file", async () => {
    expect(await readAccessKeys(path)).toEqual([]);
    const keys = [newAccessKey(0), newAccessKey(1)];
    writeFileSync(path, printAccessKeys(keys));
    expect(await readAccessKeys(path)).toEqual(keys);
  });

  it("counts from the next request on when it changes or goes", async () => {
    const secretOf = accessKeyFile(path);
    const [first, second] = [newAccessKey(0), newAccessKey(0)];
    expect(await secretOf(first.accessKeyId)).toBeUndefined();
    writeFileSync(path, printAccessKeys([first]));
    expect(await secretOf(first.accessKeyId)).toBe(first.secretAccessKey);
    writeFileSync(path, printAccessKeys([first, second]));
    expect(await secretOf(second.accessKeyId)).toBe(second.secretAccessKey);
    rmSync(path);
    expect(await secretOf(first.accessKeyId)).toBeUndefined();
  });

  it.each(["", "[]", '{"keys":{}}', '{"keys":[{"accessKeyId":"A"}]}'])("is refused when it holds %j", async (text) => {
    writeFileSync(path, text);
    await expect(readAccessKeys(path)).rejects.toThrow(`${path} is damaged`);
  });
});

describe("a new access key", () => {
  it("is one of a kind, and fits where AWS's own fit", () => {
    const keys = Array.from({ length: 100 }, () => newAccessKey(0));
    expect(new Set(keys.map((key) => key.secretAccessKey)).size).toBe(100);
    for (const key of keys) {
      expect(key.accessKeyId).toMatch(/^TOCSIN[A-Z2-7]{14}$/);
      expect(key.secretAccessKey).toMatch(/^[A-Za-z0-9_-]{40}$/);
    }
  });
});
