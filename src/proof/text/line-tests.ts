import type { TextTest } from "./classes.ts";
import { numbersAnswer } from "./numbers-answer.ts";
import { textMatcher } from "./text-matcher.ts";

/** Tests on the texts of numbers to which all finite numbers answer alike, but for at most one that is spelled out. */
export interface LineTests {
  /** The numbers that are spelled out, and other texts. */
  readonly literals: readonly string[];
  /** What a text answers to each test; `undefined` for any finite number that is not spelled out. */
  readonly holds: (text: string | undefined) => readonly boolean[];
}

/** @returns `undefined` when a test asks more about the texts of numbers */
export function lineTests(tests: readonly TextTest[]): LineTests | undefined {
  const answers: boolean[] = [];
  for (const test of tests) {
    const answer = numbersAnswer(test);
    if (answer === undefined) return undefined;
    answers.push(answer === true);
  }
  const matchers = tests.map(textMatcher);
  return {
    literals: tests.flatMap((test) => (test.kind === "equals" ? [test.text] : [])),
    holds: (text) => (text === undefined ? answers : matchers.map((passes) => passes(text))),
  };
}
