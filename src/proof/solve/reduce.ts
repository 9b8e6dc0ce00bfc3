import { type Clause, forEachLiteral } from "./clause.ts";
import type { Variable } from "./finite.ts";
import { hasValue, type Mask, maskOf, wordsFor } from "./mask.ts";

/** A problem with fewer values, which are sorted by cost: the lowest bit of a set is its cheapest value. */
export interface Reduced {
  readonly clause: Clause;
  readonly variables: readonly ReducedVariable[];
}

export interface ReducedVariable {
  readonly costs: readonly number[];
  /** What each value was called before. */
  readonly values: readonly number[];
}

/** Of values that no literal tells apart only the cheapest can be in a least solution, so the others go. */
export function reduceValues(clause: Clause, variables: readonly Variable[]): Reduced {
  const masks = variables.map((): Mask[] => []);
  forEachLiteral(clause, ({ variable, mask }) => masks[variable]?.push(mask));
  const reduced = variables.map((variable, index) => reduceVariable(variable, masks[index] ?? []));
  return { clause: rename(clause, reduced), variables: reduced };
}

function reduceVariable({ costs }: Variable, masks: readonly Mask[]): ReducedVariable {
  const cheapest = new Map<string, number>();
  for (const [value, cost] of costs.entries()) {
    const signature = masks.map((mask) => (hasValue(mask, value) ? "1" : "0")).join("");
    const known = cheapest.get(signature);
    if (known === undefined || cost < (costs[known] ?? 0)) cheapest.set(signature, value);
  }
  const costOf = (value: number): number => costs[value] ?? 0;
  const values = [...cheapest.values()].sort((left, right) => costOf(left) - costOf(right) || left - right);
  return { costs: values.map(costOf), values };
}

function rename(clause: Clause, variables: readonly ReducedVariable[]): Clause {
  if (clause.kind !== "in") return { kind: clause.kind, parts: clause.parts.map((part) => rename(part, variables)) };
  const values = variables[clause.variable]?.values ?? [];
  const kept = [...values.keys()].filter((index) => hasValue(clause.mask, values[index] ?? -1));
  return { ...clause, mask: maskOf(kept, wordsFor(values.length)) };
}
