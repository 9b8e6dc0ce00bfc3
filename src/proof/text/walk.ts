import type { Budget } from "../budget.ts";
import type { Automaton, Reader } from "./automaton.ts";
import { NO_EDGE, productOf, type Verdict } from "./product.ts";
import { textOf } from "./text-of.ts";

/** The texts about which all readers say the same. */
export interface Outcome {
  /** Beside the readers, by place. */
  readonly verdicts: readonly Verdict[];
  /** The shortest of them, of the plainest characters. */
  readonly example: string;
  /** The states in which they end. */
  readonly states: readonly number[];
}

/** Several readers walked as one over all texts. State 0 is before the first code point. */
export interface Walk {
  readonly outcomes: readonly Outcome[];
  /** One code point for each group of code points that no reader tells apart. */
  readonly members: readonly number[];
  /** For each state as many next states as there are groups; -1 where no text in question goes on. */
  readonly edges: readonly number[];
}

/**
 * Finds every combination of verdicts that some text gets, each with its first text and all states that give it:
 * breadth first, so the shortest.
 *
 * @param within only texts that it accepts are in question
 * @returns `undefined` when it would take more states than the budget allows
 */
export function walk(readers: readonly Reader<Verdict>[], within: Automaton, budget: Budget): Walk | undefined {
  const product = productOf(readers, within);
  const edges: number[] = [];
  const cameFrom = [0];
  for (let state = 0; state < product.size(); state += 1) {
    if (product.cost() > budget.states) return undefined;
    const row = product.next(state);
    for (let group = 0; group < row.length; group += 1) {
      const next = row[group] ?? NO_EDGE;
      if (next === cameFrom.length) cameFrom.push(edges.length);
      edges.push(next);
    }
  }
  const endings = new Map<string, { readonly verdicts: readonly Verdict[]; readonly states: number[] }>();
  for (let state = 0; state < product.size(); state += 1) {
    const verdicts = product.verdicts(state);
    if (verdicts === undefined) continue;
    const key = verdicts.join();
    const known = endings.get(key);
    if (known === undefined) endings.set(key, { verdicts, states: [state] });
    else known.states.push(state);
  }
  const { members } = product;
  const outcomes = [...endings.values()].map(({ verdicts, states }) => ({
    verdicts,
    example: textOf(states[0] ?? 0, cameFrom, members),
    states,
  }));
  return { outcomes, members, edges };
}
