import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  delimitedPattern,
  jsonEvent,
  jsonPattern,
  line,
  regexSource,
  termPattern,
} from "../../pattern/arbitraries.testing.ts";
import { compileMatcher } from "../../pattern/match.ts";
import { logMessage } from "../../pattern/message.ts";
import { parsePattern } from "../../pattern/parse.ts";
import { DEFAULT_BUDGET } from "../budget.ts";
import type { Family } from "../family.ts";
import { type EventCondition, formulaOf } from "../formula.ts";
import { searchJson } from "../json/search.ts";
import { searchLine } from "../line/search-line.ts";
import { searchText } from "../line/search-text.ts";
import type { Search } from "../search.ts";
import { checkCertificate } from "./check.ts";
import { condition, conjunction, event, familyOf, type TextQuestion } from "./questions.testing.ts";
import { refute } from "./refute.ts";

const RUNS = Number(process.env["PROOF_RUNS"] ?? 100);

const terms = { assumption: undefined, budget: DEFAULT_BUDGET };
const textPattern = fc.oneof(
  termPattern,
  regexSource.map((source) => `%${source}%`),
);

function implication(pattern: fc.Arbitrary<string>): fc.Arbitrary<TextQuestion> {
  return fc.tuple(pattern, pattern).map(([first, second]) => ({ must: [first], mustNot: [second] }));
}

/** The question to which an event is the answer. */
function answeredBy(message: string, patterns: readonly string[]): TextQuestion {
  const read = logMessage(message);
  const matches = (text: string): boolean => {
    const parsed = parsePattern(text);
    return parsed.ok && compileMatcher(parsed.pattern)(read);
  };
  const known = patterns.filter((text) => parsePattern(text).ok);
  return { must: known.filter(matches), mustNot: known.filter((text) => !matches(text)) };
}

function isJsonObject(message: string): boolean {
  return logMessage(message).json() !== undefined;
}

/** The family of what an event matches and what it does not. */
function answered(events: fc.Arbitrary<string>, patterns: fc.Arbitrary<string>): fc.Arbitrary<Family> {
  return fc
    .tuple(events, fc.array(patterns, { minLength: 1, maxLength: 5 }))
    .map(([message, texts]) => familyOf(answeredBy(message, texts)) ?? NO_PATTERNS);
}

const NO_PATTERNS: Family = { kind: "text", must: [], mustNot: [] };

describe("a question that an event answers", () => {
  it.each([
    ["conditions of JSON patterns", answered(event, condition)],
    ["JSON patterns", answered(jsonEvent.filter(isJsonObject), jsonPattern)],
    [
      "patterns of raw text",
      answered(fc.oneof(line, fc.string({ unit: fc.constantFrom("a", "b", "1", ".", " ") })), textPattern),
    ],
    ["delimited patterns", answered(line, delimitedPattern)],
  ])("is never refuted: %s", (_, questions) => {
    fc.assert(
      fc.property(questions, (family) => {
        expect(refute(family, terms).kind).toBe("unknown");
      }),
      { numRuns: RUNS * 10 },
    );
  });
});

function search(family: Family): Search {
  if (family.kind === "text") return searchText(family, { budget: DEFAULT_BUDGET });
  if (family.kind === "delimited") return searchLine(family, { budget: DEFAULT_BUDGET });
  const parts = [
    ...family.must.map(({ pattern }) => formulaOf<EventCondition>(pattern.expression, true)),
    ...family.mustNot.map(({ pattern }) => formulaOf<EventCondition>(pattern.expression, false)),
  ];
  return searchJson({ kind: "all", parts }, { budget: DEFAULT_BUDGET });
}

function confirmation(family: Family): string {
  const refutation = refute(family, terms);
  if (refutation.kind === "unknown") return refutation.reason;
  const verdict = checkCertificate(refutation, undefined);
  return verdict.ok ? "confirmed" : verdict.problem;
}

describe("a question that the search finds no event for", () => {
  it.each([
    ["conditions of JSON patterns", conjunction],
    ["JSON patterns", implication(jsonPattern)],
    ["patterns of raw text", implication(textPattern)],
    ["delimited patterns", implication(delimitedPattern)],
  ])("has a refutation that the checker confirms: %s", (_, questions) => {
    fc.assert(
      fc.property(questions, (question) => {
        const family = familyOf(question);
        if (family === undefined || search(family).kind !== "none") return;
        expect(confirmation(family)).toBe("confirmed");
      }),
      { numRuns: RUNS },
    );
  });
});
