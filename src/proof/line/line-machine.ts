import type { LineQuestion } from "./line-question.ts";
import {
  BARE,
  BRACKETED,
  FIELD,
  GAP,
  MODE,
  NO_BRACKET,
  NO_QUOTE,
  PATTERNS,
  PROMISES,
  QUOTED,
  READING,
  startState,
  UNCOUNTED,
  UNSETTLED,
} from "./line-state.ts";
import type { PlaceAutomaton } from "./place-automaton.ts";
import type { Judgement } from "./place-tests.ts";
import type { LineShape } from "./shape.ts";
import type { ShapePlaces } from "./shape-places.ts";
import type { Ending, StateView, TextMachine } from "./shortest-text.ts";

const QUOTE = 0x22;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const BLANK = 0x20;
const TAB = 0x09;

const NOTHING_ASKED: readonly Judgement[] = [{ holds: [], unsettled: false }];

/**
 * Accepts the lines of one shape that answer a question: takes them apart as `splitFields` does, with all tests running
 * along, those of a field while it is read and those of a rest from its start to the end of the line.
 */
export function lineMachine(question: LineQuestion, shape: LineShape, places: ShapePlaces): TextMachine {
  const { members, mustCount, patterns } = question;
  const { fields, rests } = places;
  const behindPatterns = PATTERNS + patterns.length;
  const scratch = new Int32Array(behindPatterns + rests.length);

  const load = (state: StateView): void => {
    for (let index = 0; index < scratch.length; index += 1) scratch[index] = state(index);
  };
  /** Loads a state and lets the rests that have begun read on; `false` when one of them has no hope left. */
  const loadAndRead = (state: StateView, member: number): boolean => {
    load(state);
    for (const [index, { from, automaton }] of rests.entries()) {
      const hasBegun = from === 0 || from < state(FIELD) || (from === state(FIELD) && state(MODE) !== GAP);
      if (hasBegun && !read(automaton, behindPatterns + index, member)) return false;
    }
    return true;
  };
  const read = (automaton: PlaceAutomaton, at: number, member: number): boolean => {
    const next = automaton.step(scratch[at] ?? 0, member);
    scratch[at] = next;
    return !automaton.isHopeless(next);
  };
  const automatonOf = (state: StateView): PlaceAutomaton | undefined =>
    state(UNCOUNTED) === 1 ? undefined : fields.get(state(FIELD));
  const judgementsOf = (state: StateView): readonly Judgement[] =>
    automatonOf(state)?.judgements(state(READING)) ?? NOTHING_ASKED;
  const note = ({ holds, unsettled }: Judgement): void => {
    for (const [index, held] of holds.entries()) if (held === false) scratch[PATTERNS + index] = 0;
    if (unsettled) scratch[UNSETTLED] = 1;
  };

  const beginField = (state: StateView, member: number, uncounted: 0 | 1, next: Next): void => {
    const code = members[member];
    const automaton = uncounted === 1 ? undefined : fields.get(state(FIELD));
    const enter = (mode: number, promise: number): void => {
      if (!loadAndRead(state, member)) return;
      for (const [index, rest] of rests.entries()) {
        if (rest.from === 0 || rest.from !== state(FIELD) || uncounted === 1) continue;
        scratch[behindPatterns + index] = rest.automaton.start;
        if (!read(rest.automaton, behindPatterns + index, member)) return;
      }
      scratch[MODE] = mode;
      scratch[UNCOUNTED] = uncounted;
      scratch[PROMISES] = state(PROMISES) | promise;
      if (automaton !== undefined) {
        scratch[READING] = automaton.start;
        if (mode === BARE && !read(automaton, READING, member)) return;
      }
      next(scratch);
    };
    if (code === QUOTE) enter(QUOTED, 0);
    if (code === OPENING_BRACKET && (state(PROMISES) & NO_BRACKET) === 0) enter(BRACKETED, 0);
    enter(BARE, code === QUOTE ? NO_QUOTE : code === OPENING_BRACKET ? NO_BRACKET : 0);
  };
  const endField = (state: StateView, member: number, next: Next): void => {
    for (const judgement of judgementsOf(state)) {
      if (!loadAndRead(state, member)) return;
      note(judgement);
      scratch[FIELD] = state(FIELD) + 1 - state(UNCOUNTED);
      scratch[MODE] = GAP;
      scratch[UNCOUNTED] = 0;
      scratch[READING] = 0;
      next(scratch);
    }
  };
  const endLine = (state: StateView, judgement: Judgement): Ending => {
    load(state);
    note(judgement);
    for (const [index, { automaton }] of rests.entries()) {
      const [only] = automaton.judgements(state(behindPatterns + index));
      if (only === undefined) return "refused";
      note(only);
    }
    for (let index = mustCount; index < patterns.length; index += 1) {
      if (scratch[PATTERNS + index] === 1) return "refused";
    }
    return scratch[UNSETTLED] === 1 ? "unsettled" : "accepted";
  };

  return {
    members,
    start: startState(places),
    step: (state, member, next) => {
      const code = members[member];
      if (code === QUOTE && (state(PROMISES) & NO_QUOTE) !== 0) return;
      if (code === CLOSING_BRACKET && (state(PROMISES) & NO_BRACKET) !== 0) return;
      const isSeparator = code === BLANK || code === TAB;
      const mode = state(MODE);
      if (mode === GAP) {
        if (isSeparator) {
          if (loadAndRead(state, member)) next(scratch);
          return;
        }
        if (state(FIELD) < shape.fields) beginField(state, member, 0, next);
        if (state(FIELD) === shape.gapBehind) beginField(state, member, 1, next);
        return;
      }
      const isEnd = mode === BARE ? isSeparator : code === (mode === QUOTED ? QUOTE : CLOSING_BRACKET);
      if (isEnd) {
        endField(state, member, next);
        return;
      }
      if (!loadAndRead(state, member)) return;
      const automaton = automatonOf(state);
      if (automaton === undefined || read(automaton, READING, member)) next(scratch);
    },
    ending: (state) => {
      const mode = state(MODE);
      const finished = state(FIELD) + (mode === BARE ? 1 - state(UNCOUNTED) : 0);
      if (mode === QUOTED || mode === BRACKETED || finished !== shape.fields) return "refused";
      const judgements = mode === BARE ? judgementsOf(state) : NOTHING_ASKED;
      const endings = judgements.map((judgement) => endLine(state, judgement));
      if (endings.includes("accepted")) return "accepted";
      return endings.includes("unsettled") ? "unsettled" : "refused";
    },
    cost: () => 0,
  };
}

type Next = (state: Int32Array) => void;
