import type { Auditor } from "./auditor.ts";
import { benchmarkText } from "./benchmark-text.ts";
import { depthOf, looksEqual, readConditions } from "./condition-tree.ts";

const SSO_SIGN_IN =
  '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }';

/** CIS 1.3 to 1.5's text: true of nearly every event. */
const UNAUTHORIZED =
  '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") || ($.sourceIPAddress != "delivery.logs.amazonaws.com") || ($.eventName != "HeadBucket") }';

/** Junctions above a condition that it reads. */
const DEEPEST = 2;

/** Takes texts apart by their parentheses and compares the trees; a value in quotes is another one than without. */
export const elastic: Auditor = {
  authority: "elastic-cspm",
  source: "elastic/cloudbeat, HEAD of 2026-08-21",
  idOf: ({ id }) => id,
  textRule: ({ id }) => {
    const wanted = wantedTexts(id).flatMap((text) => readConditions(text) ?? []);
    if (wanted.length === 0) return undefined;
    return (filterPattern) => {
      const ours = readConditions(filterPattern);
      return ours !== undefined && depthOf(ours) <= DEEPEST && wanted.some((theirs) => looksEqual(ours, theirs));
    };
  },
  wants: ({ id }) => wantedTexts(id)[0],
  demands: {
    trail: { multiRegion: true, logging: true, managementEvents: "classic", otherwise: "fail" },
    filterIn: "log-group-of-the-trail",
    alarm: "metric-named-like-the-filter",
    alarmActions: true,
    subscription: "any",
  },
};

function wantedTexts(controlId: string): readonly string[] {
  if (controlId === "unauthorized-api-calls") return [UNAUTHORIZED];
  const text = benchmarkText(controlId, {
    equals: " = ",
    or: " || ",
    quotes: controlId === "organizations-changes",
  });
  if (text === undefined) return [];
  return controlId === "console-signin-without-mfa" ? [text, SSO_SIGN_IN] : [text];
}
