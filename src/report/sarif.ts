import { isAnsweredFor } from "../audit/exceptions/exceptions.ts";
import type { ChangeKind } from "../audit/rescan.ts";
import type { AuditReport, ReportedException, ReportedFinding } from "./report.ts";
import { shownWitnesses, tellException } from "./wording.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/**
 * The report as SARIF 2.1.0: a rule a control, a result a finding. What rings is a `pass`, what is unknown is `open`,
 * both of level `none` as the standard wants; exceptions are suppressions, a rescan is told by `baselineState`.
 */
export function renderSarif(report: AuditReport): string {
  const places = new Map(report.controls.map(({ id }, index) => [id, index]));
  const exceptions = new Map(report.exceptions.map((exception) => [exception.id, exception]));
  const run = {
    tool: {
      driver: {
        name: "Tocsin",
        semanticVersion: report.tool.version,
        rules: report.controls.map(({ id, title, rationale, benchmarks }) => ({
          id,
          name: pascalCase(id),
          shortDescription: { text: title },
          fullDescription: { text: rationale },
          defaultConfiguration: { level: "error" },
          properties: { tags: benchmarks.map(({ benchmark, number }) => `${benchmark}/${number}`) },
        })),
      },
    },
    invocations: [
      { executionSuccessful: true, endTimeUtc: report.generatedAt, toolExecutionNotifications: gapsOf(report) },
    ],
    automationDetails: { id: `tocsin/audit/${report.accounts.map(({ account }) => account).join("+")}/` },
    columnKind: "utf16CodeUnits",
    results: [
      ...report.findings.map((finding) => resultOf(finding, places.get(finding.control), exceptions)),
      ...goneResults(report),
    ],
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, null, 2)}\n`;
}

function resultOf(
  finding: ReportedFinding,
  ruleIndex: number | undefined,
  exceptions: ReadonlyMap<string, ReportedException>,
): object {
  const { account, control, verdict, summary, change, exception, exposure } = finding;
  const { shown, more } = shownWitnesses(finding);
  const state = change === undefined ? {} : { baselineState: BASELINE_STATES[change.kind] };
  return {
    ruleId: control,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    ...kindAndLevel(finding),
    message: { text: summary },
    locations: [locationOf(account, control, finding.brokenLink)],
    partialFingerprints: { "tocsinAccountAndControl/v1": `${account}/${control}` },
    ...state,
    ...(exception === undefined
      ? {}
      : { suppressions: [suppressionOf(exception.status, exceptions.get(exception.id))] }),
    properties: {
      verdict,
      exposure,
      witnesses: shown.map(({ event, title, why, record }) => ({ event, title, why, record })),
      moreWitnesses: more,
    },
  };
}

/** Of what was fixed, the result that failed is absent now: the one that tells so is a pass. */
const BASELINE_STATES: Readonly<Record<ChangeKind, string>> = {
  new: "new",
  unchanged: "unchanged",
  changed: "updated",
  fixed: "absent",
  broke: "updated",
};

function goneResults({ since }: AuditReport): readonly object[] {
  if (since === undefined) return [];
  return since.gone.map(({ account, control, title, verdict, brokenLink }) => ({
    ruleId: control,
    kind: "notApplicable",
    level: "none",
    message: { text: `${title}: was ${verdict}, and was not looked at again.` },
    locations: [locationOf(account, control, brokenLink)],
    partialFingerprints: { "tocsinAccountAndControl/v1": `${account}/${control}` },
    baselineState: "absent",
  }));
}

function kindAndLevel({ verdict }: ReportedFinding): { readonly kind: string; readonly level: string } {
  switch (verdict) {
    case "silent":
    case "rings-for-some":
      return { kind: "fail", level: "error" };
    case "noisy":
      return { kind: "fail", level: "warning" };
    case "unknown":
      return { kind: "open", level: "none" };
    case "rings":
      return { kind: "pass", level: "none" };
  }
}

/** An account has no files: viewers that want one get a path that names the account and the control. */
function locationOf(account: string, control: string, link = "chain"): object {
  return {
    physicalLocation: { artifactLocation: { uri: `aws/${account}/${control}` }, region: { startLine: 1 } },
    logicalLocations: [{ name: link, fullyQualifiedName: `aws/${account}/${link}`, kind: "resource" }],
  };
}

function suppressionOf(status: ReportedException["status"], exception: ReportedException | undefined): object {
  const justification =
    exception === undefined
      ? []
      : [tellException(exception), ...(exception.reason === undefined ? [] : [exception.reason])];
  return {
    kind: "external",
    status: isAnsweredFor({ status }) ? "accepted" : "rejected",
    justification: justification.join(". "),
  };
}

function gapsOf({ accounts }: AuditReport): readonly object[] {
  return accounts.flatMap(({ account, gaps }) =>
    gaps.map(({ service, operation, region, code, message }) => ({
      level: "warning",
      message: { text: `${account}: ${service}:${operation} in ${region}: ${code} ${message}` },
    })),
  );
}

function pascalCase(id: string): string {
  return id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
