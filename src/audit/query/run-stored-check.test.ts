import { describe, expect, it } from "vitest";
import type { Inventory } from "../inventory.ts";
import { plannedInventory } from "../plan/empty-account.ts";
import { disagreement } from "./disagreement.ts";
import { readExpectation } from "./expectation.ts";
import { runStoredCheck } from "./run-stored-check.ts";

const word = (text: string) => `\\s*["]?${text}["]?\\s*`;
const clause = (selector: string, operator: string, value: string) =>
  `\\(\\s*\\$\\.${selector.replaceAll(".", "\\.")}\\s*${operator}${word(value)}\\)`;
const EXPRESSION = `.*${clause("eventName", "=", "ConsoleLogin")}\\s*\\&\\&\\s*${clause("additionalEventData.MFAUsed", "!=", "Yes")}.*`;

/** Of the form of the check that a published control page, Cyscale's aws-monitoring-2, stores. */
const CHECK = `AWSMonitoring(filterPattern:${JSON.stringify(EXPRESSION)}){...AssetFragment}`;

function inventoryOf(...filterPatterns: readonly string[]): Inventory {
  return plannedInventory(
    filterPatterns.map((filterPattern, place) => ({
      filterName: `filter-${place}`,
      filterPattern,
      metricName: `metric-${place}`,
      metricNamespace: "CISBenchmark",
      topic: "pager",
      satisfies: [],
    })),
  );
}

const SOUND = inventoryOf('{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }');

describe("runStoredCheck", () => {
  it("passes when a filter has the text and an alarm is on its metric", () => {
    expect(runStoredCheck(CHECK, SOUND)).toMatchObject({
      ok: true,
      result: [],
      passed: true,
      filter: { filterName: "filter-0" },
    });
  });

  it("lists the account when no filter has the text", () => {
    const inventory = inventoryOf("{ $.eventName = ConsoleLogin && $.additionalEventData.MFAUsed != Yes }");
    expect(runStoredCheck(CHECK, inventory)).toMatchObject({
      passed: false,
      result: [
        {
          id: "arn:aws:iam::123456789012:root",
          name: "123456789012",
          type: "AWSAccount",
          connector: "AWS",
          account: "123456789012",
        },
      ],
    });
  });

  it("lists the account when the filter has no alarm", () => {
    expect(runStoredCheck(CHECK, { ...SOUND, alarms: [] })).toMatchObject({ passed: false });
  });

  it("does not know when the filters could not be read", () => {
    const gap = {
      service: "logs",
      operation: "DescribeMetricFilters",
      region: "us-east-1",
      code: "AccessDenied",
      message: "no",
    } as const;
    expect(runStoredCheck(CHECK, { ...SOUND, metricFilters: [], gaps: [gap] })).toMatchObject({ passed: "unknown" });
    expect(runStoredCheck(CHECK, { ...SOUND, gaps: [gap] })).toMatchObject({ passed: true });
  });

  it("shows the members that are asked for, through fragments as well", () => {
    const text = `query { AWSMonitoring(filterPattern: "none") { name ...Short } } fragment Short on Asset { type name }`;
    expect(runStoredCheck(text, SOUND)).toMatchObject({ result: [{ name: "123456789012", type: "AWSAccount" }] });
  });

  it.each([
    ["", "asks for one field"],
    ['AWSMonitoring(filterPattern: "a"', "Syntax Error"],
    ['AWSMonitoring(filterPattern: "a") { secret }', "an asset has no secret"],
    ['AWSMonitoring(filterPattern: "(a") { id }', "filterPattern: a group is never closed"],
    ['AWSMonitoring(filterPattern: "a")', "say what to show"],
    ["AWSMonitoring { id }", "needs the argument filterPattern"],
    ["AWSMonitoring(filterPattern: 1) { id }", "must be a string"],
    ['AWSBuckets(filterPattern: "a") { id }', "there is no AWSBuckets"],
    ['AWSMonitoring(filterPattern: "a", b: "c") { id }', "has no argument b"],
    ["{ a b }", "asks for one field"],
    ["mutation { a }", "there is no mutation"],
    ["query { a(b: c", "Syntax Error"],
    ["fragment F on A { a }", "is one query"],
    ["query { a { ...F } } fragment F on A { ...F }", "contains itself"],
    [`{${"a{".repeat(3000)}`, "Syntax Error"],
  ])("%s is a problem, not a result", (text, message) => {
    const run = runStoredCheck(text, SOUND);
    expect(run).toMatchObject({ ok: false });
    expect(run.ok ? [] : run.problems.map((problem) => problem.message).join("; ")).toContain(message);
  });

  it("tells the column of a syntax error in the text as it was given", () => {
    expect(runStoredCheck("AWSMonitoring(", SOUND)).toMatchObject({ ok: false, problems: [{ line: 2 }] });
    expect(runStoredCheck("A(b: ?) { id }", SOUND)).toMatchObject({ problems: [{ line: 1, column: 6 }] });
  });
});

describe("readExpectation", () => {
  it("reads the operator and JSON", () => {
    expect(readExpectation("eq []")).toEqual({ operator: "eq", value: [] });
    expect(readExpectation("ne [] ")).toEqual({ operator: "ne", value: [] });
  });

  it.each(["", "eq", "[]", "gt 1", "eq [", "eq[]"])("%j is no expectation", (text) => {
    expect(readExpectation(text)).toBeUndefined();
  });

  it("decides whether a result passes", () => {
    const text = 'AWSMonitoring(filterPattern: "none") { name }';
    const run = (expected: string) => runStoredCheck(text, SOUND, readExpectation(expected));
    expect(run("ne []")).toMatchObject({ passed: true });
    expect(run('eq [{"name": "123456789012"}]')).toMatchObject({ passed: true });
    expect(run('eq [{"name": "1"}]')).toMatchObject({ passed: false });
  });
});

describe("disagreement", () => {
  it("names the link that a passing check does not look at", () => {
    const finding = { verdict: "silent", brokenLink: "subscription", reason: "nobody confirmed" } as const;
    expect(disagreement(true, finding)).toBe(
      "the check passes, yet no event of this kind would reach anybody (subscription: nobody confirmed)",
    );
  });

  it("says that a failing check may be wrong where everything rings", () => {
    expect(disagreement(false, { verdict: "rings" })).toContain("the check fails, yet every event");
  });

  it("is silent where both agree or one is not known", () => {
    expect(disagreement(true, { verdict: "rings" })).toBeUndefined();
    expect(disagreement(false, { verdict: "silent" })).toBeUndefined();
    expect(disagreement("unknown", { verdict: "silent" })).toBeUndefined();
    expect(disagreement(true, { verdict: "unknown" })).toBeUndefined();
  });
});
