import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { Inventory } from "../audit/inventory.ts";
import { plannedInventory } from "../audit/plan/empty-account.ts";
import { type QueryChecksOptions, runQueryChecks } from "./query-checks.ts";
import { UsageError } from "./usage-error.ts";

const CHECK = 'AWSMonitoring(filterPattern: "MFAUsed\\\\s*!=") { ...AssetFragment }';

const SOUND = plannedInventory([
  {
    filterName: "sign-in",
    filterPattern: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
    metricName: "sign-in",
    metricNamespace: "CISBenchmark",
    topic: "pager",
    satisfies: [],
  },
]);

/** Runs the command on a snapshot that stands on standard input. */
async function query(inventory: Inventory, options: Partial<QueryChecksOptions> = {}) {
  const out: string[] = [];
  const io = {
    stdout: (text: string) => out.push(text),
    stderr: () => undefined,
    stdin: Readable.from([JSON.stringify(inventory)]),
    isTTY: false,
    signal: new AbortController().signal,
  };
  const given = { output: "text", color: false, check: CHECK, snapshot: "-", ...options } as const;
  return { code: await runQueryChecks(given, {}, io), stdout: out.join("") };
}

describe("tocsin query", () => {
  it("passes with code 0 and names the filter that satisfies the check", async () => {
    expect(await query(SOUND)).toEqual({
      code: 0,
      stdout: "123456789012: pass: expected eq [], got []\n  satisfied by the metric filter sign-in\n",
    });
  });

  it("fails with code 1 and shows the result", async () => {
    const { code, stdout } = await query({ ...SOUND, alarms: [] }, { output: "json" });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      { account: "123456789012", passed: false, result: [{ connector: "AWS" }] },
    ]);
  });

  it("ends with code 3 when what could not be read may be the reason", async () => {
    const gap = {
      service: "cloudwatch",
      operation: "DescribeAlarms",
      region: "us-east-1",
      code: "AccessDenied",
      message: "no",
    } as const;
    const { code, stdout } = await query({ ...SOUND, alarms: [], gaps: [gap] });
    expect(code).toBe(3);
    expect(stdout).toContain("not everything could be read: cloudwatch:DescribeAlarms");
  });

  it("reads the check from a file", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "tocsin-query-")), "check.graphql");
    writeFileSync(file, `${CHECK}\n`);
    expect((await query(SOUND, { check: file })).code).toBe(0);
  });

  it("takes another expectation", async () => {
    expect((await query(SOUND, { expect: "ne []" })).code).toBe(1);
  });

  it("tells where the check passes although nobody would hear", async () => {
    const { code, stdout } = await query({ ...SOUND, subscriptions: [] }, { control: "console-signin-without-mfa" });
    expect(code).toBe(0);
    expect(stdout).toContain("note: the check passes, yet no event of this kind would reach anybody");
  }, 20_000);

  it.each([
    ["a check that cannot be run", { check: "AWSBuckets { id }" }, "there is no AWSBuckets"],
    ["an expectation that is none", { expect: "none" }, "--expect is not an expected result"],
    ["a control that there is not", { control: "none" }, "there is no control none"],
    ["a check file that is missing", { check: "no-such-file" }, "no such file"],
  ])("refuses %s", async (_what, options, message) => {
    await expect(query(SOUND, options)).rejects.toThrow(UsageError);
    await expect(query(SOUND, options)).rejects.toThrow(message);
  });

  it.each([
    ["--endpoint-url", { endpointUrl: "http://127.0.0.1:1" }],
    ["--profile", { profile: "audit" }],
    ["--region", { region: ["eu-west-1"] }],
    ["--role-arn", { roleArn: "arn:aws:iam::123456789012:role/audit" }],
    ["--organization-role", { organizationRole: "audit" }],
  ])("refuses %s beside a snapshot", async (_option, source) => {
    await expect(query(SOUND, source)).rejects.toThrow(/either --snapshot or where to read/);
  });

  it("refuses to read a check and a snapshot from one standard input", async () => {
    await expect(query(SOUND, { check: "-" })).rejects.toThrow(/standard input can be read once/);
  });

  it("refuses a snapshot that is none, with each problem", async () => {
    await expect(query({ ...SOUND, account: "1", regions: [] })).rejects.toThrow(/is not a snapshot:\n {2}account /);
  });
});
