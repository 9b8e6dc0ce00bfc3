import type { CharacterSet } from "./ast.ts";

/** Code points from here on are never told apart: an expression can name none of them. */
const FIRST_UNNAMED = 0x100;

/**
 * Groups of code points that no set of the expression tells apart, so that a table of transitions needs one column
 * for each group and not one for each character.
 */
export interface Alphabet {
  readonly size: number;
  readonly groupOf: (codePoint: number) => number;
  /** One code point of a group. */
  readonly memberOf: (group: number) => number;
}

export function buildAlphabet(sets: readonly CharacterSet[]): Alphabet {
  const starts = new Set([0]);
  for (const { ranges } of sets) {
    for (const { from, to } of ranges) {
      starts.add(Math.min(from, FIRST_UNNAMED));
      starts.add(Math.min(to + 1, FIRST_UNNAMED));
    }
  }
  const members = [...starts].sort((left, right) => left - right);
  const groups = new Uint16Array(FIRST_UNNAMED + 1);
  for (const [group, member] of members.entries()) groups.fill(group, member);
  return {
    size: members.length,
    groupOf: (codePoint) => groups[Math.min(codePoint, FIRST_UNNAMED)] ?? 0,
    memberOf: (group) => members[group] ?? 0,
  };
}

export function contains(set: CharacterSet, codePoint: number): boolean {
  return set.ranges.some(({ from, to }) => from <= codePoint && codePoint <= to) !== set.negated;
}
