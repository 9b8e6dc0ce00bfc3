import { describe, expect, it } from "vitest";
import { run } from "./run.ts";

const CONTRADICTION = "{ $.a = 1 && $.a = 2 }";
const MIXED = "{ $.a = 1 || $.b = 1 && $.c = 1 }";
const TRAP = '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed != "Yes" }';
const IDLE = "{ $.a = 1 || $.b = 2 || $.a = 1 }";

const check = (...args: readonly string[]) => run(["pattern", "check", ...args]);

describe("pattern check, of patterns that AWS accepts", () => {
  it("shows what is hardly meant: its place, help and proven fix", async () => {
    const { stdout } = await check(MIXED);
    expect(stdout).toMatch(
      /^ok: .*\nwarning\[mixed-connectives\]: .*\n {2}\|\n1 \| .*\n {2}\| +\^+\n {2}= help: .*\n {2}= fix: .*; proven to mean the same:\n {4}\{ /,
    );
  });

  it.each([
    ["0 for notes and warnings", [MIXED, IDLE], 0],
    ["1 for an error", [CONTRADICTION], 1],
    ["1 for a warning with --strict", [MIXED, "--strict"], 1],
    ["0 for notes with --strict", [IDLE, "--strict"], 0],
    ["0 for anything with --no-lint", [CONTRADICTION, "--strict", "--no-lint"], 0],
  ])("ends with %s", async (_what, args, code) => {
    expect((await check(...args)).code).toBe(code);
  });

  it("knows what CloudTrail writes, when told that the events are its records", async () => {
    expect((await check(TRAP)).stdout).toContain("note[presence-trap]");
    expect((await check(TRAP, "--assume", "cloudtrail")).stdout).toContain("warning[presence-trap]");
  });

  it("gives findings with their proofs as JSON", async () => {
    const { stdout } = await check(CONTRADICTION, "--output", "json");
    expect(JSON.parse(stdout)).toMatchObject([
      {
        ok: true,
        findings: [{ code: "contradiction", severity: "error", proof: { certificate: { kind: "refutation" } } }],
      },
    ]);
    expect((await check(CONTRADICTION, "--no-lint", "--output", "json")).stdout).not.toContain("findings");
  });
});

describe("pattern fmt --fix", () => {
  it("leaves out what changes nothing, and says so", async () => {
    const { code, stdout, stderr } = await run(["pattern", "fmt", "--fix", IDLE]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "{ $.b = 2 || $.a = 1 }\n" });
    expect(stderr).toBe("this clause changes nothing: $.a = 1\n");
  });

  it("keeps what only would see other events", async () => {
    expect(await run(["pattern", "fmt", "--fix", TRAP])).toEqual({ code: 0, stdout: `${TRAP}\n`, stderr: "" });
  });

  it("with --check is a finding where something can be left out", async () => {
    const { code, stdout } = await run(["pattern", "fmt", "--fix", "--check", "--output", "json", IDLE]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ changed: true, fixes: ["this clause changes nothing: $.a = 1"] });
    expect((await run(["pattern", "fmt", "--fix", "--check", TRAP])).code).toBe(0);
  });
});
