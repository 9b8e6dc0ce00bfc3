import { isAnsweredFor } from "../audit/exceptions/exceptions.ts";
import type { AuditReport, ReportedFinding } from "./report.ts";
import { decisiveWitnesses, tellBreak } from "./wording.ts";

/** Limits of BatchImportFindings. doc ASFF */
const LONGEST = { title: 256, description: 1024, field: 2048, reason: 2048 } as const;
const TYPE = "Software and Configuration Checks/Industry and Regulatory Standards/CIS AWS Foundations Benchmark";
const OWN_TYPE = "Software and Configuration Checks/AWS Security Best Practices";

/**
 * The report in the AWS Security Finding Format: a list that `aws securityhub batch-import-findings --findings` takes, a
 * hundred at a time. Findings are imported under the account's own default product. The workflow status counts when a
 * finding is imported for the first time; AWS takes no later one from an import.
 */
export function renderAsff(report: AuditReport): string {
  const controls = new Map(report.controls.map((control) => [control.id, control]));
  const regions = new Map(report.accounts.map(({ account, regions: [first = "us-east-1"] }) => [account, first]));
  const findings = report.findings.map((finding) => {
    const { account, control, title, summary, verdict } = finding;
    const region = regions.get(account) ?? "us-east-1";
    const partition = partitionOf(region);
    const benchmarks = controls.get(control)?.benchmarks ?? [];
    const judged = {
      Severity: { Label: severityOf(finding), Original: verdict },
      Types: [benchmarks.length === 0 ? OWN_TYPE : TYPE],
    };
    return {
      SchemaVersion: "2018-10-08",
      Id: `tocsin/${account}/${control}`,
      ProductArn: `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`,
      ProductName: "Tocsin",
      CompanyName: "Tocsin",
      GeneratorId: `tocsin/${control}`,
      AwsAccountId: account,
      ...judged,
      // A later import tells both here: the members above then belong to whoever investigates. doc BatchImportFindings
      FindingProviderFields: judged,
      CreatedAt: report.generatedAt,
      UpdatedAt: report.generatedAt,
      Title: shortened(title, LONGEST.title),
      Description: shortened(summary, LONGEST.description),
      ProductFields: productFields(finding),
      Resources: [{ Type: "AwsAccount", Id: `AWS::::Account:${account}`, Partition: partition, Region: region }],
      Compliance: {
        ...complianceOf(finding),
        ...(benchmarks.length === 0
          ? {}
          : { RelatedRequirements: benchmarks.slice(0, 32).map(({ benchmark, number }) => `${benchmark}/${number}`) }),
      },
      Workflow: { Status: workflowOf(finding) },
      RecordState: "ACTIVE",
    };
  });
  return `${JSON.stringify(findings, null, 2)}\n`;
}

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

function severityOf({ verdict, exposure }: ReportedFinding): string {
  switch (verdict) {
    case "silent":
      return exposure > 0 ? "CRITICAL" : "HIGH";
    case "rings-for-some":
      return exposure > 0 ? "HIGH" : "MEDIUM";
    case "unknown":
    case "noisy":
      return "LOW";
    case "rings":
      return "INFORMATIONAL";
  }
}

function complianceOf(finding: ReportedFinding): object {
  switch (finding.verdict) {
    case "rings":
      return { Status: "PASSED" };
    case "unknown":
      return { Status: "WARNING", StatusReasons: reasons("TOCSIN_UNKNOWN", finding) };
    case "silent":
    case "rings-for-some":
    case "noisy":
      return {
        Status: "FAILED",
        StatusReasons: reasons(`TOCSIN_${finding.verdict.toUpperCase().replaceAll("-", "_")}`, finding),
      };
  }
}

function reasons(ReasonCode: string, finding: ReportedFinding): readonly object[] {
  return [{ ReasonCode, Description: shortened(tellBreak(finding), LONGEST.reason) }];
}

function workflowOf({ verdict, exception }: ReportedFinding): string {
  if (verdict === "rings") return "RESOLVED";
  return isAnsweredFor(exception) ? "SUPPRESSED" : "NEW";
}

function productFields(finding: ReportedFinding): Readonly<Record<string, string>> {
  const { verdict, brokenLink, exception, change } = finding;
  const [witness] = decisiveWitnesses(finding);
  const fields: Readonly<Record<string, string | undefined>> = {
    "tocsin/verdict": verdict,
    "tocsin/brokenLink": brokenLink,
    "tocsin/event": witness?.event,
    "tocsin/eventTitle": witness?.title,
    "tocsin/exception": exception === undefined ? undefined : `${exception.id} ${exception.status}`,
    "tocsin/change": change?.kind,
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, shortened(value, LONGEST.field)]],
    ),
  );
}

/** Cut between characters: half of a surrogate pair is no text that AWS would take. */
function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
