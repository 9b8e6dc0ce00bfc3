import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signIn } from "../cloudtrail/record.testing.ts";
import { batchesByMinute, batchesOfFile, cutRecords, MAX_BATCH_RECORDS } from "./batches.ts";
import { listLogFiles } from "./log-files.ts";
import { readText } from "./read-text.ts";
import { readRecordsFile } from "./records-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-sources-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const { signal } = new AbortController();
const text = `{"Records":[${JSON.stringify(signIn())}]}`;
const put = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe("readRecordsFile", () => {
  it("reads a delivered file, plain or gzip, with one digest: that of the content", async () => {
    const plain = await readRecordsFile(put("a.json", text), signal);
    const packed = await readRecordsFile(put("b.json.gz", gzipSync(text)), signal);
    expect(plain.records.map((read) => read.text)).toEqual([JSON.stringify(signIn())]);
    expect(packed.digest).toBe(plain.digest);
    expect(plain.digest).toBe(createHash("sha256").update(text).digest("hex"));
  });

  it("knows gzip by its content, not by its name", async () => {
    expect((await readRecordsFile(put("a.json", gzipSync(text)), signal)).records).toHaveLength(1);
  });

  it("takes several gzip members for one content", async () => {
    const members = Buffer.concat([gzipSync(text.slice(0, 40)), gzipSync(text.slice(40))]);
    expect((await readRecordsFile(put("a.json.gz", members), signal)).records).toHaveLength(1);
  });

  it("gives nothing of a gzip file that is cut off, and says at which byte", async () => {
    const packed = gzipSync(text);
    const cut = await readRecordsFile(put("a.json.gz", packed.subarray(0, -12)), signal);
    expect(cut).toMatchObject({ records: [], problems: [expect.stringContaining(`at byte ${packed.length - 12}`)] });
  });

  it("tells a damaged gzip file", async () => {
    const packed = gzipSync(text);
    packed.fill(0xff, 20, 40);
    expect(await readRecordsFile(put("a.json.gz", packed), signal)).toMatchObject({
      records: [],
      problems: [expect.stringContaining("the gzip stream is damaged before byte")],
    });
  });

  it("tells what is no text, no JSON, or not there", async () => {
    const problems = async (path: string) => (await readRecordsFile(path, signal)).problems;
    expect(await problems(put("a.json", Buffer.from([0xc3, 0x28])))).toEqual(["it is not UTF-8 text"]);
    expect(await problems(put("b.json", "x"))).toEqual(["the file is not JSON (at character 0)"]);
    expect(await problems(join(folder, "c.json"))).toEqual([expect.stringContaining("ENOENT")]);
  });

  it("reads a stream under a name of its own", async () => {
    const lines = `${JSON.stringify(signIn())}\n${JSON.stringify(signIn({ eventID: "2" }))}\n`;
    const file = await readRecordsFile("standard input", signal, Readable.from([lines.slice(0, 9), lines.slice(9)]));
    expect(file).toMatchObject({ name: "standard input", problems: [] });
    expect(file.records).toHaveLength(2);
  });
});

describe("readText", () => {
  it("stops at its limit, before and after inflating", async () => {
    const bomb = gzipSync("x".repeat(100_000));
    expect(await readText(put("a.gz", bomb), signal, 50_000)).toEqual({
      ok: false,
      problem: "it has more than 50000 bytes",
    });
    expect(await readText(put("b", "x".repeat(101)), signal, 100)).toMatchObject({ ok: false });
  });

  it("throws when it is interrupted", async () => {
    await expect(readText(put("a", "x"), AbortSignal.abort())).rejects.toThrow("aborted");
  });
});

describe("listLogFiles", () => {
  it("finds log files at any depth in the order of their paths, and leaves digests and hidden files out", async () => {
    mkdirSync(join(folder, "b/c"), { recursive: true });
    mkdirSync(join(folder, ".git"));
    put("b/c/2.json.gz", "");
    put("b/c/1.jsonl", "");
    put("b/notes.txt", "");
    put("a.ndjson", "");
    put("c.JSON", "");
    put(".hidden.json", "");
    put(".git/x.json", "");
    put("b/123456789012_CloudTrail-Digest_us-east-1_main_us-east-1_20260131T130000Z.json.gz", "");
    expect(await listLogFiles(folder)).toEqual({
      files: ["a.ndjson", "b/c/1.jsonl", "b/c/2.json.gz", "c.JSON"].map((name) => join(folder, name)),
      problems: [],
    });
  });

  it("names a folder that cannot be read", async () => {
    const missing = join(folder, "missing");
    expect(await listLogFiles(missing)).toMatchObject({ files: [], problems: [{ folder: missing }] });
  });
});

describe("batches", () => {
  const record = (time: number, size = 0) => ({ record: signIn(), text: `${time}${"x".repeat(size)}`, time });

  it("have at most a thousand records and four million characters", () => {
    const many = Array.from({ length: MAX_BATCH_RECORDS * 2 + 1 }, (_, index) => record(index));
    expect(cutRecords(many).map((batch) => batch.length)).toEqual([1000, 1000, 1]);
    const large = Array.from({ length: 40 }, (_, index) => record(index, 200_000));
    expect(cutRecords(large).map((batch) => batch.length)).toEqual([20, 20]);
    expect(cutRecords([])).toEqual([]);
  });

  it("of a file are named after its content", () => {
    const records = Array.from({ length: 1001 }, (_, index) => record(index));
    expect(batchesOfFile({ digest: "d", records }).map((batch) => batch.batchId)).toEqual(["d#0", "d#1"]);
  });

  it("of a replay are in order of time, cut at minutes, and the same whatever the order of the files", () => {
    const records = [record(120_000), record(59_999), record(60_000), record(0)];
    const batches = batchesByMinute(records);
    expect(batches.map((batch) => batch.records.map(({ time }) => time))).toEqual([[0, 59_999], [60_000], [120_000]]);
    expect(batchesByMinute(records.toReversed())).toEqual(batches);
    expect(new Set(batches.map((batch) => batch.batchId)).size).toBe(3);
  });
});
