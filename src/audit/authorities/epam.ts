import type { Auditor } from "./auditor.ts";
import { benchmarkText } from "./benchmark-text.ts";
import type { Clause } from "./clause.ts";
import { demandedEvents } from "./demanded.ts";

/** A piece of text that must, or may, stand where the one before ends. */
interface Piece {
  readonly text: string;
  readonly optional: boolean;
}

/** Numbers of the policies; those of unauthorized calls and route tables have shapes of their own that are not modelled. */
const POLICIES: Readonly<Record<string, string>> = {
  "console-signin-without-mfa": "077",
  "root-account-usage": "078",
  "iam-policy-changes": "079",
  "cloudtrail-configuration-changes": "080",
  "console-authentication-failures": "081",
  "kms-cmk-disable-or-delete": "082",
  "s3-bucket-policy-changes": "094",
  "config-configuration-changes": "095",
  "security-group-changes": "096",
  "nacl-changes": "097",
  "network-gateway-changes": "098",
  "vpc-changes": "100",
  "organizations-changes": "145",
};

const SIGN_IN: readonly Clause[] = [
  { selector: "eventName", operator: "=", value: "ConsoleLogin" },
  { selector: "additionalEventData.MFAUsed", operator: "!=", value: "Yes" },
];
const SSO_SIGN_IN: readonly Clause[] = [
  ...SIGN_IN,
  { selector: "userIdentity.type", operator: "=", value: "IAMUser" },
  { selector: "responseElements.ConsoleLogin", operator: "=", value: "Success" },
];
const ROOT: readonly Clause[] = [
  { selector: "userIdentity.type", operator: "=", value: "Root" },
  { selector: "userIdentity.invokedBy", operator: "NOT EXISTS" },
  { selector: "eventType", operator: "!=", value: "AwsServiceEvent" },
];
const AUTHENTICATION_FAILURE: readonly Clause[] = [
  { selector: "eventName", operator: "=", value: "ConsoleLogin" },
  { selector: "errorMessage", operator: "=", value: "Failed authentication" },
];

/** An expression tried from the start of the text, whatever the case of letters, with at most one blank in a place. */
export const epam: Auditor = {
  authority: "epam-ecc",
  source: "epam/ecc-aws-rulepack of 2026-06-16, run by Cloud Custodian",
  idOf: ({ id }) => (POLICIES[id] === undefined ? id : `ecc-aws-${POLICIES[id]}`),
  textRule: ({ id }) => {
    const texts = textsOf(id);
    return texts && ((filterPattern) => texts.some((pieces) => begins(filterPattern.toLowerCase(), pieces)));
  },
  wants: ({ id }) => (POLICIES[id] === undefined ? undefined : benchmarkText(id)),
  demands: {
    trail: { multiRegion: true, logging: true, managementEvents: "both", noDeliveryError: true, otherwise: "fail" },
    filterIn: "log-group-of-the-trail",
    alarm: "same-metric",
    alarmActions: true,
    subscription: "confirmed",
  },
};

function textsOf(controlId: string): readonly (readonly Piece[])[] | undefined {
  if (POLICIES[controlId] === undefined) return undefined;
  switch (controlId) {
    case "console-signin-without-mfa":
      return [whole(joined(SIGN_IN, "&&", "demanded")), whole(joined(SSO_SIGN_IN, "&&", "demanded"))];
    case "root-account-usage":
      return [whole(joined(ROOT, "&&", "demanded"))];
    case "console-authentication-failures":
      return [whole(joined(AUTHENTICATION_FAILURE, "&&", "optional"))];
    default:
      return listOf(controlId);
  }
}

function listOf(controlId: string): readonly (readonly Piece[])[] | undefined {
  const demanded = demandedEvents(controlId);
  if (demanded === undefined) return undefined;
  const { eventSource, eventNames } = demanded;
  const names = eventNames.map((value): Clause => ({ selector: "eventName", operator: "=", value }));
  const list = joined(names, "||", "optional");
  if (eventSource === undefined) return [whole(list)];
  const source = condition({ selector: "eventSource", operator: "=", value: eventSource }, "optional");
  return [whole([...source, must("&&"), may(" "), must("("), ...list, must(")"), may(" ")])];
}

function whole(pieces: readonly Piece[]): readonly Piece[] {
  return [must("{"), ...pieces, must("}")];
}

function joined(clauses: readonly Clause[], by: "&&" | "||", quotes: "demanded" | "optional"): readonly Piece[] {
  return clauses.flatMap((clause, place) => [...(place === 0 ? [] : [must(by)]), ...condition(clause, quotes)]);
}

function condition({ selector, operator, value }: Clause, quotes: "demanded" | "optional"): readonly Piece[] {
  const quote = quotes === "demanded" ? must('"') : may('"');
  const comparison =
    value === undefined
      ? [must(`$.${selector} ${operator}`)]
      : [must(`$.${selector}`), may(" "), must(operator), may(" "), quote, must(value), quote];
  return [may(" "), may("("), may(" "), ...comparison, may(" "), may(")"), may(" ")];
}

function must(text: string): Piece {
  return { text: text.toLowerCase(), optional: false };
}

function may(text: string): Piece {
  return { text, optional: true };
}

/**
 * Does a text begin with these pieces? What follows them is not looked at. All places that they can lead to are kept at
 * once, since trying one after the other takes time exponential in the number of pieces.
 */
function begins(text: string, pieces: readonly Piece[]): boolean {
  let places: ReadonlySet<number> = new Set([0]);
  for (const piece of pieces) {
    const next = new Set(piece.optional ? places : []);
    for (const place of places) if (text.startsWith(piece.text, place)) next.add(place + piece.text.length);
    if (next.size === 0) return false;
    places = next;
  }
  return true;
}
