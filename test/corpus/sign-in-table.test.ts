import { describe, expect, it } from "vitest";
import { readControls, readCorpus } from "../../src/cli/controls/library.ts";
import { messageOf } from "../../src/controls/corpus-record.ts";
import { compileMatcher, logMessage, parsePattern } from "../../src/pattern/index.ts";

const corpus = readCorpus();

/** The nineteen sign-ins in their order, V1 first. */
const VARIANTS = Array.from({ length: 19 }, (_, index) => {
  const prefix = `signin-v${String(index + 1).padStart(2, "0")}-`;
  const found = corpus.filter(({ id }) => id.startsWith(prefix));
  const [record] = found;
  if (record === undefined || found.length > 1) throw new Error(`${found.length} records begin with ${prefix}`);
  return record;
});

/** Published patterns for console sign-in without MFA, in the families that people copy. */
const PATTERNS = {
  P1: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
  P2: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  P3: '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed = "No" }',
  P4: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.arn != "*assumed-role*") }',
  P5: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes" && $.userIdentity.arn != "*AWSReservedSSO*") }',
  P6: '{($.eventName="ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.sessionContext.sessionIssuer.arn != "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*")}',
  P7: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.responseElements.ConsoleLogin != "Failure") && ($.additionalEventData.SamlProviderArn NOT EXISTS) }',
  P8: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.responseElements.ConsoleLogin = "Success") && (($.userIdentity.type = "IAMUser") || ($.userIdentity.type = "Root")) }',
  S1: recommended("console-signin-without-mfa"),
  S2: recommended("identity-center-portal-signin-by-password"),
};

/**
 * F fires, - is silent. `want` is what one wants to hear of; V10 and V11 are the same record, and V11 asks to fire on
 * it while V10 asks not to. run: the survey of published patterns, reproduced here by Tocsin's own matcher.
 */
const TABLE = `
      want P1 P2 P3 P4 P5 P6 P7 P8 S1 S2
  V1  F    F  F  F  F  F  -  F  F  F  -
  V2  -    -  -  -  -  -  -  -  -  -  -
  V3  -    F  -  F  -  -  -  -  -  -  -
  V4  -    -  -  -  -  -  -  -  -  -  -
  V5  -    F  -  F  -  -  -  -  -  -  -
  V6  F    F  -  F  F  F  -  F  F  F  -
  V7  -    -  -  -  -  -  -  -  -  -  -
  V8  -    F  -  -  F  F  -  F  F  -  -
  V9  -    F  -  F  F  F  -  -  -  -  -
  V10 -    F  -  F  -  F  F  -  -  -  -
  V11 F    F  -  F  -  F  F  -  -  -  -
  V12 -    F  -  F  -  -  -  F  -  -  -
  V13 F    F  -  F  F  F  -  F  -  F  -
  V14 -    F  -  F  -  F  F  F  -  -  -
  V15 F    F  -  F  -  F  F  F  -  F  -
  V16 -    -  -  -  -  -  -  -  -  -  -
  V17 F    -  -  -  -  -  -  -  -  -  F
  V18 -    -  -  -  -  -  -  -  -  -  -
  V19 F    -  -  -  -  -  -  -  -  F  -
`;

const [HEAD = [], ...ROWS] = TABLE.trim()
  .split("\n")
  .map((line) => line.trim().split(/\s+/));
const WANTED = ROWS.map(([, want]) => want);

describe("published patterns on nineteen sign-ins", () => {
  it.each(Object.entries(PATTERNS))("%s fires where the table says, and nowhere else", (name, pattern) => {
    const column = HEAD.indexOf(name);
    expect(fires(pattern)).toEqual(ROWS.map((row) => row[column + 1]));
  });

  it.each([
    ["P1", 7, 2],
    ["P2", 0, 6],
    ["P3", 6, 2],
    ["P4", 2, 4],
    ["P5", 4, 2],
    ["P6", 2, 5],
    ["P7", 3, 3],
    ["P8", 1, 5],
    ["S1", 0, 2],
  ] as const)("%s errs %i times by ringing and %i times by silence", (name, falsePositives, falseNegatives) => {
    expect(errorsOf(fires(PATTERNS[name]))).toEqual({ falsePositives, falseNegatives });
  });

  it("S1 and S2 together err on V11 only, which is the same record as V10", () => {
    const [first, second] = [fires(PATTERNS.S1), fires(PATTERNS.S2)];
    const union = first.map((cell, index) => (cell === "F" ? cell : second[index]));
    const wrong = VARIANTS.filter((_, index) => union[index] !== WANTED[index]).map(({ title }) => title.split(":")[0]);
    expect(wrong).toEqual(["V11"]);
    const [tenth, eleventh] = [VARIANTS[9], VARIANTS[10]].map(
      (variant) => variant && { ...variant.record, eventTime: "", eventID: "" },
    );
    expect(tenth).toBeDefined();
    expect(tenth).toEqual(eleventh);
  });

  it("the corpus wants what the table wants, and calls the two that nobody can tell unknowable", () => {
    const verdicts = VARIANTS.map(({ verdicts }) => verdicts["console-signin-without-mfa"]?.verdict);
    const wanted = WANTED.map((want) => (want === "F" ? "must-ring" : "must-not"));
    expect(verdicts).toEqual(wanted.map((verdict, index) => (index === 9 || index === 10 ? "unknowable" : verdict)));
  });

  it("every pattern of the table is one that its control lists", () => {
    const control = readControls().find(({ id }) => id === "console-signin-without-mfa");
    const listed = [...(control?.published ?? []), ...(control?.recommended ?? [])].map((entry) => entry.filterPattern);
    expect(listed).toEqual(expect.arrayContaining(Object.values(PATTERNS)));
  });
});

function recommended(filterName: string): string {
  const found = readControls()
    .flatMap((control) => control.recommended)
    .find((filter) => filter.filterName === filterName);
  if (found === undefined) throw new Error(`no filter ${filterName} is recommended`);
  return found.filterPattern;
}

function fires(text: string): readonly string[] {
  const parsed = parsePattern(text);
  if (!parsed.ok) throw new Error(`${text} is refused`);
  const match = compileMatcher(parsed.pattern);
  return VARIANTS.map((variant) => (match(logMessage(messageOf(variant))) ? "F" : "-"));
}

function errorsOf(cells: readonly string[]): object {
  const wrong = cells.map((cell, index) => (cell === WANTED[index] ? "" : cell));
  return {
    falsePositives: wrong.filter((cell) => cell === "F").length,
    falseNegatives: wrong.filter((cell) => cell === "-").length,
  };
}
