import type { CharacterSet } from "../../pattern/regex/ast.ts";

/** Which code points a reader can tell apart: each of `points` from all others, and members of a set from the rest. */
export interface Distinctions {
  readonly points: readonly number[];
  readonly sets: readonly CharacterSet[];
}

/**
 * Reads a text code point by code point and has a verdict about what it has read. States are small whole numbers, made
 * while the reader is walked; a state and a code point always give the same next state.
 */
export interface Reader<Verdict> {
  readonly distinctions: Distinctions;
  readonly start: number;
  readonly step: (state: number, codePoint: number) => number;
  /** About the text that ends in this state. */
  readonly verdict: (state: number) => Verdict;
  /** What it has cost so far, in states. */
  readonly cost: () => number;
}

/** Accepts some texts. Its states `DEAD` and `DONE` never change any more. */
export type Automaton = Reader<boolean>;

/** No text that begins so is accepted. */
export const DEAD = 0;
/** Every text that begins so is accepted. */
export const DONE = 1;
/** States that are neither begin here. */
export const FIRST_OPEN_STATE = 2;

/** Everything that any of several readers can tell apart. */
export function joinDistinctions(all: readonly Distinctions[]): Distinctions {
  return { points: all.flatMap(({ points }) => points), sets: all.flatMap(({ sets }) => sets) };
}
