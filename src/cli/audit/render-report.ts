import type { AuditReport } from "../../report/report.ts";
import type { ReportFormat } from "./options.ts";

/** A report as text; each format's module is loaded when it is asked for. */
export async function renderReport(
  report: AuditReport,
  format: ReportFormat,
  options: { readonly color: boolean },
): Promise<string> {
  switch (format) {
    case "text":
      return (await import("../../report/terminal.ts")).renderTerminal(report, options);
    case "json":
      return (await import("../../report/json.ts")).renderJsonReport(report);
    case "sarif":
      return (await import("../../report/sarif.ts")).renderSarif(report);
    case "ocsf":
      return (await import("../../report/ocsf.ts")).renderOcsf(report);
    case "asff":
      return (await import("../../report/asff.ts")).renderAsff(report);
    case "junit":
      return (await import("../../report/junit.ts")).renderJunit(report);
    case "markdown":
      return (await import("../../report/markdown.ts")).renderMarkdown(report);
    case "html":
      return (await import("../../report/html.ts")).renderHtml(report);
  }
}
