import { describe, expect, it } from "vitest";
import { findingOf } from "../finding.testing.ts";
import type { Finding, Witness } from "../finding.ts";
import { applyExceptions } from "./apply.ts";
import { entryOf } from "./exceptions.testing.ts";
import type { Exception, ExceptionEntry } from "./exceptions.ts";

const ACCOUNT = "123456789012";
const SUMMER = Date.parse("2026-07-01T00:00:00Z");

function witnessIn(awsRegion: string, outcome: Witness["outcome"] = "silent"): Witness {
  const record = JSON.stringify({ awsRegion });
  return { event: awsRegion, title: "", expected: "must-ring", outcome, why: "", record };
}

function findingIn(changed: Partial<Finding> = {}): Finding {
  return findingOf({ witnesses: [witnessIn("us-east-1")], ...changed });
}

function exceptionOf(finding: Finding, entries: readonly ExceptionEntry[]): unknown {
  return applyExceptions(ACCOUNT, [finding], entries, SUMMER).findings[0]?.exception;
}

describe("applying exceptions", () => {
  it("names the exception that covers a finding", () => {
    const { findings, exceptions } = applyExceptions(ACCOUNT, [findingIn()], [entryOf()], SUMMER);
    expect(findings[0]?.exception).toEqual({ id: "EX-1", status: "active" });
    expect(exceptions).toMatchObject([{ status: "active", covers: ["123456789012 root"] }]);
  });

  it.each<[string, Partial<Finding>, Partial<Exception>]>([
    ["a control that rings", { verdict: "rings" }, {}],
    ["another control", {}, { control: "vpc" }],
    ["another account", {}, { scope: { accounts: ["999999999999"] } }],
    ["an event elsewhere", {}, { scope: { regions: ["eu-west-1"] } }],
    [
      "events of which only some are there",
      { witnesses: [witnessIn("eu-west-1"), witnessIn("us-east-1")] },
      { scope: { regions: ["eu-west-1"] } },
    ],
    ["the verdict by behaviour when it is about an authority", {}, { scope: { authorities: ["prowler"] } }],
  ])("does not cover %s", (_, finding, exception) => {
    expect(exceptionOf(findingIn(finding), [entryOf(exception)])).toBeUndefined();
  });

  it("covers what is silent in its region while the event rings elsewhere", () => {
    const finding = findingIn({ witnesses: [witnessIn("eu-west-1"), witnessIn("us-east-1", "rings")] });
    expect(exceptionOf(finding, [entryOf({ scope: { regions: ["eu-west-1"] } })])).toBeDefined();
  });

  it("names one that is over only where none holds", () => {
    const over = entryOf({ id: "EX-0", expires: "2026-06-30" });
    expect(exceptionOf(findingIn(), [over])).toEqual({ id: "EX-0", status: "expired" });
    expect(exceptionOf(findingIn(), [over, entryOf()])).toEqual({ id: "EX-1", status: "active" });
    expect(exceptionOf(findingIn(), [entryOf(), over])).toEqual({ id: "EX-1", status: "active" });
  });

  it("names an unsound one that means the control", () => {
    const unsound: ExceptionEntry = { kind: "unsound", line: 3, id: "EX-9", control: "root", problems: [] };
    expect(exceptionOf(findingIn(), [unsound])).toEqual({ id: "EX-9", status: "invalid" });
  });

  it("of an authority's verdict covers a failure, and nothing else", () => {
    const authorities = (["fail", "pass"] as const).map((verdict) => ({
      authority: "prowler",
      id: "x",
      verdict,
      why: "",
    }));
    const entry = entryOf({ scope: { authorities: ["prowler"] } });
    const { findings, exceptions } = applyExceptions(ACCOUNT, [findingIn({ authorities })], [entry], SUMMER);
    expect(findings[0]?.authorities.map(({ exception }) => exception?.id)).toEqual(["EX-1", undefined]);
    expect(exceptions[0]?.covers).toEqual(["123456789012 root prowler"]);
  });
});
