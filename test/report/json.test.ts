import { describe, expect, it } from "vitest";
import { z } from "zod";
import { renderJsonReport } from "../../src/report/json.ts";
import { jsonReportSchema } from "../../src/report/json-schema.ts";
import { readEarlierReport } from "../../src/report/read-earlier.ts";
import type { AuditReport } from "../../src/report/report.ts";
import { at, listAt } from "./read-json.ts";
import { EARLIER, EXCEPTIONS, hostileReport, reportOf, unreadAccount } from "./scene.ts";

const SCHEMA = z.fromJSONSchema(jsonReportSchema());

describe("the JSON report", () => {
  it.each<[string, () => AuditReport]>([
    ["of an account", () => reportOf()],
    [
      "with exceptions, an earlier audit and broken links",
      () => reportOf({ exceptions: EXCEPTIONS, earlier: EARLIER, breaks: true }),
    ],
    ["of an account that could not be read", () => reportOf({ inventory: unreadAccount() })],
    ["with plans", () => reportOf({ plans: ["security-hub", "trivy", "scoutsuite"] })],
    ["of hostile text", hostileReport],
  ])("%s has the shape of its schema", (_, report) => {
    const read: unknown = JSON.parse(renderJsonReport(report()));
    expect(SCHEMA.safeParse(read).error?.issues).toBeUndefined();
  });

  it.each<[string, (report: object) => object]>([
    ["lacks its findings", (report) => ({ ...report, findings: undefined })],
    ["has a member that nobody knows", (report) => ({ ...report, more: 1 })],
    ["has another outcome", (report) => ({ ...report, outcome: "fine" })],
  ])("does not fit its schema when it %s", (_, spoil) => {
    expect(SCHEMA.safeParse(JSON.parse(JSON.stringify(spoil(reportOf())))).success).toBe(false);
  });

  it("says of each finding what broke, which events prove it, and what others would say", () => {
    const read: unknown = JSON.parse(renderJsonReport(reportOf({ controls: ["iam-policy-changes"] })));
    const [finding] = listAt(read, "findings");
    expect(finding).toMatchObject({ control: "iam-policy-changes", verdict: "silent", brokenLink: "alarm" });
    expect(listAt(finding, "witnesses").length).toBeGreaterThan(10);
    expect(listAt(finding, "authorities").map((one) => at(one, "authority"))).toContain("security-hub");
    expect(listAt(finding, "links").map((link) => at(link, "state"))).toEqual([
      "passed",
      "passed",
      "passed",
      "passed",
      "broken",
      "not-reached",
      "not-reached",
    ]);
  });

  it("is what a later audit is held against", () => {
    const report = reportOf({ controls: ["iam-policy-changes", "root-account-usage"] });
    const earlier = readEarlierReport(renderJsonReport(report));
    expect(earlier).toMatchObject({ ok: true, generatedAt: "2026-09-14T12:00:20.000Z" });
    expect(
      earlier.ok ? earlier.findings.map(({ control, verdict, brokenLink }) => [control, verdict, brokenLink]) : [],
    ).toEqual([
      ["iam-policy-changes", "silent", "alarm"],
      ["root-account-usage", "rings", undefined],
    ]);
  });

  it.each([
    ["{", ["it is no JSON"]],
    ["[]", ["it is no JSON object"]],
    ["{}", ["formatVersion must be 1", "generatedAt must be a time", "findings must be a list"]],
    [
      '{"formatVersion":1,"generatedAt":"x","findings":[{"verdict":"loud"}]}',
      ["findings[0] lacks an account, a control, a title or a verdict"],
    ],
  ])("%j is no earlier report, and says why", (text, problems) => {
    expect(readEarlierReport(text)).toEqual({ ok: false, problems });
  });
});

describe("the outcome of an audit", () => {
  const controls = ["iam-policy-changes"];

  it("is clean when what is silent is under an exception, and when all rings", () => {
    const [sound = ""] = EXCEPTIONS.split("  - id: EX-2");
    expect(reportOf({ controls, exceptions: sound }).outcome).toBe("clean");
    expect(reportOf({ controls: ["root-account-usage"] }).outcome).toBe("clean");
  });

  it("is findings when an exception is unsound, though everything rings", () => {
    expect(reportOf({ controls: ["root-account-usage"], exceptions: EXCEPTIONS }).outcome).toBe("findings");
  });

  it("is incomplete when nothing is wrong for certain, and something is not known", () => {
    expect(reportOf({ controls, inventory: unreadAccount() }).outcome).toBe("incomplete");
  });
});
