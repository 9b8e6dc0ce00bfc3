import { isAnsweredFor } from "../audit/exceptions/exceptions.ts";
import type { AuditReport, ReportedFinding } from "./report.ts";
import { shownWitnesses } from "./wording.ts";

const OCSF_VERSION = "1.3.0";
const CLASS = { uid: 2003, name: "Compliance Finding" } as const;
const STATUS_NAMES = { 1: "New", 3: "Suppressed", 4: "Resolved" } as const;
const ACTIVITY_NAMES = { 1: "Create", 2: "Update", 3: "Close" } as const;

/** The report as a list of OCSF events of the class Compliance Finding, with the cloud profile. */
export function renderOcsf(report: AuditReport): string {
  const controls = new Map(report.controls.map((control) => [control.id, control]));
  const events = report.findings.map((finding) => {
    const { account, control, title, verdict, summary, brokenLink } = finding;
    const benchmarks = controls.get(control)?.benchmarks ?? [];
    const time = Date.parse(report.generatedAt);
    const uid = `tocsin/${account}/${control}`;
    const activity = activityOf(finding);
    const status = statusOf(finding);
    const { shown, more } = shownWitnesses(finding);
    return {
      category_uid: 2,
      category_name: "Findings",
      class_uid: CLASS.uid,
      class_name: CLASS.name,
      activity_id: activity,
      activity_name: ACTIVITY_NAMES[activity],
      type_uid: CLASS.uid * 100 + activity,
      type_name: `${CLASS.name}: ${ACTIVITY_NAMES[activity]}`,
      time,
      ...severityOf(finding),
      status_id: status,
      status: STATUS_NAMES[status],
      message: summary,
      metadata: {
        version: OCSF_VERSION,
        profiles: ["cloud"],
        product: { name: "Tocsin", vendor_name: "Tocsin", version: report.tool.version },
      },
      cloud: { provider: "AWS", account: { uid: account, type: "AWS Account", type_id: 10 } },
      finding_info: { uid, title, desc: summary, created_time: time, types: [verdict] },
      compliance: {
        control,
        standards: benchmarks.length === 0 ? ["Tocsin"] : benchmarks.map(({ benchmark }) => benchmark),
        requirements: benchmarks.map(({ benchmark, number }) => `${benchmark}/${number}`),
        ...complianceOf(finding),
        status_detail: summary,
      },
      resources: [{ uid: account, type: "AWS Account" }],
      unmapped: {
        verdict,
        ...(brokenLink === undefined ? {} : { brokenLink }),
        witnesses: shown.map(({ event, why, record }) => ({ event, why, record })),
        moreWitnesses: more,
      },
    };
  });
  return `${JSON.stringify(events, null, 2)}\n`;
}

function activityOf({ change, verdict }: ReportedFinding): 1 | 2 | 3 {
  if (change === undefined || change.kind === "new") return 1;
  return change.kind === "fixed" && verdict === "rings" ? 3 : 2;
}

function statusOf({ verdict, exception }: ReportedFinding): 1 | 3 | 4 {
  if (verdict === "rings") return 4;
  return isAnsweredFor(exception) ? 3 : 1;
}

function severityOf({ verdict, exposure }: ReportedFinding): object {
  switch (verdict) {
    case "silent":
      return exposure > 0 ? { severity_id: 5, severity: "Critical" } : { severity_id: 4, severity: "High" };
    case "rings-for-some":
      return exposure > 0 ? { severity_id: 4, severity: "High" } : { severity_id: 3, severity: "Medium" };
    case "unknown":
    case "noisy":
      return { severity_id: 2, severity: "Low" };
    case "rings":
      return { severity_id: 1, severity: "Informational" };
  }
}

/** `Warning` is for checks without a result, for want of information. */
function complianceOf({ verdict }: ReportedFinding): object {
  switch (verdict) {
    case "rings":
      return { status_id: 1, status: "Pass" };
    case "unknown":
      return { status_id: 2, status: "Warning" };
    case "silent":
    case "rings-for-some":
    case "noisy":
      return { status_id: 3, status: "Fail" };
  }
}
