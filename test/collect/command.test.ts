import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Command, type Run } from "../../src/cli/command.ts";
import type { Io } from "../../src/cli/io.ts";
import { runSnapshot, type SnapshotOptions } from "../../src/cli/snapshot.ts";
import { addSnapshot, addSourceOptions } from "../../src/cli/snapshot-command.ts";
import { UsageError } from "../../src/cli/usage-error.ts";
import { readSnapshot } from "../../src/collect/snapshot.ts";
import type { Engine } from "../../src/engine/create.ts";
import { CLI } from "../support/server.ts";
import { HOME, NOW, startChain } from "./chain.ts";
import { startProxy } from "./proxy.ts";

let engine: Engine;
let url: string;
let folder: string;

beforeAll(async () => {
  ({ engine, url } = await startChain());
  folder = await mkdtemp(join(tmpdir(), "tocsin-snapshot-"));
});

afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

interface Surroundings {
  readonly isTTY?: boolean;
  readonly signal?: AbortSignal;
}

/** Standard streams that are texts. */
function textIo({ isTTY = false, signal = new AbortController().signal }: Surroundings = {}) {
  const written = { stdout: "", stderr: "" };
  const io: Io = {
    stdout: (text) => {
      written.stdout += text;
    },
    stderr: (text) => {
      written.stderr += text;
    },
    stdin: Readable.from([]),
    isTTY,
    signal,
  };
  return { io, written };
}

/** Runs the body of the command. */
async function snapshot(options: Partial<SnapshotOptions>, surroundings?: Surroundings) {
  const { io, written } = textIo(surroundings);
  const defaults = { output: "text", color: false, printPolicy: false, printSchema: false } as const;
  const code = await runSnapshot({ ...defaults, ...options }, {}, io);
  return { code, ...written };
}

