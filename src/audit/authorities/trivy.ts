import { type Auditor, checkId } from "./auditor.ts";
import { benchmarkText, withoutSpace } from "./benchmark-text.ts";

/**
 * Written with `==`, which the language of filter patterns does not have, and with `&.` for `$.`: no filter that AWS takes
 * holds them. The texts are kept as they stand.
 */
const IMPOSSIBLE: Readonly<Record<string, string>> = {
  "console-signin-without-mfa":
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type=="IAMUser") && ($.responseElements.ConsoleLogin == "Success") }',
  "root-account-usage":
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && &.eventType != "AwsServiceEvent" }',
};

/** Texts that stand there without their braces, so that more may follow them in a filter. */
const WITHOUT_BRACES = ["console-signin-without-mfa", "unauthorized-api-calls"];

/** Of Organizations changes it wants to see the source only. */
const SOURCE = /\$\.eventSource="?organizations\.amazonaws\.com/;

/** Looks for one text within the filter's, after taking out all white space. */
export const trivy: Auditor = {
  authority: "trivy",
  source: "aquasecurity/trivy-checks @ 80e53822",
  idOf: (control) => checkId(control, "Trivy"),
  textRule: ({ id }) => {
    if (id === "organizations-changes") return (filterPattern) => SOURCE.test(withoutSpace(filterPattern));
    const wanted = wantedText(id);
    if (wanted === undefined) return undefined;
    const text = WITHOUT_BRACES.includes(id) ? withoutSpace(wanted).slice(1, -1) : withoutSpace(wanted);
    return (filterPattern) => withoutSpace(filterPattern).includes(text);
  },
  wants: ({ id }) => wantedText(id),
  demands: {
    trail: { multiRegion: true, logging: true, otherwise: "not-assessed" },
    filterIn: "log-group-of-the-trail",
    alarm: "metric-named-like-the-filter",
    alarmActions: false,
    subscription: "not-looked-at",
  },
};

function wantedText(controlId: string): string | undefined {
  return IMPOSSIBLE[controlId] ?? benchmarkText(controlId);
}
