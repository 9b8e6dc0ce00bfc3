import { cheapestConjunction, lowestBit } from "./conjunction.ts";
import type { Labelled } from "./labelled.ts";
import type { Literal } from "./literals.ts";
import { withoutNeedlessGuards } from "./needless-guards.ts";

/** One alternative: clauses that hold together. */
export interface Term {
  readonly literals: readonly Literal[];
  /** Records that all of them are true of. */
  readonly mask: bigint;
}

export interface Cover {
  readonly terms: readonly Term[];
  /** None of the clauses given does it more cheaply. */
  readonly least: boolean;
}

/**
 * Alternatives that together match all wanted records and no unwanted one: a single one where there is one, else as few
 * as are found by letting each take in all the records it can.
 */
export function coverAll(labelled: Labelled, literals: readonly Literal[]): Cover | undefined {
  const { records, wanted, unwanted } = labelled;
  const all = records.reduce((mask, { bit }) => mask | bit, 0n);
  const termFor = (within: bigint): { readonly term: Term; readonly least: boolean } | undefined => {
    const chosen = cheapestConjunction(literals, within, unwanted);
    if (chosen === undefined) return undefined;
    const mask = chosen.literals.reduce((together, literal) => together & literal.mask, all);
    const term = withoutNeedlessGuards({ literals: chosen.literals, mask }, labelled);
    return { term, least: chosen.least };
  };
  const single = termFor(wanted);
  if (single !== undefined) return { terms: [single.term], least: single.least };
  const terms: Term[] = [];
  for (let left = wanted; left !== 0n; ) {
    const group = widest(literals, lowestBit(left), left, unwanted);
    const found = termFor(group);
    if (found === undefined) return undefined;
    terms.push(found.term);
    left &= ~found.term.mask;
  }
  return { terms: withoutNeedless(terms, wanted), least: false };
}

/** A record and as many of the others as can share a conjunction with it, tried in their order. */
function widest(literals: readonly Literal[], seed: bigint, left: bigint, unwanted: bigint): bigint {
  let group = seed;
  let shared = literals.filter(({ mask }) => (mask & seed) !== 0n);
  for (let rest = left & ~seed; rest !== 0n; rest &= rest - 1n) {
    const bit = lowestBit(rest);
    const still = shared.filter(({ mask }) => (mask & bit) !== 0n);
    if (still.reduce((through, { mask }) => through & mask, unwanted) !== 0n) continue;
    group |= bit;
    shared = still;
  }
  return group;
}

function withoutNeedless(terms: readonly Term[], wanted: bigint): readonly Term[] {
  let kept = terms;
  for (const term of terms) {
    const others = kept.filter((other) => other !== term);
    const matched = others.reduce((mask, other) => mask | other.mask, 0n);
    if ((matched & wanted) === wanted) kept = others;
  }
  return kept;
}
