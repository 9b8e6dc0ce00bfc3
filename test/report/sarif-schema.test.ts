import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { AuditReport } from "../../src/report/report.ts";
import { renderSarif } from "../../src/report/sarif.ts";
import { listAt } from "./read-json.ts";
import { EARLIER, EXCEPTIONS, hostileReport, reportOf, unreadAccount } from "./scene.ts";
import { pythonHas, runPython } from "./schema/run-python.ts";

const REPORTS: Readonly<Record<string, () => AuditReport>> = {
  "an account": () => reportOf(),
  "exceptions, an earlier audit and broken links": () =>
    reportOf({ exceptions: EXCEPTIONS, earlier: EARLIER, breaks: true }),
  "an account that could not be read": () => reportOf({ inventory: unreadAccount() }),
  "hostile text": hostileReport,
  "no control at all": () => reportOf({ controls: [] }),
};

const DRIVER = { name: "Tocsin" };
const RESULT = { message: { text: "silent" } };

/** The smallest log there is, with one thing wrong. */
const SPOILT: readonly (readonly [how: string, log: object])[] = [
  ["has another version", logOf({}, { version: "2.0.0" })],
  ["has no runs", { version: "2.1.0" }],
  ["has a member that nobody knows", logOf({}, { verdict: "silent" })],
  ["has a tool without a name", logOf({ tool: { driver: {} } })],
  ["has a rule twice", logOf({ tool: { driver: { ...DRIVER, rules: [{ id: "a" }, { id: "a" }] } } })],
  ["has a result of another level", logOf({ results: [{ ...RESULT, level: "fatal" }] })],
  ["has a result of another kind", logOf({ results: [{ ...RESULT, kind: "silent" }] })],
  ["has a result of another baseline state", logOf({ results: [{ ...RESULT, baselineState: "fixed" }] })],
  ["has a result with a member that nobody knows", logOf({ results: [{ ...RESULT, verdict: "silent" }] })],
  ["has a result of a rule before the first", logOf({ results: [{ ...RESULT, ruleIndex: -2 }] })],
  ["has a suppression of no kind", logOf({ results: [{ ...RESULT, suppressions: [{ status: "accepted" }] }] })],
  ["ended at noon", logOf({ invocations: [{ executionSuccessful: true, endTimeUtc: "noon" }] })],
];

/** Wrong too, but in words of JSON schema that zod passes over: one of several members must be there. */
const SPOILT_ALTERNATIVES: readonly (readonly [how: string, log: object])[] = [
  ["has a result without a message", logOf({ results: [{ message: {} }] })],
  [
    "has a physical location without a place",
    logOf({ results: [{ ...RESULT, locations: [{ physicalLocation: {} }] }] }),
  ],
];

function logOf(run: object, log: object = {}): object {
  return { version: "2.1.0", runs: [{ tool: { driver: DRIVER }, results: [], ...run }], ...log };
}

function isSchema(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

describe("the SARIF report, held against the schema of SARIF 2.1.0", () => {
  // zod takes a reference for an address of its own; relative ones, which SARIF wants, are tested in sarif.test.ts.
  const source: unknown = JSON.parse(
    readFileSync(new URL("schema/sarif-2.1.0-rtm.5.json", import.meta.url), "utf8"),
    (key, value: unknown) => (key === "format" && value === "uri-reference" ? undefined : value),
  );
  if (!isSchema(source)) throw new Error("the schema is no object");
  const schema = z.fromJSONSchema(source);

  it.each(Object.entries(REPORTS))("fits it: %s", (_, report) => {
    expect(schema.safeParse(JSON.parse(renderSarif(report()))).error?.issues).toBeUndefined();
  });

  it("fits it in the least there can be", () => {
    expect(schema.safeParse(logOf({ results: [RESULT] })).error?.issues).toBeUndefined();
  });

  it.each(SPOILT)("the schema finds fault with a log that %s", (_, log) => {
    expect(schema.safeParse(log).success).toBe(false);
  });
});

describe.runIf(pythonHas("jsonschema"))("the same, by the validator of Python's jsonschema", () => {
  const spoilt = [...SPOILT, ...SPOILT_ALTERNATIVES];
  let problems: unknown;
  beforeAll(() => {
    problems = runPython("sarif_check.py", {
      ...Object.fromEntries(Object.entries(REPORTS).map(([name, report]) => [name, JSON.parse(renderSarif(report()))])),
      ...Object.fromEntries(spoilt),
    });
  });

  it.each(Object.keys(REPORTS))("fits it: %s", (name) => {
    expect(listAt(problems, name)).toEqual([]);
  });

  // Times are checked only where Python has a further package for them.
  it.each(spoilt.filter(([how]) => how !== "ended at noon"))("the schema finds fault with a log that %s", (how) => {
    expect(listAt(problems, how)).not.toEqual([]);
  });
});
