import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiCall, signIn } from "../../src/cloudtrail/record.testing.ts";
import { run } from "./run.ts";

const UNSAFE = [signIn(), signIn({ additionalEventData: {} })];
const SAFE = [signIn({ additionalEventData: { MFAUsed: "Yes" } }), apiCall()];
const TRAPPED = '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed != "Yes" }';
const GUARDED =
  '{ $.eventName = "ConsoleLogin" && ($.additionalEventData.MFAUsed != "Yes" || $.additionalEventData.MFAUsed NOT EXISTS) }';

let folder = "";
const file = (name: string): string => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-learn-"));
  writeFileSync(file("unsafe.json"), JSON.stringify({ Records: UNSAFE }));
  writeFileSync(file("safe.jsonl"), `${SAFE.map((record) => JSON.stringify(record)).join("\r\n\r\n")}\r\n`);
  writeFileSync(file("safe.json.gz"), gzipSync(JSON.stringify(SAFE)));
  writeFileSync(file("empty.json"), '{"Records":[]}');
});
afterAll(() => rmSync(folder, { recursive: true }));

const files = (mustMatch: string, mustNotMatch: string): readonly string[] => [
  "--must-match",
  file(mustMatch),
  "--must-not-match",
  file(mustNotMatch),
];

describe("pattern repair", () => {
  it("prints the repaired pattern, and on standard error what was changed and for which record", async () => {
    const { code, stdout, stderr } = await run(["pattern", "repair", TRAPPED, ...files("unsafe.json", "safe.jsonl")]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${GUARDED}\n` });
    expect(stderr).toMatch(/^changed \$\.additionalEventData\.MFAUsed != "Yes" to \(/);
    expect(stderr).toContain("\nit missed: IAM user alice signed in to the console from 203.0.113.7, MFA not recorded");
  });

  it("repairs what AWS would refuse, from standard input", async () => {
    const argv = ["pattern", "repair", "-", ...files("unsafe.json", "safe.json.gz")];
    expect(await run(argv, { stdin: GUARDED.replace(" = ", " == ") })).toMatchObject({
      code: 0,
      stdout: `${GUARDED}\n`,
    });
  });

  it("leaves a pattern alone that needs no repair", async () => {
    expect(await run(["pattern", "repair", GUARDED, ...files("unsafe.json", "safe.jsonl")])).toEqual({
      code: 0,
      stdout: `${GUARDED}\n`,
      stderr: "nothing to repair: it judges every record as wanted\n",
    });
  });

  it("gives edits and reasons as JSON, and nothing else", async () => {
    const argv = ["pattern", "repair", TRAPPED, ...files("unsafe.json", "safe.jsonl"), "--output", "json"];
    const { stdout, stderr } = await run(argv);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({
      given: TRAPPED,
      kind: "repaired",
      pattern: GUARDED,
      edits: [{ kind: "condition" }],
      explanation: [{ was: "missed" }],
    });
  });
});

describe("pattern synth", () => {
  it("prints a pattern, and on standard error the record that forced each clause", async () => {
    const { code, stdout, stderr } = await run(["pattern", "synth", ...files("unsafe.json", "safe.jsonl")]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${GUARDED}\n` });
    expect(stderr).toContain('$.eventName = "ConsoleLogin": without it matched: role deployer in session deploy-7 did');
  });

  it("ends with 1 and the two records when nothing tells them apart", async () => {
    const argv = ["pattern", "synth", ...files("unsafe.json", "unsafe.json")];
    const { code, stdout, stderr } = await run(argv);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^no pattern can tell these two apart\n {2}must match: .*\n {2}must not match: /);
    expect(JSON.parse((await run([...argv, "--output", "json"])).stdout)).toMatchObject({
      kind: "impossible",
      because: { kind: "indistinguishable" },
    });
  });

  it.each([
    [["none.json", "safe.jsonl"], "no such file"],
    [["empty.json", "safe.jsonl"], "holds no records"],
  ])("ends with 2 when %j cannot be used", async ([mustMatch = "", mustNotMatch = ""], message) => {
    const { code, stderr } = await run(["pattern", "synth", ...files(mustMatch, mustNotMatch)]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it("ends with 2 when both files are standard input, or one is not named", async () => {
    expect((await run(["pattern", "synth", "--must-match", "-", "--must-not-match", "-"])).code).toBe(2);
    expect((await run(["pattern", "synth", "--must-match", "-"])).code).toBe(2);
  });
});
