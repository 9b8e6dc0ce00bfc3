import { type Auditor, checkId } from "./auditor.ts";
import { benchmarkText } from "./benchmark-text.ts";
import { exactText } from "./exact-text.ts";

/** Lists that it writes without blanks around `=`. */
const TIGHT = ["iam-policy-changes", "kms-cmk-disable-or-delete", "config-configuration-changes"];

/** CIS 1.3 to 1.5's text: true of nearly every event. */
const UNAUTHORIZED =
  "{ ($.errorCode = *UnauthorizedOperation) || ($.errorCode = AccessDenied*) || ($.sourceIPAddress!=delivery.logs.amazonaws.com) || ($.eventName!=HeadBucket) }";

/** Compares with one spelling, to the last blank. */
export const electriceye: Auditor = {
  authority: "electriceye",
  source: "jonrau1/ElectricEye @ d4de53e5",
  idOf: (control) => checkId(control, "ElectricEye"),
  ...exactText(wantedText),
  demands: {
    trail: { otherwise: "fail" },
    filterIn: "log-group-of-the-trail",
    alarm: "same-metric",
    alarmActions: false,
    subscription: "not-looked-at",
  },
};

function wantedText(controlId: string): string | undefined {
  if (controlId === "unauthorized-api-calls") return UNAUTHORIZED;
  return benchmarkText(controlId, {
    equals: TIGHT.includes(controlId) ? "=" : " = ",
    or: " || ",
    quotes: controlId === "organizations-changes",
  });
}
