import { beforeAll, describe, expect, it } from "vitest";
import { renderAsff } from "../../src/report/asff.ts";
import type { AuditReport } from "../../src/report/report.ts";
import { at, listAt } from "./read-json.ts";
import { EARLIER, EXCEPTIONS, hostileReport, reportOf, unreadAccount } from "./scene.ts";
import { pythonHas, runPython } from "./schema/run-python.ts";

function findingsOf(report: AuditReport): readonly object[] {
  const findings: unknown = JSON.parse(renderAsff(report));
  return listAt({ findings }, "findings").filter((one) => typeof one === "object" && one !== null);
}

/** A report in which every text from outside is longer than any limit. */
function longReport(character: string): AuditReport {
  const report = reportOf({ controls: ["iam-policy-changes"] });
  const long = character.repeat(5000);
  const findings = report.findings.map((finding) => ({
    ...finding,
    title: long,
    summary: long,
    reason: long,
    witnesses: finding.witnesses.map((witness) => ({ ...witness, title: long })),
  }));
  return { ...report, findings };
}

/** An account of more findings than a batch may hold. */
function manyFindings(): AuditReport {
  const report = reportOf();
  const copies = [1, 2, 3, 4, 5].flatMap((copy) =>
    report.findings.map((finding) => ({ ...finding, control: `${finding.control}-${copy}` })),
  );
  return { ...report, findings: copies };
}

const REPORTS: Readonly<Record<string, () => AuditReport>> = {
  "an account": () => reportOf(),
  "exceptions and an earlier audit": () => reportOf({ exceptions: EXCEPTIONS, earlier: EARLIER }),
  "an account that could not be read": () => reportOf({ inventory: unreadAccount() }),
  "hostile text": hostileReport,
  "long text": () => longReport("x"),
  "long text of characters of two halves": () => longReport("\u{1f514}"),
  "more findings than a batch": manyFindings,
};

/** What the check must find fault with, or it finds nothing. */
const SPOILT: readonly (readonly [how: string, changes: object, problem: string])[] = [
  ["lacks its title", { Title: undefined }, "Missing required parameter"],
  ["has a title of 257 characters", { Title: "x".repeat(257) }, "Title: 257 long, not 1 to 256"],
  ["has a description of 1025 characters", { Description: "x".repeat(1025) }, "Description: 1025 long"],
  ["has a blank id", { Id: " " }, "Id: does not match"],
  ["has half a character", { Title: "\ud83d" }, "surrogate"],
  ["has a member that nobody knows", { Verdict: "silent" }, "Unknown parameter"],
  ["has no resource", { Resources: [] }, "Resources: 0 long, not 1 to 32"],
  [
    "has 33 resources",
    { Resources: Array.from({ length: 33 }, () => ({ Type: "Other", Id: "x" })) },
    "Resources: 33 long",
  ],
  ["has another severity", { Severity: { Label: "BAD" } }, "Severity.Label: BAD is none of"],
  ["has a number for a text", { Types: [1] }, "Invalid type"],
  ["is of another account", { AwsAccountId: "210987654321" }, "ProductArn"],
  ["has an account of 11 digits", { AwsAccountId: "12345678901" }, "AwsAccountId: 11 long, not 12 to 12"],
  ["was made at noon", { CreatedAt: "noon" }, "CreatedAt: is no time"],
  ["has 33 requirements", { Compliance: { RelatedRequirements: Array(33).fill("x") } }, "RelatedRequirements: 33 long"],
  ["has long fields", { ProductFields: { a: "x".repeat(2049) } }, "ProductFields.a: a key is longer"],
  ["is more than 240 KB", { SourceUrl: "x".repeat(250_000) }, "240 KB"],
];

describe.runIf(pythonHas("botocore"))("the ASFF report, held against AWS's own model of BatchImportFindings", () => {
  let answer: unknown;
  beforeAll(() => {
    const [good = {}] = findingsOf(reportOf());
    answer = runPython("asff_check.py", {
      ...Object.fromEntries(Object.entries(REPORTS).map(([name, report]) => [name, findingsOf(report())])),
      ...Object.fromEntries(SPOILT.map(([how, changes]) => [how, [{ ...good, ...changes }]])),
    });
  });

  it.each(Object.keys(REPORTS))("fits it: %s", (name) => {
    expect(listAt(answer, "problems", name)).toEqual([]);
  });

  it.each(SPOILT)("the check finds fault with a finding that %s", (how, _, problem) => {
    expect(listAt(answer, "problems", how).join("\n")).toContain(problem);
  });

  it("knows the limits that the model tells only in prose", () => {
    expect(at(answer, "limits")).toMatchObject({ Title: 256, Description: 1024, Resources: 32, ProductFields: 50 });
  });
});

it("tells severity and types where a later import is heard, too", () => {
  for (const finding of findingsOf(reportOf()))
    expect(at(finding, "FindingProviderFields")).toEqual({
      Severity: at(finding, "Severity"),
      Types: at(finding, "Types"),
    });
});

describe.runIf(pythonHas("boto3", "moto"))("the ASFF report, imported by boto3 into moto", () => {
  it("is there as a whole, and once", () => {
    const findings = findingsOf(manyFindings());
    const answer = runPython("asff_import.py", [...findings, ...findings]);
    expect(at(answer, "failed")).toBe(0);
    expect(listAt(answer, "ids")).toHaveLength(findings.length);
    expect(new Set(listAt(answer, "ids"))).toEqual(new Set(findings.map((finding) => at(finding, "Id"))));
  });
});
