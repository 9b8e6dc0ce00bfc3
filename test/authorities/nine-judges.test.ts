import { describe, expect, it } from "vitest";
import type { Auditor } from "../../src/audit/authorities/auditor.ts";
import { AUDITORS } from "../../src/audit/authorities/authorities.ts";
import { plannedInventory } from "../../src/audit/plan/empty-account.ts";
import { runStoredCheck } from "../../src/audit/query/run-stored-check.ts";
import { readControls } from "../../src/cli/controls/library.ts";
import { lowerCase, signInFilters, storedCheck } from "./sign-in-filters.ts";

const CONTROL = "console-signin-without-mfa";
const JUDGES = [
  "prowler",
  "powerpipe",
  "scoutsuite",
  "cloudsploit",
  "trivy",
  "elastic-cspm",
  "cyscale",
  "mondoo",
  "epam-ecc",
] as const;

/**
 * Who takes which filter, from a run of the tools' own rules: one letter a judge, in the order above. These are recorded
 * results, not ours: prowler @ 3e000faa and the commits that each evaluator names.
 */
const TAKEN_BY: Readonly<Record<keyof typeof signInFilters, string>> = {
  A: "PPP--PPPP",
  B: "P--P--PP-",
  C: "PP---PPPP",
  D: "PP---PPPP",
  E: "-------P-",
  F: "P----P-P-",
  G: "PP----PP-",
  H: "PP----PP-",
  I: "PP--P-PP-",
  J: "PP----PP-",
  K: "P----P-PP",
  L: "-----P---",
  M: "-------P-",
  N: "PP----PP-",
  S1: "P------P-",
};

describe("nine judges of the same filter", () => {
  const control = readControls().find(({ id }) => id === CONTROL);
  const judges = JUDGES.map((name) => AUDITORS.find(({ authority }) => authority === name));
  const takenBy = (filterPattern: string): string =>
    judges.map((judge) => (judge !== undefined && accepts(judge, filterPattern) ? "P" : "-")).join("");
  const accepts = (judge: Auditor, filterPattern: string): boolean =>
    control !== undefined && judge.textRule(control)?.(filterPattern) === true;

  it.each(Object.entries(TAKEN_BY))("filter %s is taken by %s", (name, expected) => {
    expect(takenBy(Object.entries(signInFilters).find(([key]) => key === name)?.[1] ?? "")).toBe(expected);
  });

  it("the stored check, run as a query, says of each filter what the rule modelled on it says", () => {
    const cyscale = JUDGES.indexOf("cyscale");
    const said = Object.values(signInFilters).map((filterPattern) => {
      const filter = { filterName: "f", filterPattern, metricName: "f", metricNamespace: "CISBenchmark" };
      const run = runStoredCheck(storedCheck, plannedInventory([{ ...filter, topic: "pager", satisfies: [] }]));
      return run.ok && run.passed === true ? "P" : "-";
    });
    expect(said.join("")).toBe(
      Object.values(TAKEN_BY)
        .map((letters) => letters[cyscale])
        .join(""),
    );
  });

  it("a filter in lower case, which can never fire, is taken by each judge that compares without case", () => {
    expect(takenBy(lowerCase.unquoted)).toBe("---P-----");
    expect(takenBy(lowerCase.quoted)).toBe("--------P");
  });
});
