import { describe, expect, it } from "vitest";
import { renderAsff } from "../../src/report/asff.ts";
import type { AuditReport } from "../../src/report/report.ts";
import { at, listAt, missing } from "./read-json.ts";
import { EXCEPTIONS, hostileReport, reportOf, unreadAccount, type Wanted } from "./scene.ts";

function findingsOf(report: AuditReport): readonly unknown[] {
  const findings: unknown = JSON.parse(renderAsff(report));
  return listAt({ findings }, "findings");
}

function findingFor(control: string, wanted: Wanted = {}): unknown {
  return findingsOf(reportOf(wanted)).find((finding) => at(finding, "GeneratorId") === `tocsin/${control}`);
}

/** Required top-level attributes of the format. */
const REQUIRED = [
  "SchemaVersion",
  "Id",
  "ProductArn",
  "GeneratorId",
  "AwsAccountId",
  "Types",
  "CreatedAt",
  "UpdatedAt",
  "Severity",
  "Title",
  "Description",
  "Resources",
];

describe("the ASFF report", () => {
  it.each<[string, () => AuditReport]>([
    ["an account", () => reportOf()],
    ["an account that could not be read", () => reportOf({ inventory: unreadAccount() })],
    ["hostile text", hostileReport],
  ])("of %s has what BatchImportFindings requires, within its limits", (_, report) => {
    for (const finding of findingsOf(report())) {
      expect(missing(finding, REQUIRED)).toEqual([]);
      expect(at(finding, "SchemaVersion")).toBe("2018-10-08");
      expect(at(finding, "ProductArn")).toBe("arn:aws:securityhub:us-east-1:123456789012:product/123456789012/default");
      expect(String(at(finding, "Title")).length).toBeLessThanOrEqual(256);
      expect(String(at(finding, "Description")).length).toBeLessThanOrEqual(1024);
      expect(listAt(finding, "Resources").flatMap((resource) => missing(resource, ["Type", "Id"]))).toEqual([]);
      expect(["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFORMATIONAL"]).toContain(at(finding, "Severity", "Label"));
      expect(["PASSED", "FAILED", "WARNING", "NOT_AVAILABLE"]).toContain(at(finding, "Compliance", "Status"));
      expect(at(finding, "UpdatedAt")).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
    }
  });

  it("resolves what rings, suppresses what an exception covers, and leaves the rest new", () => {
    const wanted = { exceptions: EXCEPTIONS };
    expect(findingFor("root-account-usage", wanted)).toMatchObject({
      Workflow: { Status: "RESOLVED" },
      Compliance: { Status: "PASSED" },
    });
    expect(findingFor("iam-policy-changes", wanted)).toMatchObject({
      Workflow: { Status: "SUPPRESSED" },
      Severity: { Label: "HIGH" },
    });
    expect(findingFor("security-group-changes", wanted)).toMatchObject({ Workflow: { Status: "NEW" } });
  });

  it("names the broken link and the event that goes unseen", () => {
    expect(findingFor("iam-policy-changes")).toMatchObject({
      Compliance: { Status: "FAILED", StatusReasons: [{ ReasonCode: "TOCSIN_SILENT" }] },
      ProductFields: { "tocsin/brokenLink": "alarm", "tocsin/event": expect.stringMatching(/^iam-/) },
    });
  });
});
