import type { Literal } from "./literals.ts";

/** What a conjunction was chosen to be. */
export interface Conjunction {
  readonly literals: readonly Literal[];
  /** None of the clauses given does it more cheaply. */
  readonly least: boolean;
}

const MOST_STEPS = 20_000;
/** ` && ` */
const JOINT = 4;

/**
 * The cheapest clauses, all true of the records `within`, of which each record of `out` fails at least one.
 *
 * @returns `undefined` when even all of them together let some record through
 */
export function cheapestConjunction(
  literals: readonly Literal[],
  within: bigint,
  out: bigint,
): Conjunction | undefined {
  const useful = undominated(
    literals.filter(({ mask }) => (mask & within) === within),
    out,
  );
  if (out === 0n) {
    const [cheapest] = useful;
    return cheapest === undefined ? undefined : { literals: [cheapest], least: true };
  }
  let best = greedy(useful, out);
  if (best === undefined) return undefined;
  let bestCost = costOf(best);
  let steps = 0;
  const extend = (chosen: readonly Literal[], cost: number, left: bigint): void => {
    if (left === 0n) {
      best = chosen;
      bestCost = cost;
      return;
    }
    const hardest = hardestOf(useful, left);
    for (const literal of useful) {
      if ((literal.mask & hardest) !== 0n) continue;
      const next = cost + literal.cost + JOINT;
      if (next >= bestCost) break;
      steps += 1;
      if (steps > MOST_STEPS) return;
      extend([...chosen, literal], next, left & literal.mask);
    }
  };
  extend([], 0, out);
  return { literals: best, least: steps <= MOST_STEPS };
}

function costOf(literals: readonly Literal[]): number {
  return literals.reduce((cost, literal) => cost + literal.cost + JOINT, 0);
}

/** The cheapest first, without those that keep out nothing which a cheaper one does not. */
function undominated(literals: readonly Literal[], out: bigint): readonly Literal[] {
  const kept: Literal[] = [];
  for (const literal of literals.toSorted((left, right) => left.cost - right.cost)) {
    const through = literal.mask & out;
    if (through === out && out !== 0n) continue;
    if (!kept.some(({ mask }) => (mask & out & ~through) === 0n)) kept.push(literal);
    if (out === 0n) break;
  }
  return kept;
}

function greedy(literals: readonly Literal[], out: bigint): readonly Literal[] | undefined {
  const chosen: Literal[] = [];
  let left = out;
  while (left !== 0n) {
    let best: Literal | undefined;
    let bestRate = 0;
    for (const literal of literals) {
      const rate = bitCount(left & ~literal.mask) / literal.cost;
      if (rate > bestRate) [best, bestRate] = [literal, rate];
    }
    if (best === undefined) return undefined;
    chosen.push(best);
    left &= best.mask;
  }
  return chosen;
}

/** The record that the fewest clauses keep out. */
function hardestOf(literals: readonly Literal[], left: bigint): bigint {
  let hardest = 0n;
  let fewest = Number.POSITIVE_INFINITY;
  for (let bit = lowestBit(left), rest = left; rest !== 0n; rest &= ~bit, bit = lowestBit(rest)) {
    const keepers = literals.filter(({ mask }) => (mask & bit) === 0n).length;
    if (keepers < fewest) [hardest, fewest] = [bit, keepers];
  }
  return hardest;
}

export function lowestBit(mask: bigint): bigint {
  return mask & -mask;
}

export function bitCount(mask: bigint): number {
  let count = 0;
  for (let rest = mask; rest !== 0n; rest &= rest - 1n) count += 1;
  return count;
}
