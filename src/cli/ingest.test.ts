import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signIn } from "../cloudtrail/record.testing.ts";
import { createEngine, type Engine } from "../engine/create.ts";
import { applyDemoChain } from "./demo-chain.ts";
import { runIngest } from "./ingest.ts";
import type { IngestOptions } from "./options.ts";

const START = Date.parse("2026-01-31T11:00:00Z");

let folder: string;
let engine: Engine;
let url: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-ingest-"));
  engine = await createEngine({ clock: "manual", clockStart: START });
  ({ url } = await engine.listen({ host: "127.0.0.1", port: 0 }));
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function ingest(
  paths: readonly string[],
  options: Partial<IngestOptions> & {
    readonly stdin?: string;
    readonly signal?: AbortSignal;
    readonly isTTY?: boolean;
  } = {},
): Promise<Run> {
  const { stdin = "", signal = new AbortController().signal, isTTY = false, ...own } = options;
  let stdout = "";
  let stderr = "";
  const io = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: (text: string) => {
      stderr += text;
    },
    stdin: Readable.from([stdin]),
    isTTY,
    signal,
  };
  const common = { output: "json", color: false, endpointUrl: url, replay: false, watch: false } as const;
  const code = await runIngest({ ...common, ...own, paths }, io);
  return { code, stdout, stderr };
}

const summary = (run: Run): Record<string, unknown> => JSON.parse(run.stdout);
const put = (name: string, records: readonly object[], end = "]}"): string => {
  const path = join(folder, name);
  const text = `{"Records":[${records.map((record) => JSON.stringify(record)).join(",")}${end}`;
  writeFileSync(path, name.endsWith(".gz") ? gzipSync(text) : text);
  return path;
};
const at = (time: string, changes: object = {}) => signIn({ eventTime: time, ...changes });

