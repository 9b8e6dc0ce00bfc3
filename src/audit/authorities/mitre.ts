import type { Auditor } from "./auditor.ts";
import { benchmarkText } from "./benchmark-text.ts";
import { exactText } from "./exact-text.ts";

/** Controls whose spelling there is not known to us. */
const UNKNOWN = ["iam-policy-changes", "organizations-changes"];

/** Asks InSpec's resource for the filter of one text; the resource raises when two filters have it. */
export const mitre: Auditor = {
  authority: "mitre-inspec",
  source: "mitre/aws-foundations-cis-baseline v2.0 profile; risk-sentinel/cis-aws-foundations-v7.0.0",
  idOf: ({ id }) => id,
  ...exactText(wantedText),
  demands: {
    trail: { multiRegion: true, logging: true, managementEvents: "both", otherwise: "fail" },
    filterIn: "log-group-of-that-name",
    alarm: "same-metric",
    alarmActions: true,
    subscription: "confirmed",
    refusesTwins: true,
  },
};

function wantedText(controlId: string): string | undefined {
  if (UNKNOWN.includes(controlId)) return undefined;
  const isTight = controlId === "config-configuration-changes";
  return benchmarkText(controlId, isTight ? { equals: "=", or: "||" } : { equals: " = ", or: " || " });
}
