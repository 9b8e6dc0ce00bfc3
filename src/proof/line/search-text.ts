import type { Budget } from "../budget.ts";
import type { Sides, TextPattern } from "../family.ts";
import { matcherOf } from "../matcher.ts";
import type { Search } from "../search.ts";
import type { TextTest } from "../text/classes.ts";
import { codePointGroups } from "../text/code-point-groups.ts";
import { codePointsOf } from "../text/glob-automaton.ts";
import { TOO_MANY_STATES } from "../text/text-classes.ts";
import { regexText } from "./regex-text.ts";
import { shortestText } from "./shortest-text.ts";
import { chooseTerms } from "./term-choice.ts";
import { textMachine } from "./text-machine.ts";
import { textQuestion } from "./text-question.ts";

/**
 * Looks for a text that all patterns of `must` match and none of `mustNot`.
 *
 * @returns the shortest such text in characters, or a longer one where the budget does not allow for that search; or that
 *   there is none; or why neither could be settled
 * @example
 * const parsed = parsePattern("ERROR -Exit");
 * if (parsed.ok && parsed.pattern.kind === "terms") {
 *   searchText({ must: [{ text: "", pattern: parsed.pattern }], mustNot: [] }, { budget: DEFAULT_BUDGET });
 *   // { kind: "found", message: "ERROR", size: 5, least: true }
 * }
 */
export function searchText(sides: Sides<TextPattern>, { budget }: { readonly budget: Budget }): Search {
  const question = textQuestion(sides);
  const choice = chooseTerms(question, budget);
  if (choice.kind === "none") return choice;
  const shortest = shortestText(textMachine(question), Number.POSITIVE_INFINITY, budget);
  if (shortest.kind === "found") return found(shortest.text, true);
  if (shortest.kind === "none") return shortest;
  const texts = question.tests.map(textFor);
  const wanted = choice.kind === "found" ? texts.filter((_, index) => choice.values[index] === 1) : [];
  const [foreign = 0] = codePointGroups({ points: codePointsOf(texts.join("")), sets: [] });
  const isAnswer = matcherOf(sides);
  const text = ["", " ", String.fromCodePoint(foreign)].map((between) => chain(wanted, between)).find(isAnswer);
  return text === undefined ? { kind: "unknown", reason: TOO_MANY_STATES } : found(text, false);
}

function found(message: string, least: boolean): Search {
  return { kind: "found", message, size: Array.from(message).length, least };
}

/** Texts one behind the other, but none that another contains. */
function chain(texts: readonly string[], between: string): string {
  const longestFirst = texts.toSorted((left, right) => right.length - left.length);
  return longestFirst
    .filter((text, index) => !longestFirst.slice(0, index).some((longer) => longer.includes(text)))
    .join(between);
}

/** A text that may well pass a test. */
function textFor(test: TextTest): string {
  switch (test.kind) {
    case "equals":
    case "contains":
      return test.text;
    case "glob":
      return test.parts.join("");
    case "regex":
      return regexText(test.tree);
  }
}
