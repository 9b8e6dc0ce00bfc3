import { type Alphabet, buildAlphabet, contains } from "./alphabet.ts";
import type { RegexTree } from "./ast.ts";
import { buildProgram, type Program } from "./program.ts";

/** A compiled expression. It holds caches, but answers as a function of the text alone. */
export interface RegexMachine {
  /** Does the expression match somewhere in the text? obs AWS26: a search, not a match of the whole. */
  readonly search: (text: string) => boolean;
  /** States visited so far, over all searches: what a search costs, whatever the clock says. */
  readonly visits: () => number;
}

/** How many places of the automaton the cache may hold in all its states before it starts afresh. */
const MAX_CACHED_PLACES = 100_000;

/** A set of places of the automaton that a text can have led to. */
interface Front {
  /** Ascending places of `character` states and of `end` anchors not yet passed. */
  readonly places: readonly number[];
  readonly accepts: boolean;
  readonly acceptsAtEnd: boolean;
  readonly next: (Front | undefined)[];
}

/**
 * Compiles an expression to an automaton whose deterministic states are built when first met. A search takes one pass
 * over the text and visits at most all states of the program for each character, so time is linear in the text.
 *
 * @example
 * compileRegex(parseRegex("^[hc]at$").tree).search("cat"); // true
 */
export function compileRegex(tree: RegexTree): RegexMachine {
  const program = buildProgram(tree);
  const sets = program.states.flatMap((state) => (state.kind === "character" ? [state.set] : []));
  const alphabet = buildAlphabet(sets);
  const closure = closureOf(program);
  let fronts = new Map<string, Front>();
  let cachedPlaces = 0;
  let visits = 0;

  const frontOf = (seeds: readonly number[], atStart: boolean): Front => {
    const reached = closure(seeds, atStart, false);
    visits += reached.places.length + 1;
    const key = reached.accepts ? "accepts" : reached.places.join();
    const known = fronts.get(key);
    // The front at the start of the text may differ in what it accepts at the end, so it is never shared.
    if (known !== undefined && !atStart) return known;
    const front: Front = {
      places: reached.places,
      accepts: reached.accepts,
      acceptsAtEnd: reached.accepts || closure(reached.places, atStart, true).accepts,
      next: Array.from<Front | undefined>({ length: alphabet.size }),
    };
    if (!atStart) {
      fronts.set(key, front);
      cachedPlaces += reached.places.length + alphabet.size;
    }
    return front;
  };
  const advance = (front: Front, group: number): Front => {
    // A match may begin at any character: the start is a seed each time.
    const seeds = [...targetsOf(program, alphabet, front.places, group), program.start];
    visits += front.places.length;
    const next = frontOf(seeds, false);
    front.next[group] = next;
    return next;
  };
  const initial = frontOf([program.start], true);

  const search = (text: string): boolean => {
    let front = initial;
    for (let at = 0; at < text.length && !front.accepts; at += 1) {
      const code = text.codePointAt(at) ?? 0;
      if (code > 0xffff) at += 1;
      const group = alphabet.groupOf(code);
      visits += 1;
      if (cachedPlaces > MAX_CACHED_PLACES) {
        fronts = new Map();
        cachedPlaces = 0;
        // Old fronts point at each other; a copy without pointers lets them go.
        front = { ...front, next: Array.from<Front | undefined>({ length: alphabet.size }) };
        initial.next.fill(undefined);
      }
      front = front.next[group] ?? advance(front, group);
    }
    return front.accepts || front.acceptsAtEnd;
  };
  return { search, visits: () => visits };
}

function targetsOf(program: Program, alphabet: Alphabet, places: readonly number[], group: number): readonly number[] {
  const member = alphabet.memberOf(group);
  const targets: number[] = [];
  for (const place of places) {
    const state = program.states[place];
    if (state?.kind === "character" && contains(state.set, member)) targets.push(state.next);
  }
  return targets;
}

interface Reached {
  readonly places: readonly number[];
  readonly accepts: boolean;
}

/** Follows everything that takes no character. An end anchor not yet passed is a place: the text may end there. */
export function closureOf(program: Program): (seeds: readonly number[], atStart: boolean, atEnd: boolean) => Reached {
  const stamps = new Uint32Array(program.states.length);
  let stamp = 0;
  return (seeds, atStart, atEnd) => {
    stamp += 1;
    const waiting = [...seeds];
    const places: number[] = [];
    let accepts = false;
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      if (stamps[place] === stamp) continue;
      stamps[place] = stamp;
      const state = program.states[place];
      switch (state?.kind) {
        case "match":
          accepts = true;
          break;
        case "fork":
          waiting.push(...state.next);
          break;
        case "anchor":
          if (state.at === "start" ? atStart : atEnd) waiting.push(state.next);
          else if (state.at === "end") places.push(place);
          break;
        case "character":
          places.push(place);
          break;
        case undefined:
          throw new RangeError(`the program has no state ${place}`);
      }
    }
    return { places: places.sort((left, right) => left - right), accepts };
  };
}
