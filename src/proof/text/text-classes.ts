import type { Budget } from "../budget.ts";
import type { Classes, TextTest } from "./classes.ts";
import { literalClasses } from "./literal-classes.ts";
import { shortestTexts } from "./shortest-texts.ts";
import { outOfReach, textReaders } from "./text-reader.ts";

/** What is said when the automata of one place grow past the budget. */
export const TOO_MANY_STATES = "the texts at one place need more states than the budget allows";

/**
 * Every way in which a text can answer the tests, each with the text that is shortest as JSON writes it.
 *
 * @example
 * textClasses([{ kind: "glob", parts: ["Un", ""] }], DEFAULT_BUDGET);
 * // of two classes: { holds: [false], orders: [], example: "" } and { holds: [true], orders: [], example: "Un" }
 */
export function textClasses(tests: readonly TextTest[], budget: Budget): Classes {
  const reason = outOfReach(tests);
  if (reason !== undefined) return { kind: "unknown", reason };
  const literals = tests.flatMap((test) => (test.kind === "equals" ? [test.text] : []));
  return literals.length === tests.length
    ? { kind: "classes", classes: literalClasses(literals) }
    : walkedTextClasses(tests, budget);
}

/** The same for any tests, by walking over all texts. */
export function walkedTextClasses(tests: readonly TextTest[], budget: Budget): Classes {
  const { readers, holds } = textReaders(tests);
  const texts = shortestTexts(readers, budget);
  if (texts === undefined) return { kind: "unknown", reason: TOO_MANY_STATES };
  return {
    kind: "classes",
    classes: texts.map(({ verdicts, text }) => ({ holds: holds(verdicts), orders: [], example: text })),
  };
}
