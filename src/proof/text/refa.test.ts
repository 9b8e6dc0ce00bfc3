import fc from "fast-check";
import { DFA, JS, NFA } from "refa";
import { describe, expect, it } from "vitest";
import { regexSource } from "../../pattern/arbitraries.testing.ts";
import { parseRegex } from "../../pattern/regex/parse.ts";
import { DEFAULT_BUDGET } from "../budget.ts";
import type { TextTest } from "./classes.ts";
import { classesIn, regexTest } from "./oracle.testing.ts";
import { textClasses } from "./text-classes.ts";

/** A test, and the whole texts that pass it as an expression of JavaScript. */
interface Spelled {
  readonly test: TextTest;
  readonly whole: string;
}

const ANY = "[^]*";
const word = fc.string({ unit: fc.constantFrom("a", "b", "1"), maxLength: 3 });
const spelled: fc.Arbitrary<Spelled> = fc.oneof(
  word.map((text): Spelled => ({ test: { kind: "equals", text }, whole: text })),
  word.map((text): Spelled => ({ test: { kind: "contains", text }, whole: `${ANY}${text}${ANY}` })),
  // Behind a last asterisk leftmost is as good as any; `*text` alone goes back where AWS does not.
  fc.array(word, { minLength: 1, maxLength: 3 }).map((texts): Spelled => {
    const parts = [...texts, ""];
    return { test: { kind: "glob", parts }, whole: parts.join(ANY) };
  }),
  regexSource
    .filter((source) => parseRegex(source).problems.length === 0 && /^[ab1.|*+?]*$/.test(source))
    .map(
      (source): Spelled => ({
        test: regexTest(source),
        whole: `${ANY}(?:${source.replaceAll(".", "[^\\n]")})${ANY}`,
      }),
    ),
);

/** By another library: can a text pass all of the tests that shall hold, and none of the others? */
function isPossible(tests: readonly Spelled[], holds: readonly boolean[]): boolean {
  const [first, ...others] = tests.map(({ whole }, index) => {
    const { expression, maxCharacter } = JS.Parser.fromLiteral({ source: whole, flags: "u" }).parse();
    const automaton = DFA.fromFA(NFA.fromRegex(expression, { maxCharacter }));
    if (holds[index] === false) automaton.complement();
    return automaton;
  });
  if (first === undefined) return true;
  return !others.reduce((joined, next) => DFA.fromFA(NFA.fromIntersection(joined, next)), first).isEmpty;
}

describe("classes of texts, held against refa", () => {
  it("are exactly the answers that are possible", () => {
    fc.assert(
      fc.property(fc.array(spelled, { minLength: 1, maxLength: 3 }), (tests) => {
        const found = textClasses(
          tests.map(({ test }) => test),
          DEFAULT_BUDGET,
        );
        const answers = new Set(classesIn(found).map(({ holds }) => holds.join()));
        const all = Array.from({ length: 2 ** tests.length }, (_, bits) =>
          tests.map((_each, index) => (bits >> index) % 2 === 1),
        );
        expect(all.filter((holds) => isPossible(tests, holds) !== answers.has(holds.join()))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
