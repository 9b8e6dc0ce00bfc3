import { describe, expect, it } from "vitest";
import { renderSarif } from "../../src/report/sarif.ts";
import { at, listAt, missing } from "./read-json.ts";
import { EARLIER, EXCEPTIONS, reportOf, unreadAccount, type Wanted } from "./scene.ts";

function runOf(wanted: Wanted = {}): unknown {
  const log: unknown = JSON.parse(renderSarif(reportOf(wanted)));
  expect(at(log, "version")).toBe("2.1.0");
  expect(at(log, "$schema")).toMatch(/sarif-schema-2\.1\.0\.json$/);
  expect(listAt(log, "runs")).toHaveLength(1);
  return at(log, "runs", 0);
}

function resultFor(control: string, wanted: Wanted = {}): unknown {
  return listAt(runOf(wanted), "results").find((result) => at(result, "ruleId") === control);
}

describe("the SARIF report", () => {
  it("has what SARIF 2.1.0 requires of a run, its rules and its results", () => {
    const run = runOf();
    const rules = listAt(run, "tool", "driver", "rules");
    expect(at(run, "tool", "driver", "name")).toBe("Tocsin");
    expect(rules.flatMap((rule) => missing(rule, ["id", "shortDescription"]))).toEqual([]);
    const results = listAt(run, "results");
    expect(
      results.flatMap((result) => missing(result, ["ruleId", "message", "locations", "partialFingerprints"])),
    ).toEqual([]);
    for (const result of results) {
      expect(at(rules, Number(at(result, "ruleIndex")), "id")).toBe(at(result, "ruleId"));
      expect(typeof at(result, "message", "text")).toBe("string");
      expect(at(result, "locations", 0, "physicalLocation", "artifactLocation", "uri")).toMatch(
        /^aws\/\d{12}\/[a-z0-9-]+$/,
      );
      // A level other than none is for failures only.
      expect(at(result, "level") === "none").toBe(at(result, "kind") !== "fail");
    }
    expect(listAt(run, "invocations").flatMap((one) => missing(one, ["executionSuccessful"]))).toEqual([]);
  });

  it.each([
    ["iam-policy-changes", "fail", "error"],
    ["vpc-changes", "fail", "warning"],
    ["root-account-usage", "pass", "none"],
  ])("%s is a %s of the level %s", (control, kind, level) => {
    expect(resultFor(control)).toMatchObject({ kind, level });
  });

  it("leaves open what is not known, and notes what could not be read", () => {
    const wanted = { inventory: unreadAccount() };
    expect(resultFor("root-account-usage", wanted)).toMatchObject({ kind: "open", level: "none" });
    expect(listAt(runOf(wanted), "invocations", 0, "toolExecutionNotifications")).toHaveLength(1);
  });

  it("tells exceptions as suppressions, an unsound one as rejected", () => {
    expect(at(resultFor("iam-policy-changes", { exceptions: EXCEPTIONS }), "suppressions")).toMatchObject([
      { kind: "external", status: "accepted", justification: expect.stringContaining("security@example.com") },
    ]);
    expect(at(resultFor("security-group-changes", { exceptions: EXCEPTIONS }), "suppressions")).toMatchObject([
      { kind: "external", status: "rejected" },
    ]);
    expect(at(resultFor("vpc-changes", { exceptions: EXCEPTIONS }), "suppressions")).toBeUndefined();
  });

  it.each([
    ["root-account-usage", "absent"],
    ["vpc-changes", "updated"],
    ["iam-policy-changes", "unchanged"],
    ["nacl-changes", "new"],
    ["retired-control", "absent"],
  ])("since an earlier audit %s is %s", (control, state) => {
    expect(at(resultFor(control, { earlier: EARLIER }), "baselineState")).toBe(state);
  });

  it("says nothing of a baseline without an earlier audit", () => {
    expect(at(resultFor("vpc-changes"), "baselineState")).toBeUndefined();
  });
});
