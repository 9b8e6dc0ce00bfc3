import type { Budget } from "../budget.ts";
import type { Reader } from "./automaton.ts";
import { productOf, type Verdict } from "./product.ts";

/** With more combinations than this the search may as well look for them. */
const WORTH_COUNTING = 2000;

/**
 * How many combinations of verdicts there can be at most: those of which every two verdicts can go together. It takes
 * a walk for each pair of readers, so it grows with their squares where the search may grow with their powers.
 *
 * @returns Infinity where it is not worth knowing
 */
export function mostCombinations(readers: readonly Reader<Verdict>[], budget: Budget): number {
  let partial: readonly (readonly Verdict[])[] = [[]];
  for (const [index, reader] of readers.entries()) {
    const alone = combinationsOf([reader], budget);
    const before = readers.slice(0, index).map((earlier) => combinationsOf([earlier, reader], budget));
    if (alone === undefined || before.includes(undefined)) return Number.POSITIVE_INFINITY;
    const verdicts = [...alone.values()].flat();
    partial = partial.flatMap((known) =>
      verdicts
        .filter((verdict) => known.every((earlier, place) => before[place]?.has([earlier, verdict].join())))
        .map((verdict) => [...known, verdict]),
    );
    if (partial.length > WORTH_COUNTING) return Number.POSITIVE_INFINITY;
  }
  return partial.length;
}

/** What a few readers say together, by their verdicts joined. */
function combinationsOf(
  readers: readonly Reader<Verdict>[],
  budget: Budget,
): ReadonlyMap<string, readonly Verdict[]> | undefined {
  const product = productOf(readers);
  const found = new Map<string, readonly Verdict[]>();
  for (let state = 0; state < product.size(); state += 1) {
    if (product.cost() > budget.states) return undefined;
    const verdicts = product.verdicts(state) ?? [];
    found.set(verdicts.join(), verdicts);
    product.next(state);
  }
  return found;
}
