import type { Budget } from "../budget.ts";
import type { Reader } from "./automaton.ts";
import { mostCombinations } from "./most-combinations.ts";
import { productOf, type Verdict } from "./product.ts";
import { textOf } from "./text-of.ts";

/** A text of which no shorter one gets the same verdicts. */
export interface ShortestText {
  /** Beside the readers, by place. */
  readonly verdicts: readonly Verdict[];
  readonly text: string;
}

/** Once so many states are done it pays to ask what there is to be found at all. */
const STATES_BEFORE_BOUND = 200;

/**
 * Finds every combination of verdicts that some text gets, each with the text that is shortest as JSON writes it, of
 * the plainest characters. States are done in the order of those lengths; as soon as no further combination can exist,
 * the rest is left: texts that end with one of many words have thousands of states and a dozen answers.
 *
 * @returns `undefined` when it would take more states than the budget allows
 */
export function shortestTexts(
  readers: readonly Reader<Verdict>[],
  budget: Budget,
): readonly ShortestText[] | undefined {
  const product = productOf(readers);
  const { members } = product;
  const weights = members.map((code) => JSON.stringify(String.fromCodePoint(code)).length - 2);
  const found = new Map<string, ShortestText>();
  const lengths = [0];
  const cameFrom = [0];
  const waiting: number[][] = [[0]];
  let done = 0;
  let most = Number.POSITIVE_INFINITY;
  for (let length = 0; length < waiting.length; length += 1) {
    for (const state of waiting[length] ?? []) {
      // A shorter way to it was found after it was put here.
      if (lengths[state] !== length) continue;
      if (product.cost() > budget.states) return undefined;
      const verdicts = product.verdicts(state) ?? [];
      const key = verdicts.join();
      if (!found.has(key)) found.set(key, { verdicts, text: textOf(state, cameFrom, members) });
      done += 1;
      if (done === STATES_BEFORE_BOUND) most = mostCombinations(readers, budget);
      if (found.size === most) return [...found.values()];
      const row = product.next(state);
      for (let group = 0; group < row.length; group += 1) {
        const next = row[group] ?? 0;
        const longer = length + (weights[group] ?? 1);
        if (longer >= (lengths[next] ?? Number.POSITIVE_INFINITY)) continue;
        lengths[next] = longer;
        cameFrom[next] = state * members.length + group;
        (waiting[longer] ??= []).push(next);
      }
    }
  }
  return [...found.values()];
}
