import type { ShapePlaces } from "./shape-places.ts";

// A state of a line machine is a tuple. These are the places of its members; behind them stands for each pattern 1 while
// it still may match, and then come the states of the rests.
/** How many fields are behind. */
export const FIELD = 0;
export const MODE = 1;
/** 1 while the field being read is one that the shape does not count. */
export const UNCOUNTED = 2;
export const PROMISES = 3;
/** 1 when the line answers only if an unsettled number is what it is taken for. */
export const UNSETTLED = 4;
/** The state of the automaton of the field being read. */
export const READING = 5;
export const PATTERNS = 6;

/** Modes. `GAP` is in front of a field or behind the last. */
export const GAP = 0;
export const BARE = 1;
export const QUOTED = 2;
export const BRACKETED = 3;

/** Promises. An opener that is never closed is text: its closer may not come any more. obs AWS26 sd-edge-unclosed */
export const NO_QUOTE = 1;
export const NO_BRACKET = 2;

/** Before the first character. */
export function startState({ applies, rests }: ShapePlaces): readonly number[] {
  const behindPatterns = PATTERNS + applies.length;
  const start = new Int32Array(behindPatterns + rests.length);
  for (const [index, isApplicable] of applies.entries()) start[PATTERNS + index] = isApplicable ? 1 : 0;
  for (const [index, { from, automaton }] of rests.entries()) {
    if (from === 0) start[behindPatterns + index] = automaton.start;
  }
  return [...start];
}
