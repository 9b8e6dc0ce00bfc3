import type { AuditReport } from "./report.ts";

/** The report as JSON, of the shape that `jsonReportSchema` describes. */
export function renderJsonReport(report: AuditReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
