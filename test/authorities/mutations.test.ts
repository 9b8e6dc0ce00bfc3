import { describe, expect, it } from "vitest";
import { AUDITORS } from "../../src/audit/authorities/authorities.ts";
import { readControls } from "../../src/cli/controls/library.ts";

const JUDGES = [
  "prowler",
  "powerpipe",
  "elastic-cspm",
  "kics",
  "trivy",
  "cloudsploit",
  "scoutsuite",
  "electriceye",
  "mitre-inspec",
  "epam-ecc",
  "zeuscloud",
  "cyscale",
  "mondoo",
] as const;

const LOGIN = '($.eventName = "ConsoleLogin")';
const NO_MFA = '($.additionalEventData.MFAUsed != "Yes")';
const narrowed = (condition: string): string => `{ ${LOGIN} && ${NO_MFA} && (${condition}) }`;

/**
 * Who takes which mutation of the benchmark's sign-in filter, from a run of the tools' own rules: one letter a judge, in
 * the order above. The recording does not print its spellings; where that leaves a cell open, it is `?`.
 */
const TAKEN_BY: readonly (readonly [mutation: string, filterPattern: string, takenBy: string])[] = [
  ["the benchmark's text", `{ ${LOGIN} && ${NO_MFA} }`, "PPPP--PPPPPPP"],
  [
    "its alternative for single sign-on",
    narrowed('$.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success"'),
    "PPPP-----PPPP",
  ],
  // epam/ecc-aws-rulepack: the recorded run refuses, its published expression takes a text without any blank.
  ["no blanks", '{($.eventName="ConsoleLogin")&&($.additionalEventData.MFAUsed!="Yes")}', "P-PP-----?PPP"],
  ["the clauses swapped", `{ ${NO_MFA} && ${LOGIN} }`, "P-PP--------P"],
  ["no parentheses", '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed != "Yes" }', "P-PP-----PP-P"],
  ["no quotes", "{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed != Yes) }", "P--P-P----PPP"],
  [
    "the CloudTrail guide's text",
    '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed = "No" }',
    "------------P",
  ],
  ["any sign-in", `{ ${LOGIN} }`, "-------------"],
  ["one address only", narrowed('$.sourceIPAddress = "203.0.113.7"'), "PP-P------PPP"],
  ["all but one user", narrowed('$.userIdentity.userName != "ceo"'), "PP-P------PPP"],
  ["two events at once, which never happens", narrowed('$.eventName = "CreateUser"'), "PP-P------PPP"],
  ["failures only", narrowed('$.responseElements.ConsoleLogin = "Failure"'), "PP-P------PPP"],
  ["with MFA", `{ ${LOGIN} && ($.additionalEventData.MFAUsed = "Yes") }`, "------------P"],
  ["|| for &&", `{ ${LOGIN} || ${NO_MFA} }`, "P---------P-P"],
];

describe("mutations of the sign-in filter", () => {
  const control = readControls().find(({ id }) => id === "console-signin-without-mfa");
  const judges = JUDGES.map((name) => AUDITORS.find(({ authority }) => authority === name));

  it.each(TAKEN_BY)("%s", (_mutation, filterPattern, takenBy) => {
    const taken = judges.map((judge) =>
      control !== undefined && judge?.textRule(control)?.(filterPattern) === true ? "P" : "-",
    );
    const open = taken.map((letter, place) => (takenBy[place] === "?" ? "?" : letter)).join("");
    expect(open).toBe(takenBy);
  });
});
