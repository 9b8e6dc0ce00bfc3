import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OUTPUT_CLOSED } from "../../src/cli/io.ts";
import { run } from "./run.ts";

const SIGN_IN = '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }';
const EVENTS = [
  '{"eventName":"ConsoleLogin","additionalEventData":{"MFAUsed":"No"}}',
  '{"eventName":"ConsoleLogin","additionalEventData":{"MFAUsed":"Yes"}}',
  '{"eventName":"ConsoleLogin"}',
];

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-cli-"));
  writeFileSync(join(folder, "events.log"), `${EVENTS.join("\r\n\r\n")}\r\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("pattern check", () => {
  it("ends with 0 when AWS would take every pattern", async () => {
    expect(await run(["pattern", "check", "{$.a=1}", "ERROR"])).toEqual({
      code: 0,
      stdout: "ok: { $.a = 1 }\nok: ERROR\n",
      stderr: "",
    });
  });

  it("ends with 1 when one is refused, and shows the place, the help and the fix", async () => {
    const { code, stdout, stderr } = await run(["pattern", "check", "ERROR", "{ $.a == 1 }"]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(/ok: ERROR\n[^]*== is not an operator[^]*\n.*\^\^\n[^]*help:[^]*fix:[^]*\{ \$\.a = 1 \}/);
  });

  it("gives verdicts, diagnostics and AWS's text as JSON", async () => {
    const { stdout } = await run(["pattern", "check", "{$.a=1}", "{ $.a == 1 }", "--output", "json"]);
    expect(JSON.parse(stdout)).toMatchObject([
      { pattern: "{$.a=1}", ok: true, canonical: "{ $.a = 1 }" },
      {
        pattern: "{ $.a == 1 }",
        ok: false,
        awsMessage: "Invalid metric filter pattern",
        diagnostics: [{ code: "pattern/unknown-operator", fix: { replacement: "{ $.a = 1 }" } }],
      },
    ]);
  });

  it("reads one pattern from standard input, the line break at its end not being part of it", async () => {
    const { code, stdout } = await run(["pattern", "check", "-", "--output", "json"], { stdin: "{ $.a = 1 }\n" });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([{ pattern: "{ $.a = 1 }" }]);
  });

  it("cannot be made to send control characters to a terminal", async () => {
    const { stdout } = await run(["pattern", "check", "\u001b[2J%"]);
    expect(stdout).not.toContain("\u001b");
  });

  it("refuses to read without end", async () => {
    const endless = Readable.from(
      (function* () {
        for (;;) yield "x".repeat(65_536);
      })(),
    );
    const { code, stderr } = await run(["pattern", "check", "-"], { stdin: endless });
    expect(code).toBe(2);
    expect(stderr).toContain("standard input is longer than");
  });
});

describe("pattern explain", () => {
  it("says what each clause asks", async () => {
    const { code, stdout } = await run(["pattern", "explain", SIGN_IN]);
    expect(code).toBe(0);
    expect(stdout).toContain("$.additionalEventData.MFAUsed");
  });

  it("says why each clause did or did not match an event", async () => {
    const explained = await run(["pattern", "explain", SIGN_IN, "--event", "-"], { stdin: EVENTS[2] ?? "" });
    expect(explained.code).toBe(0);
    expect(explained.stdout).toMatch(/MFAUsed is missing/);
    const json = await run(["pattern", "explain", "-", "--output", "json", "--event", join(folder, "events.log")], {
      stdin: "[event]",
    });
    expect(JSON.parse(json.stdout)).toMatchObject({ pattern: "[event]", matched: true });
  });

  it("cannot take pattern and event from the same input", async () => {
    expect(await run(["pattern", "explain", "-", "--event", "-"])).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("pattern fmt", () => {
  it("prints the canonical text", async () => {
    expect(await run(["pattern", "fmt", "{$.a=1&&$.b=2}"])).toEqual({
      code: 0,
      stdout: "{ $.a = 1 && $.b = 2 }\n",
      stderr: "",
    });
  });

  it("with --check finds what is not canonical", async () => {
    expect((await run(["pattern", "fmt", "--check", "{ $.a = 1 }"])).code).toBe(0);
    expect((await run(["pattern", "fmt", "--check", "-"], { stdin: "{$.a=1}\n" })).code).toBe(1);
  });

  it("is wrong usage on a pattern that AWS refuses, which is not repeated as data", async () => {
    const { code, stdout, stderr } = await run(["pattern", "fmt", "{ $.a = 1"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("must end with }");
  });
});

describe("pattern test", () => {
  it("answers in the terms of TestMetricFilter", async () => {
    const { code, stdout, stderr } = await run([
      "pattern",
      "test",
      SIGN_IN,
      "--events",
      join(folder, "events.log"),
      "--output",
      "json",
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      tested: 3,
      matches: [{ eventNumber: 1, eventMessage: EVENTS[0], extractedValues: {} }],
    });
  });

  it("shows matches by number, with what they give, and keeps the count off the data", async () => {
    const ran = await run(["pattern", "test", "[ip, status = 5*]"], { stdin: "::1 200\n\n::1 503\n::2 500" });
    expect(ran).toEqual({
      code: 0,
      stdout: "2:::1 503\n    $ip = ::1\n    $status = 503\n3:::2 500\n    $ip = ::2\n    $status = 500\n",
      stderr: "2 of 3 events match\n",
    });
  });

  it("ends with 0 and whole JSON without matches and without events", async () => {
    const none = await run(["pattern", "test", "NEVER", "--output", "json"], { stdin: "a\nb\n" });
    expect(none.code).toBe(0);
    expect(JSON.parse(none.stdout)).toEqual({ tested: 2, matches: [] });
    const empty = await run(["pattern", "test", "NEVER", "--output", "json"]);
    expect(JSON.parse(empty.stdout)).toEqual({ tested: 0, matches: [] });
  });

  it("answers a query", async () => {
    const argv = ["pattern", "test", "b", "--query", "{n: length(matches), of: tested}"];
    expect(JSON.parse((await run(argv, { stdin: "a\nb\nab\n" })).stdout)).toEqual({ n: 2, of: 3 });
  });

  it("puts characters together that arrive in parts", async () => {
    const bytes = Buffer.from("\ufeffä😀\nb\n");
    const parts = Readable.from([...bytes].map((byte) => Buffer.from([byte])));
    const { stdout } = await run(["pattern", "test", "", "--output", "json"], { stdin: parts });
    expect(JSON.parse(stdout)).toMatchObject({ tested: 2, matches: [{ eventMessage: "ä😀" }, { eventMessage: "b" }] });
  });

  it("ends with 3 and whole JSON when the events cannot be read to their end", async () => {
    const { input, onOutput } = brokenAfterOutput("a\nb\n", () => {
      throw new Error("the disk is gone");
    });
    const { code, stdout, stderr } = await run([...TEST_A, "--output", "json"], { stdin: input, onOutput });
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ tested: 2, incomplete: expect.stringContaining("the disk is gone") });
    expect(stderr).toContain("2 events were tested");
  });

  it("ends with 2 when there is no such file, and when both inputs are standard input", async () => {
    const missing = await run(["pattern", "test", "a", "--events", join(folder, "none.log")]);
    expect(missing).toMatchObject({ code: 2, stdout: "" });
    expect(missing.stderr).toContain("none.log: no such file");
    expect((await run(["pattern", "test", "a", "--events", folder])).stderr).toContain("it is a folder");
    expect((await run(["pattern", "test", "-"])).code).toBe(2);
  });

  it.each([
    ["130 when the user interrupts", undefined, 130],
    ["0 when nobody reads on", OUTPUT_CLOSED, 0],
  ])("ends with %s", async (_case, reason, code) => {
    const controller = new AbortController();
    const { input, onOutput } = brokenAfterOutput("a\nb\n", () => controller.abort(reason));
    const surroundings = { stdin: input, onOutput, signal: controller.signal };
    const ran = await run([...TEST_A, "--output", "json"], surroundings);
    expect(ran.code).toBe(code);
    expect(JSON.parse(ran.stdout)).toMatchObject({ tested: 2, incomplete: "interrupted" });
  });
});

const TEST_A = ["pattern", "test", "a"];

/** An input that gives some text, and does something else once the first output was seen; it never ends by itself. */
function brokenAfterOutput(
  text: string,
  then: () => void,
): { readonly input: Readable; readonly onOutput: () => void } {
  let onOutput = (): void => undefined;
  const seen = new Promise<void>((resolve) => {
    onOutput = resolve;
  });
  const input = Readable.from(
    (async function* () {
      yield text;
      await seen;
      then();
      await new Promise(() => undefined);
    })(),
  );
  return { input, onOutput: () => onOutput() };
}
