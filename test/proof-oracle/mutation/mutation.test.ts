import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compilePattern } from "../../../src/pattern/match.ts";
import { parsePattern } from "../../../src/pattern/parse.ts";
import { checkCertificate, equivalent } from "../../../src/proof/index.ts";
import { type Mutant, mutantsOf, readJson } from "./mutants.ts";

interface Published {
  readonly references: Readonly<Record<string, string>>;
}

const published: Published = JSON.parse(
  readFileSync(new URL("../../proof/published-patterns.json", import.meta.url), "utf8"),
);

/** One for each control, and later wordings of two of them, which join more kinds of clauses. */
const PATTERNS: readonly (readonly [control: string, pattern: string])[] = [
  ...Object.entries(published.references),
  [
    "unauthorized API calls, as of CIS 2.0",
    '{ ($.errorCode ="*UnauthorizedOperation") || ($.errorCode ="AccessDenied*") && ($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket") }',
  ],
  [
    "console sign-in without MFA, as of CIS 5.0",
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  ],
];

type Verdict = "refused by the parser" | "told apart" | "proven the same" | `wrong: ${string}`;

function judge(original: string, { text }: Mutant): Verdict {
  const parsed = parsePattern(text);
  if (!parsed.ok) return "refused by the parser";
  const answer = equivalent(original, text);
  switch (answer.answer) {
    case "yes":
      return checkCertificate(answer.certificate, undefined).ok ? "proven the same" : "wrong: a refused certificate";
    case "no": {
      const [left, right] = [readJson(original), parsed.pattern].map(
        (pattern) => compilePattern(pattern)(answer.witness).matched,
      );
      return left === right ? `wrong: ${answer.witness} tells nothing apart` : "told apart";
    }
    case "unknown":
      return `wrong: ${answer.reason}`;
  }
}

describe.each(PATTERNS)("single mutations of %s", (_, pattern) => {
  const judged = mutantsOf(pattern).map((mutant) => ({ ...mutant, verdict: judge(pattern, mutant) }));

  it("are told apart by a witness or proven to be no change", () => {
    expect(judged.length).toBeGreaterThan(10);
    expect(judged.filter(({ verdict }) => verdict.startsWith("wrong"))).toEqual([]);
  });

  it("are no change when they are about quotes or double an asterisk, and else a change", () => {
    const expected = judged.map(({ how, text, verdict }) => {
      if (verdict === "refused by the parser") return { how, text, verdict };
      return { how, text, verdict: how === "quotes" || text.includes("**") ? "proven the same" : "told apart" };
    });
    expect(judged).toEqual(expected);
  });
});
