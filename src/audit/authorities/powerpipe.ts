import type { Auditor } from "./auditor.ts";
import { benchmarkText, listText } from "./benchmark-text.ts";
import { type Clause, clauseFinder, clausesOf, inOrder } from "./clause.ts";
import { type DemandedEvents, demandedEvents } from "./demanded.ts";

const AUTHENTICATION_FAILURE: readonly [Clause, Clause] = [
  { selector: "eventName", operator: "=", value: "ConsoleLogin" },
  { selector: "errorMessage", operator: "=", value: "Failed authentication" },
];

const ORDERED: Readonly<Record<string, readonly Clause[]>> = {
  "root-account-usage": [
    { selector: "userIdentity.type", operator: "=", value: "Root" },
    { selector: "userIdentity.invokedBy", operator: "NOT EXISTS" },
    { selector: "eventType", operator: "!=", value: "AwsServiceEvent" },
  ],
  // The exclusions are demanded whatever the version of the benchmark.
  "unauthorized-api-calls": [
    { selector: "errorCode", operator: "=", value: "*UnauthorizedOperation" },
    { selector: "errorCode", operator: "=", value: "AccessDenied*" },
    { selector: "sourceIPAddress", operator: "!=", value: "delivery.logs.amazonaws.com" },
    { selector: "eventName", operator: "!=", value: "HeadBucket" },
  ],
};

/** The text of 2.0 and later. */
const UNAUTHORIZED =
  '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }';

/** The sign-in's two clauses in parentheses, in quotes, in this order, with white space on both sides of `&&`. */
const SIGN_IN = /\(\s*\$\.eventName\s*=\s*"ConsoleLogin"\)\s+&&\s+\(\s*\$\.additionalEventData\.MFAUsed\s*!=\s*"Yes"/;

/** Looks for the clauses in the order of the benchmark, with anything between them. */
export const powerpipe: Auditor = {
  authority: "powerpipe",
  source: "turbot/steampipe-mod-aws-compliance @ a1d0b446, conformance_pack/cloudwatch.pp",
  idOf: ({ id }) => id,
  textRule: ({ id }) => {
    if (id === "console-signin-without-mfa") return (filterPattern) => SIGN_IN.test(filterPattern);
    const finders = findersOf(id);
    return finders && inOrder(finders);
  },
  wants: ({ id }) => {
    if (id === "unauthorized-api-calls") return UNAUTHORIZED;
    const demanded = demandedHere(id);
    return demanded === undefined ? benchmarkText(id) : listText(demanded);
  },
  demands: {
    trail: { multiRegion: true, logging: true, managementEvents: "classic", otherwise: "fail" },
    filterIn: "log-group-of-that-name",
    alarm: "same-metric-name",
    alarmActions: true,
    subscription: "any",
  },
};

function findersOf(controlId: string): readonly RegExp[] | undefined {
  if (controlId === "console-authentication-failures") {
    const [login, failure] = AUTHENTICATION_FAILURE;
    return [clauseFinder(login, "none", false), clauseFinder(failure, "demanded", false)];
  }
  const ordered = ORDERED[controlId];
  if (ordered !== undefined) return ordered.map((clause) => clauseFinder(clause, "demanded", false));
  const demanded = demandedHere(controlId);
  if (demanded === undefined) return undefined;
  const quotes = controlId === "organizations-changes" ? "optional" : "none";
  return clausesOf(demanded).map((clause) => clauseFinder(clause, quotes, false));
}

/** The event that 5.0 added is demanded whatever the version of the benchmark. */
function demandedHere(controlId: string): DemandedEvents | undefined {
  const demanded = demandedEvents(controlId);
  if (demanded === undefined || controlId !== "security-group-changes") return demanded;
  return { ...demanded, eventNames: [...demanded.eventNames, "ModifySecurityGroupRules"] };
}
