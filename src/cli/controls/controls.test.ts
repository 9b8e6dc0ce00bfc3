import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UsageError } from "../usage-error.ts";
import { addControls } from "./commands.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-controls-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function controls(...argv: readonly string[]) {
  let stdout = "";
  const run = {
    io: {
      stdout: (text: string) => {
        stdout += text;
      },
      stderr: () => undefined,
      stdin: Readable.from([]),
      isTTY: false,
      signal: new AbortController().signal,
    },
    env: {},
    code: 0,
  };
  const program = new Command("tocsin").exitOverride().option("--output <format>").option("--query <jmespath>");
  addControls(program, run);
  await program.parseAsync(["controls", ...argv], { from: "user" });
  return { code: run.code, stdout };
}

const CIS = '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }';

describe("controls list", () => {
  it("shows a control a line, those of the benchmark in its order", async () => {
    const { stdout } = await controls("list");
    const [head, first, second] = stdout.split("\n");
    expect(head).toMatch(/^CONTROL +CIS +LEVEL +SECURITY HUB +TITLE$/);
    expect(first).toMatch(/^unauthorized-api-calls +5\.1 +2 +CloudWatch\.2 /);
    expect(second).toMatch(/^console-signin-without-mfa +5\.2 +1 +CloudWatch\.3 /);
  });

  it.each([
    ["cis-1.2", 14, "3.2"],
    ["cis-4.0", 15, "4.2"],
    ["cis-6.0", 15, "5.2"],
  ])("%s has %i, under its own numbers", async (benchmark, count, number) => {
    const { stdout } = await controls("list", "--benchmark", benchmark, "--output", "json");
    const rows: unknown = JSON.parse(stdout);
    expect(rows).toHaveLength(count);
    expect(rows).toContainEqual(
      expect.objectContaining({ id: "console-signin-without-mfa", benchmark: expect.objectContaining({ number }) }),
    );
  });

  it("knows no other benchmark", async () => {
    await expect(controls("list", "--benchmark", "cis-9.9")).rejects.toThrow(UsageError);
  });
});

describe("controls show", () => {
  it("prints the page of a control", async () => {
    const { stdout } = await controls("show", "root-account-usage");
    expect(stdout).toMatch(
      /^# Usage of the 'root' account\n[^]*## Events that must ring[^]*## Remediation[^]*## References/,
    );
  });

  it("gives the control as JSON", async () => {
    const { stdout } = await controls("show", "root-account-usage", "--output", "json");
    expect(JSON.parse(stdout)).toMatchObject({ id: "root-account-usage", kind: "benchmark" });
  });

  it("knows no other control", async () => {
    await expect(controls("show", "nothing")).rejects.toThrow(UsageError);
  });
});

describe("controls plan", () => {
  const plan = (...argv: readonly string[]) => controls("plan", "console-signin-without-mfa", ...argv);

  it("puts a quiet filter for each text that is wanted beside the precise ones that page", async () => {
    const { code, stdout } = await plan("--authority", "scoutsuite", "cloudsploit");
    expect(code).toBe(0);
    expect(stdout.match(/topic: low-priority/g)).toHaveLength(2);
    expect(stdout).toContain("topic: pager");
    expect(stdout).toContain("passes: scoutsuite, cloudsploit");
  });

  it("ends with 1 when an authority wants what AWS does not take", async () => {
    const { code, stdout } = await plan("--authority", "trivy");
    expect(code).toBe(1);
    expect(stdout).toContain("cannot pass trivy: ");
    expect((await plan("--authority", "trivy", "--allow-refused")).code).toBe(0);
  });

  it("knows no other authority", async () => {
    await expect(plan("--authority", "astrology")).rejects.toThrow(UsageError);
  });
});

describe("controls score", () => {
  const control = ["--control", "console-signin-without-mfa"];

  it("ends with 1, and names each event that a pattern is wrong about", async () => {
    const { code, stdout } = await controls("score", CIS, ...control);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^rings for \d+ of \d+ events that must ring\n {2}silent: signin-v17-[^]*\nsilent for /);
    expect(stdout).toContain("  rings: signin-v03-iam-user-wrong-password (nobody got in;");
  });

  it("takes several patterns as filters that ring together", async () => {
    const shown = await controls("show", "console-signin-without-mfa", "--output", "json");
    const { recommended }: { recommended: readonly { filterPattern: string }[] } = JSON.parse(shown.stdout);
    const patterns = recommended.map(({ filterPattern }) => filterPattern);
    expect(await controls("score", ...patterns, ...control)).toMatchObject({ code: 0 });
    expect(await controls("score", ...patterns.slice(0, 1), ...control)).toMatchObject({ code: 1 });
  });

  it("judges another rule engine by the records that it matched", async () => {
    const file = join(folder, "results.jsonl");
    writeFileSync(file, '{"id":"signin-v01-iam-user-password-only"}\n{"id":"signin-v02-iam-user-mfa"}\n');
    const { code, stdout } = await controls("score", "--results", file, ...control, "--output", "json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      control: "console-signin-without-mfa",
      mustRing: { right: 1 },
      falsePositives: [{ id: "signin-v02-iam-user-mfa", why: "MFA was used", record: { eventName: "ConsoleLogin" } }],
    });
  });

  it.each([
    ["neither patterns nor results", []],
    ["both", [CIS, "--results", "x"]],
    ["a pattern that AWS would refuse", ["{ $.a"]],
    ["a file that is not there", ["--results", "/no/such/file"]],
  ])("refuses %s", async (_, argv) => {
    await expect(controls("score", ...argv, ...control)).rejects.toThrow(UsageError);
  });

  it("refuses results that name no record", async () => {
    const file = join(folder, "strange.jsonl");
    writeFileSync(file, '{"id":"nothing"}\n');
    await expect(controls("score", "--results", file, ...control)).rejects.toThrow("names no record of the corpus");
  });
});