describe("tocsin ingest", () => {
  beforeEach(() => applyDemoChain(engine, "on-call@example.com"));

  it("sends files, folders and standard input, and tells what came of them", async () => {
    put("a.json.gz", [at("2026-01-31T10:59:00Z")]);
    const run = await ingest([folder, "-"], { stdin: `${JSON.stringify(at("2026-01-31T10:58:00Z"))}\n` });
    expect(run.code).toBe(0);
    expect(summary(run)).toMatchObject({
      files: 2,
      records: 2,
      delivered: 2,
      duplicate: 0,
      matches: { ConsoleSignInWithoutMfa: 2 },
      problems: [],
    });
  });

  it("counts a file once, whatever its name and packing", async () => {
    await ingest([put("a.json", [at("2026-01-31T10:59:00Z")])]);
    const again = summary(await ingest([put("b.json.gz", [at("2026-01-31T10:59:00Z")])]));
    expect(again).toMatchObject({ records: 1, delivered: 0, duplicate: 1, matches: {} });
  });

  it("ingests the good files and records, names the bad ones, and exits with 3", async () => {
    put("a.json", [at("2026-01-31T10:59:00Z"), { eventID: "e-2" }]);
    put("b.json", [at("2026-01-31T10:58:00Z")], "");
    const run = await ingest([folder]);
    expect(run.code).toBe(3);
    expect(summary(run)).toMatchObject({ files: 2, delivered: 1 });
    expect(run.stderr).toMatch(/a\.json: record 2 \(eventID e-2\) has no eventTime/);
    expect(run.stderr).toMatch(/b\.json: the file is not JSON/);
  });

  it("prints a table for people", async () => {
    const run = await ingest([put("a.json", [at("2026-01-31T10:59:00Z")])], { output: "text" });
    expect(run.stdout).toContain("1 file, 1 record: 1 delivered, 0 not selected, 0 duplicate\n");
    expect(run.stdout).toMatch(/^ +1 {2}ConsoleSignInWithoutMfa$/m);
    expect(run.stderr).toBe("");
  });

  it("shows progress on a terminal only, and clears it", async () => {
    const run = await ingest([put("a.json", [at("2026-01-31T10:59:00Z")])], { isTTY: true });
    expect(run.stderr).toContain("1 files, 1 records, 1 delivered");
    expect(run.stderr.endsWith("\u001b[K")).toBe(true);
  });

  it("replays records at their own times, in order over all files, so that alarms ring", async () => {
    put("b.json", [at("2026-01-31T11:30:30Z")]);
    put("a.json", [
      at("2026-01-31T12:00:30Z"),
      at("2026-01-31T11:10:30Z", { additionalEventData: { MFAUsed: "Yes" } }),
    ]);
    const run = await ingest([folder], { replay: true });
    expect(summary(run)).toMatchObject({ records: 3, delivered: 3, late: {} });
    expect(engine.now()).toBe(Date.parse("2026-01-31T12:00:30Z"));
    await engine.advance({ by: 600_000 });
    const history = await engine.request("cloudwatch", "DescribeAlarmHistory", {
      AlarmName: "ConsoleSignInWithoutMfa",
      HistoryItemType: "StateUpdate",
    });
    expect(JSON.stringify(history).match(/to ALARM/g)).toHaveLength(2);
  });

  it("replays records older than the engine's clock without setting it back", async () => {
    const run = await ingest([put("a.json", [at("2020-01-31T12:00:30Z")])], { replay: true });
    expect(summary(run)).toMatchObject({ delivered: 1 });
    expect(engine.now()).toBe(START);
  });

  it("explains samples that came too late", async () => {
    const path = put("a.json", [at("2020-01-31T12:00:30Z")]);
    const run = await ingest([path], { output: "text" });
    expect(run.stdout).toMatch(/^ +1 {2}ConsoleSignInWithoutMfa\n.*Late samples belong to minutes/ms);
  });

  it("watches folders until it is interrupted", async () => {
    put("a.json", [at("2026-01-31T10:59:00Z")]);
    const stop = new AbortController();
    const running = ingest([folder], { watch: true, signal: stop.signal });
    // The engine's own calls are in the log group too, and one of them mentions sign-ins.
    const signIns = { logGroupName: "CloudTrail/DefaultLogGroup", filterPattern: '{ $.eventName = "ConsoleLogin" }' };
    await expect
      .poll(async () => JSON.stringify(await engine.request("logs", "FilterLogEvents", signIns)))
      .toContain("timestamp");
    stop.abort();
    const run = await running;
    expect([run.code, summary(run)]).toMatchObject([0, { files: 1, delivered: 1 }]);
  });

  it("delivers through the one trail that is named", async () => {
    const path = put("a.json", [at("2026-01-31T10:59:00Z")]);
    expect(summary(await ingest([path], { trail: "management-events" }))).toMatchObject({ delivered: 1 });
    await expect(ingest([path], { trail: "nope" })).rejects.toThrow(/Unknown trail/);
  });
});

describe("tocsin ingest refuses", () => {
  it("a path that does not exist", async () => {
    await expect(ingest([join(folder, "missing")])).rejects.toThrow(/cannot read .*missing/);
  });

  it("--watch with --replay, and --watch of anything but folders", async () => {
    await expect(ingest([folder], { watch: true, replay: true })).rejects.toThrow("cannot be combined");
    await expect(ingest(["-"], { watch: true })).rejects.toThrow("--watch needs folders");
  });

  it("an engine without a trail, saying what is missing", async () => {
    const path = put("a.json", [at("2026-01-31T10:59:00Z")]);
    await expect(ingest([path])).rejects.toThrow(/No trail can deliver records: there is no trail/);
  });

  it("a replay on a system clock", async () => {
    const system = await createEngine();
    const { url: endpointUrl } = await system.listen({ host: "127.0.0.1", port: 0 });
    const later = at(new Date(system.now() + 3_600_000).toISOString());
    await expect(ingest([put("a.json", [later])], { replay: true, endpointUrl })).rejects.toThrow("--clock manual");
    await system.close();
  });
});
