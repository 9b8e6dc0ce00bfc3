import type { Auditor } from "./auditor.ts";
import { benchmarkText } from "./benchmark-text.ts";
import { type Clause, clauseFinder, clausesOf, inOrder } from "./clause.ts";
import { demandedEvents } from "./demanded.ts";

const OTHER_CLAUSES: Readonly<Record<string, readonly Clause[]>> = {
  "console-signin-without-mfa": [
    { selector: "eventName", operator: "=", value: "ConsoleLogin" },
    { selector: "additionalEventData.MFAUsed", operator: "!=", value: "Yes" },
  ],
  "console-authentication-failures": [
    { selector: "eventName", operator: "=", value: "ConsoleLogin" },
    { selector: "errorMessage", operator: "=", value: "Failed authentication" },
  ],
  "root-account-usage": [
    { selector: "userIdentity.type", operator: "=", value: "Root" },
    { selector: "userIdentity.invokedBy", operator: "NOT EXISTS" },
    { selector: "eventType", operator: "!=", value: "AwsServiceEvent" },
  ],
  "unauthorized-api-calls": [
    { selector: "errorCode", operator: "=", value: "*UnauthorizedOperation" },
    { selector: "errorCode", operator: "=", value: "AccessDenied*" },
  ],
};

/** Looks for the clauses in the order of the benchmark, quotes being free, on one line. */
export const zeuscloud: Auditor = {
  authority: "zeuscloud",
  source: "Zeus-Labs/ZeusCloud @ 04cb0953, backend/rules/cloudwatch",
  idOf: ({ id }) => id,
  textRule: ({ id }) => {
    const demanded = demandedEvents(id);
    const clauses = demanded === undefined ? OTHER_CLAUSES[id] : clausesOf(demanded);
    // Its dot does not match a line break.
    return (
      clauses &&
      inOrder(
        clauses.map((clause) => clauseFinder(clause, "optional", false)),
        (gap) => !/[\n\r\u0085\u2028\u2029]/.test(gap),
      )
    );
  },
  wants: ({ id }) => benchmarkText(id),
  demands: {
    trail: { multiRegion: true, logging: true, otherwise: "fail" },
    filterIn: "log-group-of-the-trail",
    alarm: "same-metric-name",
    alarmActions: false,
    subscription: "not-looked-at",
  },
};
