import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { regexSource } from "../../../src/pattern/arbitraries.testing.ts";
import { parseRegex } from "../../../src/pattern/regex/parse.ts";
import { DEFAULT_BUDGET } from "../../../src/proof/budget.ts";
import type { TextTest } from "../../../src/proof/text/classes.ts";
import { textClasses } from "../../../src/proof/text/text-classes.ts";
import { languageOf, shortestAnswering } from "./language.ts";

/** Tests over few characters, so that they have to do with one another. */
const text = fc.string({ unit: fc.constantFrom("a", "b", "1"), maxLength: 4 });
const test: fc.Arbitrary<TextTest> = fc.oneof(
  text.map((word): TextTest => ({ kind: "equals", text: word })),
  text.map((word): TextTest => ({ kind: "contains", text: word })),
  fc.array(text, { minLength: 2, maxLength: 4 }).map((parts): TextTest => ({ kind: "glob", parts })),
  regexSource
    .map(parseRegex)
    .filter(({ problems }) => problems.length === 0)
    .map(({ tree }): TextTest => ({ kind: "regex", tree })),
);

function answersTo(count: number): readonly (readonly boolean[])[] {
  return Array.from({ length: 2 ** count }, (_, bits) =>
    Array.from({ length: count }, (_, index) => Math.floor(bits / 2 ** index) % 2 === 1),
  );
}

function expectAgreement(tests: readonly TextTest[]): void {
  const languages = tests.flatMap((test) => languageOf(test) ?? []);
  fc.pre(languages.length === tests.length);
  const found = textClasses(tests, DEFAULT_BUDGET);
  if (found.kind === "unknown") throw new Error(found.reason);
  for (const wanted of answersTo(tests.length)) {
    const shortest = shortestAnswering(languages, wanted);
    const own = found.classes.find(({ holds }) => holds.join() === wanted.join());
    // A language has a word exactly if there is a class, and the shortest ones are of one length.
    expect(own?.example === undefined ? undefined : Array.from(own.example).length).toBe(shortest?.length);
  }
}

describe("refa agrees", () => {
  it("which answers to several tests of a text are possible at once, and how short the shortest such text is", () => {
    const tests = fc.array(test, { minLength: 1, maxLength: 3 });
    fc.assert(fc.property(tests, expectAgreement), { numRuns: 100 });
  });
});
