import type { Reader } from "./automaton.ts";

/** What a reader says about one whole text. */
export function read<Verdict>(reader: Reader<Verdict>, text: string): Verdict {
  let state = reader.start;
  for (const char of text) state = reader.step(state, char.codePointAt(0) ?? 0);
  return reader.verdict(state);
}
