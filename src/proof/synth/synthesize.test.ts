import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apiCall, signIn } from "../../cloudtrail/record.testing.ts";
import { isFair, matchesText, misjudgedBy, record, texts } from "./labelled.testing.ts";
import { type Synthesis, synthesizePattern } from "./synthesize.ts";

const root = { userIdentity: { type: "Root", arn: "arn:aws:iam::123456789012:root" } };

function patternOf(synthesis: Synthesis): string {
  return synthesis.kind === "synthesized" ? synthesis.pattern : JSON.stringify(synthesis.because);
}

describe("synthesizePattern", () => {
  it("finds the sign-in without MFA, with a guard for records that say nothing of MFA", () => {
    const synthesis = synthesizePattern(
      texts(signIn(), signIn({ additionalEventData: {} }), signIn(root)),
      texts(signIn({ additionalEventData: { MFAUsed: "Yes" } }), apiCall()),
    );
    expect(patternOf(synthesis)).toBe(
      '{ $.eventName = "ConsoleLogin" && ($.additionalEventData.MFAUsed != "Yes" || $.additionalEventData.MFAUsed NOT EXISTS) }',
    );
  });

  it("tells for every clause the record that would be judged wrongly without it", () => {
    const [missing] = texts(signIn({ additionalEventData: {} }));
    const [safe, call] = texts(signIn({ additionalEventData: { MFAUsed: "Yes" } }), apiCall());
    const synthesis = synthesizePattern([missing ?? ""], [safe ?? "", call ?? ""]);
    expect(synthesis).toMatchObject({
      pattern: '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed NOT EXISTS }',
      clauses: [
        { clause: '$.eventName = "ConsoleLogin"', forcedBy: { without: "matched", record: call } },
        { clause: "$.additionalEventData.MFAUsed NOT EXISTS", forcedBy: { without: "matched", record: safe } },
      ],
    });
  });

  it("finds what names have in common where that is shortest", () => {
    const changes = ["DeletePolicy", "PutUserPolicy", "AttachRolePolicy"].map((eventName) => apiCall({ eventName }));
    expect(patternOf(synthesizePattern(texts(...changes), texts(signIn(), apiCall())))).toBe(
      '{ $.eventName = "*Policy" }',
    );
  });

  it("lists the values of one field where that is shortest", () => {
    const changes = ["StopLogging", "DeleteTrail", "CreateKey"].map((eventName) => apiCall({ eventName }));
    expect(patternOf(synthesizePattern(texts(...changes), texts(signIn(), apiCall())))).toBe(
      '{ $.eventName = "StopLogging" || $.eventName = "DeleteTrail" || $.eventName = "CreateKey" }',
    );
  });

  it("does not guard a field that another clause asks for", () => {
    const denied = ["AccessDenied", "UnauthorizedOperation", "Forbidden", "NotAllowed"];
    const wanted = denied.map((errorCode) => apiCall({ errorCode: `${errorCode}${"-of-some-service".repeat(3)}` }));
    const synthesis = synthesizePattern(texts(...wanted), texts(apiCall(), apiCall({ errorCode: "NoSuchKey" })));
    expect(patternOf(synthesis)).not.toContain("NOT EXISTS");
  });

  it("prefers what was done over identifiers, times and addresses", () => {
    const wanted = apiCall({ eventName: "PutBucketPolicy", requestID: "1", sourceIPAddress: "1" });
    const unwanted = apiCall({ eventName: "ListBuckets", requestID: "2", sourceIPAddress: "2" });
    expect(patternOf(synthesizePattern(texts(wanted), texts(unwanted)))).toBe('{ $.eventName = "PutBucketPolicy" }');
  });

  it("says what the records have in common when none must not match", () => {
    expect(patternOf(synthesizePattern(texts(apiCall()), []))).toBe('{ $.eventName = "CreateUser" }');
  });

  it("names two records that no pattern tells apart", () => {
    const [one, other] = ['{"a":[],"b":{"c":1}}', '{ "b" : { "c" : 1 }, "a" : {} }'];
    expect(synthesizePattern([one], [other])).toEqual({
      kind: "impossible",
      because: { kind: "indistinguishable", mustMatch: one, mustNotMatch: other },
    });
  });

  it("says which text is no JSON object", () => {
    expect(synthesizePattern(["ERROR"], [])).toEqual({
      kind: "impossible",
      because: { kind: "no-json-object", record: "ERROR" },
    });
  });

  it("refuses records that are nested without end", () => {
    const deep = `{"t":"]]","a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`;
    expect(synthesizePattern(["{}"], [deep])).toMatchObject({ because: { kind: "out-of-reach" } });
  });

  it("needs something to match", () => {
    expect(synthesizePattern([], ["{}"])).toMatchObject({ because: { kind: "nothing-to-match" } });
  });

  it("judges all given records rightly, within the limits", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(record, { minLength: 1, maxLength: 5 }),
        fc.uniqueArray(record, { maxLength: 5 }),
        (mustMatch, mustNotMatch) => {
          const synthesis = synthesizePattern(mustMatch, mustNotMatch);
          const pattern = synthesis.kind === "synthesized" ? synthesis.pattern : undefined;
          const because = synthesis.kind === "impossible" ? synthesis.because.kind : undefined;
          expect(pattern === undefined ? because : misjudgedBy(pattern, mustMatch, mustNotMatch)).toSatisfy(isFair);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("finds a pattern again that labelled the records, or another that labels them alike", () => {
    const hidden = fc.constantFrom(
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS }',
      '{ $.errorCode = "AccessDenied*" || $.errorCode = "*UnauthorizedOperation" }',
      '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed != "Yes" }',
      '{ $.resources[*].type = "AWS::S3::Object" }',
      "{ $.readOnly IS FALSE && $.eventName = Delete* }",
      "{ $.additionalEventData.tries = 3 }",
    );
    fc.assert(
      fc.property(hidden, fc.uniqueArray(record, { minLength: 8, maxLength: 20 }), (pattern, records) => {
        const mustMatch = records.filter((text) => matchesText(pattern, text));
        const mustNotMatch = records.filter((text) => !matchesText(pattern, text));
        fc.pre(mustMatch.length > 0);
        const synthesis = synthesizePattern(mustMatch, mustNotMatch);
        expect(synthesis.kind).toBe("synthesized");
        const judged = records.map((text) => matchesText(patternOf(synthesis), text));
        expect(judged).toEqual(records.map((text) => matchesText(pattern, text)));
      }),
      { numRuns: 60 },
    );
  });
});
