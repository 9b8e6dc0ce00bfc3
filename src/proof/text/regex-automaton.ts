import { contains } from "../../pattern/regex/alphabet.ts";
import type { RegexTree } from "../../pattern/regex/ast.ts";
import { closureOf } from "../../pattern/regex/machine.ts";
import { buildProgram } from "../../pattern/regex/program.ts";
import { type Automaton, DEAD, DONE, FIRST_OPEN_STATE } from "./automaton.ts";

/** Places of a program per state that count as one state of cost. */
const PLACES_PER_STATE = 16;

/** The places of the program that a text can have led to. */
interface Front {
  readonly places: readonly number[];
  readonly acceptsAtEnd: boolean;
}

/** Accepts the texts in which an expression finds something, as `compileRegex` decides; anchors are those of the whole text. */
export function regexAutomaton(tree: RegexTree): Automaton {
  const program = buildProgram(tree);
  const close = closureOf(program);
  const fronts: Front[] = Array.from({ length: FIRST_OPEN_STATE }, () => ({ places: [], acceptsAtEnd: false }));
  const known = new Map<string, number>();
  let cost = 0;
  const stateOf = (seeds: readonly number[], atStart: boolean): number => {
    const { places, accepts } = close(seeds, atStart, false);
    cost += places.length / PLACES_PER_STATE;
    if (accepts) return DONE;
    // Every search may begin anew at each character, so nothing left means that nothing can begin either.
    if (places.length === 0) return DEAD;
    // What the first state accepts at the end may depend on its being the start as well.
    const key = `${atStart ? "^" : ""}${places.join()}`;
    const state = known.get(key) ?? fronts.push({ places, acceptsAtEnd: close(places, atStart, true).accepts }) - 1;
    known.set(key, state);
    return state;
  };
  return {
    distinctions: {
      points: [],
      sets: program.states.flatMap((state) => (state.kind === "character" ? [state.set] : [])),
    },
    start: stateOf([program.start], true),
    step: (state, codePoint) => {
      if (state < FIRST_OPEN_STATE) return state;
      const seeds = [program.start];
      for (const place of fronts[state]?.places ?? []) {
        const at = program.states[place];
        if (at?.kind === "character" && contains(at.set, codePoint)) seeds.push(at.next);
      }
      return stateOf(seeds, false);
    },
    verdict: (state) => state === DONE || (fronts[state]?.acceptsAtEnd ?? false),
    cost: () => cost,
  };
}