describe("tocsin snapshot", () => {
  it("prints the inventory of a running engine, at the engine's own time", async () => {
    const { code, stdout, stderr } = await snapshot({ endpointUrl: url });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(readSnapshot(stdout)).toMatchObject({ ok: true, inventory: { collectedAt: NOW, gaps: [] } });
  });

  it.each([
    ["the profile named", ["--profile", "local"], {}],
    ["the profile of the environment", [], { AWS_PROFILE: "local" }],
  ])("reads the endpoint of %s", async (_, options, variables) => {
    const config = join(folder, "config");
    const keys = "aws_access_key_id = any\naws_secret_access_key = any";
    await writeFile(config, `[profile local]\nregion = ${HOME}\nendpoint_url = ${url}\n${keys}\n`);
    const env = {
      PATH: process.env["PATH"],
      AWS_CONFIG_FILE: config,
      AWS_SHARED_CREDENTIALS_FILE: config,
      ...variables,
    };
    const args = [CLI, "snapshot", "--region", HOME, "--query", "metricFilters[].region", ...options];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    expect(JSON.parse(stdout)).toEqual([HOME, HOME]);
  });

  it("prints what a query selects of it", async () => {
    const answer = await snapshot({ endpointUrl: url, region: [HOME], output: "json", query: "regions" });
    expect(JSON.parse(answer.stdout)).toEqual([HOME]);
  });

  it("writes a file that only its owner may read, and sums it up", async () => {
    const out = join(folder, "account.json");
    const { code, stdout } = await snapshot({ endpointUrl: url, region: [HOME], out });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^FILE +ACCOUNT +REGIONS +TRAILS +FILTERS +ALARMS +TOPICS +GAPS\n/);
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    expect(readSnapshot(await readFile(out, "utf8"))).toMatchObject({ ok: true });
    const json = await snapshot({ endpointUrl: url, region: [HOME], out, output: "json" });
    const counts = { regions: 1, trails: 1, metricFilters: 2, alarms: 3, topics: 1, gaps: 0 };
    expect(JSON.parse(json.stdout)).toMatchObject([{ file: out, ...counts }]);
  });

  it("ends with 3 and names what could not be read", async () => {
    const proxy = await startProxy(url, ({ operation }) =>
      operation === "DescribeAlarms" ? { status: 403, code: "AccessDenied", message: "not \u009b allowed" } : undefined,
    );
    const { code, stdout, stderr } = await snapshot({ endpointUrl: proxy.url, region: [HOME] });
    await proxy.stop();
    expect(code).toBe(3);
    expect(stderr).toBe(
      `tocsin: not read: 123456789012 ${HOME} cloudwatch DescribeAlarms: AccessDenied: not \\u009b allowed\n`,
    );
    expect(readSnapshot(stdout)).toMatchObject({ ok: true, inventory: { alarms: [] } });
  });

  it("shows progress on a terminal, and leaves nothing of it", async () => {
    const { stderr } = await snapshot({ endpointUrl: url, region: [HOME] }, { isTTY: true });
    expect(stderr).toContain("\r\u001b[K1 calls");
    expect(stderr.endsWith("\r\u001b[K")).toBe(true);
  });

  it("tells which regions were left out", async () => {
    const proxy = await startProxy(url, ({ region }) =>
      region === "af-south-1"
        ? { status: 400, code: "UnrecognizedClientException", message: "The security token is invalid." }
        : undefined,
    );
    const { code, stderr } = await snapshot({ endpointUrl: proxy.url });
    await proxy.stop();
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "123456789012: af-south-1 was left out: not enabled, or not for these credentials\n",
    });
  });

  it("prints the policy that it needs, and reads nothing", async () => {
    const plain = await snapshot({ printPolicy: true });
    expect(JSON.parse(plain.stdout)).toMatchObject({ Version: "2012-10-17", Statement: [{ Effect: "Allow" }] });
    const all = await snapshot({ printPolicy: true, organizationRole: "Reader" });
    expect(all.stdout).toContain('"arn:*:iam::*:role/Reader"');
  });

  it("prints the JSON schema of a snapshot, and reads nothing", async () => {
    const { code, stdout } = await snapshot({ printSchema: true });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema" });
  });

  it("is wrong usage for an organisation without a folder", async () => {
    await expect(snapshot({ organizationRole: "Reader" })).rejects.toThrow(UsageError);
  });

  it("is wrong usage when nobody answers", async () => {
    const proxy = await startProxy(url);
    await proxy.stop();
    await expect(snapshot({ endpointUrl: proxy.url, region: [HOME] })).rejects.toThrow(
      /^cannot tell whose account .* is: Unreachable: ./,
    );
  });

  it("is wrong usage when the file cannot be written", async () => {
    const out = join(folder, "no", "such", "folder.json");
    await expect(snapshot({ endpointUrl: url, region: [HOME], out })).rejects.toThrow(`cannot write ${out}`);
  });

  it("ends at once when it is interrupted", async () => {
    const controller = new AbortController();
    const proxy = await startProxy(url, ({ operation }) => {
      if (operation === "DescribeAlarms") controller.abort();
      return undefined;
    });
    const interrupted = snapshot({ endpointUrl: proxy.url }, { signal: controller.signal });
    await expect(interrupted).rejects.toThrow(/abort/i);
    await proxy.stop();
  });
});

describe("the options that say which account is read", () => {
  const parse = (...args: readonly string[]) =>
    addSourceOptions(new Command().exitOverride().configureOutput({ writeErr: () => undefined }))
      .parse([...args], { from: "user" })
      .opts();

  it("take several regions, in either spelling", () => {
    expect(parse("--region", HOME, "us-east-1", "--region", "us-east-2")).toEqual({
      region: [HOME, "us-east-1", "us-east-2"],
    });
  });

  it.each([
    [["--region", "nowhere"], "Expected is a name such as us-east-1."],
    [["--role-arn", "Reader"], "Expected is the ARN of a role."],
    [["--organization-role", "a b"], "Expected is the name of a role."],
    [["--endpoint-url", "localhost"], "Expected is a URL."],
  ])("refuse %j", (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });

  it("belong to a command that leaves its exit code with the run", async () => {
    const { io, written } = textIo();
    const run: Run = { io, env: {}, code: 4 };
    const program = new Command().exitOverride();
    addSnapshot(program, run);
    await program.parseAsync(["snapshot", "--print-policy"], { from: "user" });
    expect(run.code).toBe(0);
    expect(written.stdout).toContain("cloudtrail:DescribeTrails");
  });
});
