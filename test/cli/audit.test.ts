import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseExceptions } from "../../src/audit/exceptions/file.ts";
import type { Inventory } from "../../src/audit/inventory.ts";
import { addAudit, EXCEPTIONS_EXAMPLE } from "../../src/cli/audit/commands.ts";
import { Command, type Run } from "../../src/cli/command.ts";
import { addControls } from "../../src/cli/controls/commands.ts";
import { UsageError } from "../../src/cli/usage-error.ts";
import { startTestServer, type TestServer } from "../../src/testing/index.ts";
import { at, listAt } from "../report/read-json.ts";
import { EXCEPTIONS, MIXED_ACCOUNT, unreadAccount } from "../report/scene.ts";
import type { Ran } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-audit-"));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

function snapshotOf(name: string, inventory: Inventory): string {
  return fileOf(name, JSON.stringify(inventory));
}

const mixed = snapshotOf("mixed.json", MIXED_ACCOUNT);
const unread = snapshotOf("unread.json", unreadAccount());

/** Runs a command line of a program that has this command and another one. */
async function run(...argv: readonly string[]): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  const surroundings: Run = {
    io: {
      stdout: (text) => {
        stdout += text;
      },
      stderr: (text) => {
        stderr += text;
      },
      stdin: Readable.from([Buffer.from(JSON.stringify(MIXED_ACCOUNT))]),
      isTTY: false,
      signal: new AbortController().signal,
    },
    env: {},
    code: 0,
  };
  const program = new Command("tocsin").exitOverride().option("--output <format>").option("--query <jmespath>");
  program.configureOutput({ writeErr: surroundings.io.stderr });
  addControls(program, surroundings);
  addAudit(program, surroundings);
  try {
    await program.parseAsync([...argv], { from: "user" });
    return { code: surroundings.code, stdout, stderr };
  } catch (cause) {
    const message = cause instanceof UsageError ? cause.message : "";
    return { code: 2, stdout, stderr: `${stderr}${message}` };
  }
}

function ofRoot(...argv: readonly string[]): Promise<Ran> {
  return run("audit", "--snapshot", mixed, "--control", "root-account-usage", ...argv);
}

describe("the exit code of tocsin audit", () => {
  it.each<[number, string, readonly string[]]>([
    [0, "everything rings", ["--snapshot", mixed, "--control", "root-account-usage"]],
    [1, "something is silent", ["--snapshot", mixed, "--control", "root-account-usage", "iam-policy-changes"]],
    [1, "something is noisy", ["--snapshot", mixed, "--control", "vpc-changes"]],
    [3, "it could not be read", ["--snapshot", unread, "--control", "root-account-usage"]],
    [2, "there is no such control", ["--snapshot", mixed, "--control", "nothing"]],
    [2, "there is no such benchmark", ["--snapshot", mixed, "--benchmark", "cis-9.9"]],
    [
      2,
      "the control is not of the benchmark",
      ["--snapshot", mixed, "--benchmark", "cis-6.0", "--control", "topic-tampering"],
    ],
    [
      2,
      "there is no such authority",
      ["--snapshot", mixed, "--control", "root-account-usage", "--plan", "security-hub", "nobody"],
    ],
    [
      2,
      "the authority has no rule for the control",
      ["--snapshot", mixed, "--control", "topic-tampering", "--plan", "security-hub"],
    ],
    [2, "there is no such snapshot", ["--snapshot", "/no/such/file"]],
    [2, "a snapshot and an endpoint are given", ["--snapshot", mixed, "--endpoint-url", "http://127.0.0.1:1"]],
    [2, "the endpoint does not answer", ["--endpoint-url", "http://127.0.0.1:1"]],
    [2, "the format is unknown", ["--snapshot", mixed, "--output", "xml"]],
    [
      2,
      "the report cannot be written",
      ["--snapshot", mixed, "--control", "root-account-usage", "--out", "/no/such/folder/x"],
    ],
  ])("is %i when %s", async (code, _, argv) => {
    const ran = await run("audit", ...argv);
    const wrong = code === 2;
    expect({ code: ran.code, silent: ran.stdout === "", told: ran.stderr !== "" || !wrong }).toEqual({
      code,
      silent: wrong,
      told: true,
    });
  });
});

