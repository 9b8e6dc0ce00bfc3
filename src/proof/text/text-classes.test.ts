import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_BUDGET } from "../budget.ts";
import type { TextTest } from "./classes.ts";
import { classesIn, examples, keyOf, regexTest, textTests, wordsUpTo } from "./oracle.testing.ts";
import { textClasses, walkedTextClasses } from "./text-classes.ts";
import { textMatcher } from "./text-matcher.ts";

const equals = (text: string): TextTest => ({ kind: "equals", text });
const ending = (text: string): TextTest => ({ kind: "glob", parts: ["", text] });
const INSTANCES = ["*.32xlarge", "*.24xlarge", "*.18xlarge", "*.16xlarge", "*.12xlarge", "*.10xlarge", "*.9xlarge"];

describe("classes of texts", () => {
  const words = wordsUpTo(6, ["a", "b", "1"]);

  it("are all answers that words have, none answers shorter than its example, and every example answers so", () => {
    fc.assert(
      fc.property(textTests("a", "b", "1"), (tests) => {
        const found = textClasses(tests, DEFAULT_BUDGET);
        expect(found.kind).toBe("classes");
        const classes = classesIn(found);
        const asked = tests.map(textMatcher);
        const answer = (word: string) => keyOf({ holds: asked.map((passes) => passes(word)), orders: [] });
        const lengths = new Map(classes.map((each) => [keyOf(each), each.example?.length ?? 0]));
        expect(lengths.size).toBe(classes.length);
        expect(classes.filter((each) => answer(each.example ?? "") !== keyOf(each))).toEqual([]);
        const tooLong = (word: string) => (lengths.get(answer(word)) ?? Number.POSITIVE_INFINITY) > word.length;
        expect(words.filter(tooLong)).toEqual([]);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it("of literals alone are those that a walk over all texts finds", () => {
    const literals = fc.array(fc.string({ unit: fc.constantFrom("x", "y", '"', "é", "😀"), maxLength: 2 }));
    fc.assert(
      fc.property(literals, (texts) => {
        const tests = texts.map(equals);
        expect(examples(textClasses(tests, DEFAULT_BUDGET))).toEqual(
          examples(walkedTextClasses(tests, DEFAULT_BUDGET)),
        );
      }),
    );
  });

  it("have the shortest and plainest examples", () => {
    const classes = classesIn(textClasses([equals(""), equals("x")], DEFAULT_BUDGET));
    expect(new Set(classes.map(({ example }) => example))).toEqual(new Set(["", "y", "x"]));
  });

  it("have the examples that are shortest with the escapes of JSON", () => {
    const holding = (source: string) =>
      classesIn(textClasses([regexTest(source)], DEFAULT_BUDGET)).find(({ holds }) => holds[0])?.example;
    expect(holding('["/]')).toBe("/");
    expect(holding('""|abc')).toBe("abc");
    expect(holding('"|abc')).toBe('"');
  });

  it("do not exist for a contradiction", () => {
    const found = textClasses([regexTest("^a"), { kind: "glob", parts: ["b", ""] }], DEFAULT_BUDGET);
    expect(classesIn(found).some(({ holds }) => holds[0] === true && holds[1] === true)).toBe(false);
  });

  it("are unknown past the budget, and for half a character", () => {
    expect(textClasses([regexTest("a.{900}b")], DEFAULT_BUDGET).kind).toBe("unknown");
    expect(textClasses([equals("\ud800")], DEFAULT_BUDGET).kind).toBe("unknown");
  });

  it("of dozens of literals are the literals and the rest", () => {
    const names = Array.from({ length: 45 }, (_, index) => `Name${index}`);
    const classes = classesIn(textClasses(names.map(equals), DEFAULT_BUDGET));
    expect(new Set(classes.map(({ example }) => example))).toEqual(new Set(["", ...names]));
  });

  it("of many endings are found in few states, each in its shortest text", () => {
    const endings = INSTANCES.map((glob) => glob.slice(1));
    const found = textClasses(endings.map(ending), { ...DEFAULT_BUDGET, states: 2000 });
    expect(new Set(classesIn(found).map(({ example }) => example))).toEqual(new Set(["", ...endings]));
  });
});
