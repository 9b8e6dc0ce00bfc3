import { type Automaton, DEAD } from "./automaton.ts";

/** From a state, by what is read: `0`, `d` for a digit above 0, else the character itself. */
type Moves = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** `-?(0|[1-9][0-9]*)`: the integers of JSON, and their texts. */
const INTEGER: Moves = {
  start: { "-": "signed", "0": "zero", d: "whole" },
  signed: { "0": "zero", d: "whole" },
  zero: {},
  whole: { "0": "whole", d: "whole" },
};

/**
 * The texts that `doubleText` writes for finite numbers, and some that it does not: how many digits there are is not
 * counted, nor whether they are the shortest.
 */
const DOUBLE: Moves = {
  start: { "-": "signed", "0": "zero", d: "whole1" },
  signed: { "0": "zero", d: "whole1" },
  // 0.001 to 0.999, and zero itself.
  zero: { ".": "zero." },
  "zero.": { "0": "zero.0", d: "nonzero" },
  "zero.0": { "0": "zero.00", d: "nonzero" },
  "zero.00": { d: "nonzero" },
  nonzero: { "0": "padded", d: "nonzero" },
  padded: { "0": "padded", d: "nonzero" },
  // One to seven whole digits.
  whole1: { "0": "whole2", d: "whole2", ".": "one." },
  whole2: { "0": "whole3", d: "whole3", ".": "whole." },
  whole3: { "0": "whole4", d: "whole4", ".": "whole." },
  whole4: { "0": "whole5", d: "whole5", ".": "whole." },
  whole5: { "0": "whole6", d: "whole6", ".": "whole." },
  whole6: { "0": "whole7", d: "whole7", ".": "whole." },
  whole7: { ".": "whole." },
  "whole.": { "0": "round", d: "nonzero" },
  round: { "0": "padded", d: "nonzero" },
  // One whole digit: an exponent may follow, 7 to 308 or -4 to -324.
  "one.": { "0": "oneRound", d: "oneNonzero" },
  oneRound: { "0": "onePadded", d: "oneNonzero", E: "E" },
  onePadded: { "0": "onePadded", d: "oneNonzero" },
  oneNonzero: { "0": "onePadded", d: "oneNonzero", E: "E" },
  E: { "-": "E-", d: "E1" },
  E1: { "0": "E2", d: "E2" },
  E2: { "0": "E3", d: "E3" },
  E3: {},
  "E-": { d: "E1" },
};

/** Also single digits of exponent below 7, which are over-approximated. */
const DOUBLE_ENDS = ["zero.0", "nonzero", "round", "oneRound", "oneNonzero", "E1", "E2", "E3"];

export const integerTexts: Automaton = formatAutomaton(INTEGER, ["zero", "whole"]);
export const doubleTexts: Automaton = formatAutomaton(DOUBLE, DOUBLE_ENDS);

function formatAutomaton(moves: Moves, ends: readonly string[]): Automaton {
  // States 0 and 1 are spoken for; a format is never done for good.
  const names = ["dead", "done", ...Object.keys(moves)];
  const accepted = new Set(ends.map((name) => names.indexOf(name)));
  // By state and code point; written out once, as every search for numbers walks it.
  const table = names.map((name) =>
    Array.from({ length: 128 }, (_, code) => {
      const char = String.fromCharCode(code);
      const target = char === "d" ? undefined : moves[name]?.[char >= "1" && char <= "9" ? "d" : char];
      return target === undefined ? DEAD : names.indexOf(target);
    }),
  );
  return {
    distinctions: { points: Array.from("0123456789.-E", (char) => char.charCodeAt(0)), sets: [] },
    start: names.indexOf("start"),
    step: (state, codePoint) => table[state]?.[codePoint] ?? DEAD,
    verdict: (state) => accepted.has(state),
    cost: () => 0,
  };
}