describe("tocsin audit", () => {
  it("takes a snapshot from standard input", async () => {
    const { code, stdout } = await run("audit", "--snapshot", "-", "--control", "root-account-usage");
    expect({ code, first: stdout.split("\n")[0] }).toEqual({ code: 0, first: "RINGS           root-account-usage" });
  });

  it("judges all controls unless some are named, or those of a benchmark", async () => {
    const count = async (...argv: readonly string[]): Promise<number> =>
      listAt(JSON.parse((await run("audit", "--snapshot", mixed, "--output", "json", ...argv)).stdout), "findings")
        .length;
    expect(await count()).toBe(24);
    expect(await count("--benchmark", "cis-1.2")).toBe(14);
    expect(await count("--benchmark", "cis-6.0", "--control", "vpc-changes", "nacl-changes")).toBe(2);
  });

  it.each([
    ["json", /^\{\n {2}"formatVersion": 1,/],
    ["sarif", /"version": "2\.1\.0"/],
    ["ocsf", /"class_uid": 2003/],
    ["asff", /"SchemaVersion": "2018-10-08"/],
    ["junit", /^<\?xml /],
    ["markdown", /^# Would the bell ring\?/],
    ["html", /^<!doctype html>/],
    ["text", /^RINGS /],
    ["table", /^RINGS /],
  ])("reports as %s on standard output", async (format, beginning) => {
    const { code, stdout, stderr } = await ofRoot("--output", format);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(beginning);
  });

  it("plans for the authorities that are named, and tells the commands and nothing that is not asked", async () => {
    const { code, stdout } = await ofRoot("--plan", "security-hub", "cis-1.2");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {16}to pass .*security-hub.* as well: \d+ filters?$/m);
    expect(stdout).toMatch(/^ {18}aws logs put-metric-filter .*--filter-pattern '\{/m);
    expect(stdout).not.toContain("tocsin audit --plan");
    const plain = await ofRoot();
    expect(plain.stdout).not.toContain("aws logs");
    expect(plain.stdout.match(/What would satisfy the authorities as well/g)).toHaveLength(1);
  });

  it("names those that there are when it is asked to plan for another", async () => {
    const { stderr } = await ofRoot("--plan", "nobody");
    expect(stderr).toContain('is called "nobody"');
  });

  it("plans for all authorities unless some are named, and for what does not ring", async () => {
    const planFor = async (control: string): Promise<unknown> =>
      at(
        JSON.parse(
          (await run("audit", "--snapshot", mixed, "--control", control, "--output", "json", "--plan")).stdout,
        ),
        "findings",
        0,
        "plan",
      );
    expect(at(await planFor("root-account-usage"), "verdictAfter")).toBe("rings");
    expect(at(await planFor("topic-tampering"), "authorities")).toEqual([]);
    expect(at(await planFor("topic-tampering"), "verdictAfter")).toBe("rings");
  });

  it("leaves the reports to itself: other commands refuse them", async () => {
    expect(await run("controls", "list", "--output", "sarif")).toMatchObject({ code: 2, stdout: "" });
    expect((await run("controls", "list", "--output", "json")).code).toBe(0);
  });

  it("answers a query on the JSON report", async () => {
    const { stdout } = await ofRoot("--query", "findings[].[control, verdict]");
    expect(JSON.parse(stdout)).toEqual([["root-account-usage", "rings"]]);
    expect((await ofRoot("--output", "text", "--query", "findings[0].verdict")).stdout).toBe("rings\n");
  });

  it("writes a report that only its owner may read, and says on standard error what it came to", async () => {
    const file = join(folder, "report.html");
    expect(await ofRoot("--output", "html", "--out", file)).toEqual({
      code: 0,
      stdout: "",
      stderr: "1 control: 1 rings\n",
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).toContain("</html>");
  });

  it("prints the schema of its JSON report", async () => {
    const { code, stdout } = await run("audit", "--print-schema");
    expect(code).toBe(0);
    expect(at(JSON.parse(stdout), "$schema")).toBe("https://json-schema.org/draft/2020-12/schema");
  });

  it("breaks every link when asked, and that changes no exit code", async () => {
    const { code, stdout } = await ofRoot("--break", "--output", "json");
    expect(code).toBe(0);
    expect(
      listAt(JSON.parse(stdout), "breakages").filter((one) => at(one, "silentSinglePoint") === true).length,
    ).toBeGreaterThan(5);
  });
});

describe("tocsin audit --exceptions", () => {
  const [head = "", second = ""] = EXCEPTIONS.split("  - id: EX-2");
  const ofPolicies = ["audit", "--snapshot", mixed, "--control", "iam-policy-changes", "--exceptions"];
  const lasting = head.replaceAll("2027-09-30", "2999-12-31");

  it("ends with 0 when somebody answers for what is silent", async () => {
    const file = fileOf("sound.yaml", lasting);
    expect(await run(...ofPolicies, file)).toMatchObject({ code: 0, stderr: "" });
  });

  it("ends with 1 when the exception is over, and says whose it was", async () => {
    const file = fileOf("over.yaml", head.replaceAll("2027-09-30", "2026-07-31"));
    expect(await run(...ofPolicies, file)).toMatchObject({
      code: 1,
      stderr: `${file}:3: exception EX-1 of security@example.com expired after 2026-07-31\n`,
    });
  });

  it("ends with 1 when nobody answers for an exception, even of a control that was not asked for", async () => {
    const file = fileOf("ownerless.yaml", `${lasting}  - id: EX-2${second}`);
    expect(await run(...ofPolicies, file)).toMatchObject({
      code: 1,
      stderr: `${file}:12: exceptions[1].owner is missing\n`,
    });
  });

  it("warns of one that is over within thirty days, and lets it hold", async () => {
    const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    const file = fileOf("soon.yaml", head.replaceAll("2027-09-30", soon));
    const { code, stderr } = await run(...ofPolicies, file);
    expect(code).toBe(0);
    expect(stderr).toBe(`${file}:3: exception EX-1 of security@example.com expires after ${soon}, in 10 days\n`);
  });

  it("shows in its help a file that can be taken", () => {
    const parsed = parseExceptions(EXCEPTIONS_EXAMPLE, { controls: ["vpc-changes"] });
    expect(parsed).toMatchObject({ ok: true, entries: [{ kind: "sound" }] });
  });

  it("warns of one that covers nothing any more", async () => {
    const file = fileOf("unused.yaml", lasting.replace("iam-policy-changes", "root-account-usage"));
    expect(await ofRoot("--exceptions", file)).toMatchObject({
      code: 0,
      stderr: `${file}:3: exception EX-1 of security@example.com covers nothing\n`,
    });
  });

  it("ends with 2 when the file is none of exceptions, with all that is wrong", async () => {
    const { code, stdout, stderr } = await run(...ofPolicies, fileOf("none.yaml", "exceptions: 1\nmore: 2\n"));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /line 1: formatVersion must be 1; line 2: more is not .*; line 1: exceptions must be a list/,
    );
  });
});

describe("tocsin audit --since", () => {
  it("says what became of each control since an earlier report", async () => {
    const { stdout: earlier } = await run(
      "audit",
      "--snapshot",
      unread,
      "--output",
      "json",
      "--control",
      "root-account-usage",
      "vpc-changes",
    );
    const fixed = earlier.replaceAll('"verdict": "unknown"', '"verdict": "silent"');
    const since = fileOf("earlier.json", fixed);
    const { stdout } = await ofRoot("--since", since, "--output", "json");
    const report: unknown = JSON.parse(stdout);
    expect(at(report, "findings", 0, "change")).toMatchObject({ kind: "fixed", before: { verdict: "silent" } });
    expect(at(report, "since", "gone", 0, "control")).toBe("vpc-changes");
  });

  it("refuses a file that is no such report", async () => {
    expect(await ofRoot("--since", mixed)).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("generatedAt must be a time"),
    });
  });
});

describe("tocsin audit of a running engine", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it("finds that nothing rings in an account where nothing is set up", async () => {
    const { code, stdout, stderr } = await run(
      "audit",
      "--endpoint-url",
      server.url,
      "--region",
      "us-east-1",
      "--output",
      "json",
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    const report: unknown = JSON.parse(stdout);
    expect(at(report, "generatedAt")).toBe("2026-01-01T00:00:00.000Z");
    expect(at(report, "counts")).toMatchObject({ rings: 0, silent: 24, unknown: 0 });
    expect(at(report, "findings", 0, "brokenLink")).toBe("trail");
  });
});
