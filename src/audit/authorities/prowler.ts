import { type Auditor, checkId } from "./auditor.ts";
import { benchmarkText, listText } from "./benchmark-text.ts";
import { type Clause, clauseFinder, clausesOf, inOrder } from "./clause.ts";
import { type DemandedEvents, demandedEvents } from "./demanded.ts";

/** Clauses that must be there, in any order, for controls that are no list of events. */
const CLAUSES: Readonly<Record<string, readonly Clause[]>> = {
  "console-signin-without-mfa": [
    { selector: "eventName", operator: "=", value: "ConsoleLogin" },
    { selector: "additionalEventData.MFAUsed", operator: "!=", value: "Yes" },
  ],
  "console-authentication-failures": [
    { selector: "eventName", operator: "=", value: "ConsoleLogin" },
    { selector: "errorMessage", operator: "=", value: "Failed authentication" },
  ],
};

/** Clauses that must be there in this order: these two were not rewritten in 2026. */
const ORDERED: Readonly<Record<string, readonly Clause[]>> = {
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

/** What it demands beyond the benchmark's list. */
const MORE_NAMES: Readonly<Record<string, readonly string[]>> = {
  "organizations-changes": ["CancelHandshake", "CreateOrganization", "EnableAllFeatures"],
};
const MORE_SOURCE: Readonly<Record<string, string>> = { "route-table-changes": "ec2.amazonaws.com" };

/** Looks for each clause of a control somewhere in the text, and is blind to what joins or narrows them. */
export const prowler: Auditor = {
  authority: "prowler",
  source: "prowler-cloud/prowler @ 3e000faa, lib/metric_filters.py",
  idOf: (control) => checkId(control, "Prowler"),
  textRule: ({ id }) => {
    const ordered = ORDERED[id];
    if (ordered !== undefined) return inOrder(ordered.map((clause) => clauseFinder(clause, "any-character", false)));
    const demanded = demandedHere(id);
    const clauses = demanded === undefined ? CLAUSES[id] : clausesOf(demanded);
    const rules = clauses?.map((clause) => inOrder([clauseFinder(clause, "any-character", true)]));
    return rules && ((filterPattern) => rules.every((rule) => rule(filterPattern)));
  },
  wants: ({ id }) => {
    const demanded = demandedHere(id);
    return demanded === undefined ? benchmarkText(id) : listText(demanded);
  },
  demands: {
    trail: { otherwise: "fail" },
    filterIn: "log-group-of-that-name",
    alarm: "same-metric-name",
    alarmActions: false,
    subscription: "not-looked-at",
  },
};

function demandedHere(controlId: string): DemandedEvents | undefined {
  const demanded = demandedEvents(controlId);
  if (demanded === undefined) return undefined;
  const eventSource = MORE_SOURCE[controlId] ?? demanded.eventSource;
  const eventNames = [...demanded.eventNames, ...(MORE_NAMES[controlId] ?? [])];
  return eventSource === undefined ? { eventNames } : { eventSource, eventNames };
}
