import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyPattern, jsonPattern } from "../../pattern/arbitraries.testing.ts";
import { parsePattern } from "../../pattern/parse.ts";
import { flawsOf, lint } from "./reprove.testing.ts";

const MFA = '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }';
const DENIED =
  '{ ($.errorCode ="*UnauthorizedOperation") || ($.errorCode ="AccessDenied*") && ($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket") }';
/** Patterns for the monitoring controls of the CIS AWS Foundations Benchmark, in the spellings of the field. */
const CONTROLS = [
  MFA,
  DENIED,
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  "{($.eventName=CreateTrail) || ($.eventName=UpdateTrail) || ($.eventName=DeleteTrail) || ($.eventName=StopLogging)}",
  '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
  "{($.eventSource = kms.amazonaws.com) && (($.eventName=DisableKey)||($.eventName=ScheduleKeyDeletion)) }",
];

function codesOf(text: string, options: Parameters<typeof lint>[1] = {}): readonly string[] {
  return lint(text, options).map(({ code }) => code);
}

describe("lintPattern", () => {
  it("finds nothing about a plain pattern", () => {
    expect(lint('{ $.eventName = "StopLogging" || $.eventName = "DeleteTrail" }')).toEqual([]);
  });

  it("tells a pattern that can never match", () => {
    expect(lint("{ $.a = 1 && $.a = 2 }")).toMatchObject([
      { code: "contradiction", severity: "error", proof: { kind: "certificate" } },
    ]);
  });

  it("tells a pattern that matches everything", () => {
    expect(codesOf("{ $.a[0] NOT EXISTS || $.a.b NOT EXISTS }")).toEqual(["tautology"]);
    expect(codesOf("%^|a%")).toEqual(["tautology"]);
  });

  it("leaves out an alternative that can never match", () => {
    expect(lint("{ ($.a = x && $.a = y) || $.b = z }")).toMatchObject([
      {
        code: "contradiction",
        severity: "warning",
        fix: { replacement: "{ $.b = z }", claim: { kind: "same-meaning" } },
      },
    ]);
  });

  it("leaves out a clause that changes nothing, in the author's own spelling", () => {
    expect(lint("{ ($.a=x) && (($.b>2) || $.b>1) }")).toMatchObject([
      { code: "idle-clause", fix: { replacement: "{ ($.a=x) && ($.b>1) }", claim: { kind: "same-meaning" } } },
    ]);
  });

  it("shows the event that goes unseen for a missing field, and sees it with the fix", () => {
    expect(lint(MFA)).toMatchObject([
      {
        code: "presence-trap",
        proof: { kind: "event", message: '{"eventName":"ConsoleLogin"}' },
        fix: {
          replacement:
            '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes" || $.additionalEventData.MFAUsed NOT EXISTS) }',
          claim: { kind: "sees-more" },
        },
      },
    ]);
  });

  it("finds no trap where the missing field is thought of", () => {
    expect(codesOf('{ $.a = 1 && ($.b != "Yes" || $.b NOT EXISTS) }')).toEqual([]);
  });

  it("guards a wildcard by what it starts from", () => {
    expect(lint("{ $.a[*].b != x }")[0]?.fix?.replacement).toBe("{ $.a[*].b != x || $.a NOT EXISTS }");
  });

  it("knows from CloudTrail which fields are always there", () => {
    expect(codesOf('{ $.eventType != "AwsServiceEvent" && $.errorCode = "x" }', { assume: "cloudtrail" })).toEqual([]);
    expect(codesOf(MFA, { assume: "cloudtrail" })).toEqual(["presence-trap"]);
  });

  it("writes the parentheses that AWS reads where || stands beside &&", () => {
    const [finding] = lint(DENIED);
    expect(finding).toMatchObject({ code: "mixed-connectives", fix: { claim: { kind: "same-meaning" } } });
    expect(finding?.fix?.replacement).toContain('|| (($.errorCode ="AccessDenied*") && (');
  });

  it("says nothing of || beside && where both readings see the same", () => {
    expect(codesOf("{ $.a = 1 || $.a = 1 && $.a = 1 }")).not.toContain("mixed-connectives");
    expect(codesOf("{ $.a = 1 || ($.b = 2 && $.c = 3) }")).toEqual([]);
  });

  it("asks whether the boolean is meant where true and false stand without quotes", () => {
    expect(lint("{ $.readOnly = false }")).toMatchObject([
      {
        code: "boolean-as-text",
        severity: "note",
        fix: { replacement: "{ $.readOnly IS FALSE }", claim: { kind: "sees-other", gains: '{"readOnly":false}' } },
      },
    ]);
    expect(codesOf('{ $.mfaAuthenticated = "false" }')).toEqual([]);
  });

  it("knows from CloudTrail which fields hold booleans, and which the texts", () => {
    const found = lint('{ $.readOnly = "false" }', { assume: "cloudtrail" });
    expect(found.map(({ code }) => code)).toEqual(["contradiction", "boolean-as-text"]);
    expect(found[1]?.fix?.claim.kind).toBe("sees-more");
    const path = "$.userIdentity.sessionContext.attributes.mfaAuthenticated";
    expect(codesOf(`{ ${path} = false }`, { assume: "cloudtrail" })).toEqual([]);
  });

  it("knows from CloudTrail how fields and values are written", () => {
    const options = { assume: "cloudtrail" } as const;
    expect(lint('{ $.eventname = "ConsoleLogin" }', options)[0]).toMatchObject({
      code: "case-trap",
      fix: { replacement: '{ $.eventName = "ConsoleLogin" }' },
    });
    expect(lint("{ $.eventName = consolelogin }", options)[0]?.fix?.replacement).toBe(
      '{ $.eventName = "ConsoleLogin" }',
    );
    expect(lint('{ $.userIdentity.type = "root" }', options).map(({ code }) => code)).toContain("case-trap");
    expect(codesOf("{ $.eventName = consolelogin }")).toEqual([]);
  });

  it("leaves out ?term where it is ignored, and terms that others hold", () => {
    expect(lint("ERROR ?WARN -debug")).toMatchObject([
      { code: "ignored-term", fix: { replacement: "ERROR -debug", claim: { kind: "same-meaning" } } },
    ]);
    expect(lint("a ab")).toMatchObject([{ code: "idle-clause", fix: { replacement: "ab" } }]);
    expect(codesOf("?ERROR ?WARN")).toEqual([]);
  });

  it("looks into the conditions of delimited patterns", () => {
    expect(lint("[level, code = 4* && code != 5*]")).toMatchObject([
      { code: "idle-clause", fix: { replacement: "[level, code = 4*]" } },
    ]);
  });

  it("asks a limited number of questions, and says when there were more", () => {
    const clauses = Array.from({ length: 55 }, (_, index) => `$.a = *v${index}*`);
    expect(codesOf(`{${clauses.join("||")}}`).at(-1)).toBe("incomplete");
  });

  it("proves every fix for the controls of the CIS benchmark again", () => {
    expect(CONTROLS.flatMap((text) => flawsOf(text))).toEqual([]);
    expect(CONTROLS.flatMap((text) => flawsOf(text, { assume: "cloudtrail" }))).toEqual([]);
  });

  it("proves every fix for patterns of any kind again", () => {
    const readable = anyPattern.filter((text) => parsePattern(text).ok);
    fc.assert(
      fc.property(readable, (text) => {
        expect(flawsOf(text)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("proves every fix among records of CloudTrail again", () => {
    const readable = jsonPattern.filter((text) => parsePattern(text).ok);
    fc.assert(
      fc.property(readable, (text) => {
        expect(flawsOf(text, { assume: "cloudtrail" })).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });
});
