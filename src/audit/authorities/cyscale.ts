import type { Auditor } from "./auditor.ts";
import { benchmarkText } from "./benchmark-text.ts";

/** The sign-in's two clauses in parentheses and in this order, quotes being free. */
const SIGN_IN =
  /\(\s*\$\.eventName\s*=\s*"?ConsoleLogin"?\s*\)\s*&&\s*\(\s*\$\.additionalEventData\.MFAUsed\s*!=\s*"?Yes"?\s*\)/;

const CONTROL = "console-signin-without-mfa";

/** The stored query of the published control page; its queries for other controls are not published. */
export const cyscale: Auditor = {
  authority: "cyscale",
  source: "the published control page aws-monitoring-2 of cyscale.com: AWSMonitoring(filterPattern: …), eq []",
  idOf: () => "aws-monitoring-2",
  textRule: ({ id }) => (id === CONTROL ? (filterPattern) => SIGN_IN.test(filterPattern) : undefined),
  wants: ({ id }) => (id === CONTROL ? benchmarkText(id) : undefined),
  // Its title says filter and alarm; what else its AWSMonitoring looks at is not published. unk
  demands: {
    trail: "not-looked-at",
    filterIn: "any-log-group",
    alarm: "same-metric",
    alarmActions: false,
    subscription: "not-looked-at",
  },
};
