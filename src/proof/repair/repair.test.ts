import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apiCall, signIn } from "../../cloudtrail/record.testing.ts";
import { isFair, misjudgedBy, record, texts } from "../synth/labelled.testing.ts";
import { type Repair, repairPattern } from "./repair.ts";

const root = { userIdentity: { type: "Root", arn: "arn:aws:iam::123456789012:root" } };
const unsafe = texts(
  signIn(),
  signIn({ additionalEventData: { MFAUsed: "No" }, ...root }),
  signIn({ additionalEventData: {} }),
);
const safe = texts(signIn({ additionalEventData: { MFAUsed: "Yes" } }), apiCall());
const guarded = '($.additionalEventData.MFAUsed != "Yes" || $.additionalEventData.MFAUsed NOT EXISTS)';

function patternOf(repair: Repair): string {
  return repair.kind === "repaired" ? repair.pattern : repair.kind;
}

describe("repairPattern", () => {
  it("leaves a pattern alone that judges all records rightly", () => {
    expect(repairPattern(`{ $.eventName = ConsoleLogin && ${guarded} }`, unsafe, safe)).toEqual({ kind: "already" });
  });

  it("adds a guard where a field is missing, and says which record was missed", () => {
    const repair = repairPattern(
      '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed != "Yes" }',
      unsafe,
      safe,
    );
    expect(repair).toEqual({
      kind: "repaired",
      pattern: `{ $.eventName = "ConsoleLogin" && ${guarded} }`,
      edits: [{ kind: "condition", before: '$.additionalEventData.MFAUsed != "Yes"', after: guarded }],
      explanation: [{ record: unsafe[2], was: "missed" }],
      least: true,
    });
  });

  it("changes what is wrong in place: field, case, operator and guard", () => {
    const pattern = '{ $.eventname = "consolelogin" && $.additionalEventData.MFAUsed = "Yes" }';
    expect(patternOf(repairPattern(pattern, unsafe, safe))).toBe(`{ $.eventName = "ConsoleLogin" && ${guarded} }`);
  });

  it("drops a clause that keeps out what must match", () => {
    const pattern = '{ $.eventName = "ConsoleLogin" && $.errorCode = "x" }';
    expect(repairPattern(pattern, unsafe, texts(apiCall()))).toMatchObject({
      pattern: '{ $.eventName = "ConsoleLogin" }',
      edits: [{ kind: "clause-dropped", before: '$.errorCode = "x"', after: "" }],
    });
  });

  it("turns && into || where that is all", () => {
    const changes = texts(apiCall({ eventName: "StopLogging" }), apiCall({ eventName: "DeleteTrail" }));
    const pattern = '{ $.eventName = "StopLogging" && $.eventName = "DeleteTrail" }';
    expect(repairPattern(pattern, changes, safe)).toMatchObject({
      pattern: '{ $.eventName = "StopLogging" || $.eventName = "DeleteTrail" }',
      edits: [{ kind: "connective" }],
    });
  });

  it("asks for the boolean where the text was asked for", () => {
    expect(
      patternOf(repairPattern("{ $.readOnly = false }", texts(apiCall()), texts(apiCall({ readOnly: true })))),
    ).toBe("{ $.readOnly IS FALSE }");
  });

  it("spells a pattern as AWS takes it before anything else", () => {
    expect(repairPattern("{ $.eventName = “ConsoleLogin” }", unsafe, texts(apiCall()))).toMatchObject({
      pattern: '{ $.eventName = "ConsoleLogin" }',
      edits: [{ kind: "spelling" }],
    });
  });

  it("makes a pattern anew where edits do not help", () => {
    expect(repairPattern("ConsoleLogin", unsafe, safe)).toMatchObject({
      pattern: `{ $.eventName = "ConsoleLogin" && ${guarded} }`,
      edits: [{ kind: "rewritten", before: "ConsoleLogin" }],
    });
  });

  it("names two records that no pattern tells apart", () => {
    const [one] = texts(signIn());
    const because = { kind: "indistinguishable", mustMatch: one, mustNotMatch: one };
    expect(repairPattern("{ $.a = 1 }", [one ?? ""], [one ?? ""])).toEqual({ kind: "impossible", because });
  });

  it("judges all given records rightly, by a pattern that AWS takes", () => {
    const broken = fc.constantFrom(
      '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed != "Yes" }',
      '{ $.userIdentity.type = "root" || $.errorCode = "AccessDenied*" && $.eventName != "CreateUser" }',
      "{ $.readOnly = false && $.eventname = Delete* }",
      "{ $.additionalEventData.tries > 5 || $.resources[*].type = %Bucket% }",
      "{ ($.eventName = ConsoleLogin) and $.errorCode = null }",
      "ERROR -x",
    );
    const records = fc.uniqueArray(record, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(broken, records, records, (pattern, mustMatch, mustNotMatch) => {
        const repair = repairPattern(pattern, mustMatch, mustNotMatch);
        const mended = repair.kind === "repaired" ? repair.pattern : pattern;
        const because = repair.kind === "impossible" ? repair.because.kind : undefined;
        expect(because ?? misjudgedBy(mended, mustMatch, mustNotMatch)).toSatisfy(isFair);
      }),
      { numRuns: 30 },
    );
  });
});
