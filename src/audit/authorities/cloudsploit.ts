import type { Auditor } from "./auditor.ts";
import { benchmarkText, withoutSpace } from "./benchmark-text.ts";

/** Texts that it writes without quotes, unlike the benchmark. */
const UNQUOTED = ["console-signin-without-mfa", "root-account-usage", "unauthorized-api-calls"];

/** Compares with one spelling after taking out all white space and the difference of cases. */
export const cloudsploit: Auditor = {
  authority: "cloudsploit",
  source: "aquasecurity/cloudsploit @ 4b5bbd80, plugins/aws/cloudwatchlogs/monitoringMetrics.js",
  idOf: () => "monitoringMetrics",
  textRule: ({ id }) => {
    const wanted = wantedText(id);
    if (wanted === undefined) return undefined;
    const normalized = normal(wanted);
    return (filterPattern) => normal(filterPattern) === normalized;
  },
  wants: ({ id }) => wantedText(id),
  demands: {
    trail: { otherwise: "pass" },
    filterIn: "any-log-group",
    alarm: "not-looked-at",
    alarmActions: false,
    subscription: "not-looked-at",
  },
};

function wantedText(controlId: string): string | undefined {
  const text = benchmarkText(controlId);
  return UNQUOTED.includes(controlId) ? text?.replaceAll('"', "") : text;
}

function normal(text: string): string {
  return withoutSpace(text).toLowerCase();
}
