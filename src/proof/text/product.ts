import { type Automaton, DEAD, joinDistinctions, type Reader } from "./automaton.ts";
import { codePointGroups } from "./code-point-groups.ts";
import { tupleTable } from "./tuple-table.ts";

/** What a reader can say about a text. */
export type Verdict = boolean | number | string;

/** Where no text in question goes on. */
export const NO_EDGE = -1;

/** Several readers that read the same text at once, each state of all of them being one state. State 0 is the start. */
export interface Product {
  /** One code point for each group of code points that no reader tells apart. */
  readonly members: readonly number[];
  /** How many states have been met. */
  readonly size: () => number;
  /** The next state for each group, or `NO_EDGE`; good until the next call. */
  readonly next: (state: number) => Int32Array;
  /** Beside the readers, by place; `undefined` for a text that is not in question. */
  readonly verdicts: (state: number) => readonly Verdict[] | undefined;
  /** What it has cost so far, in states. */
  readonly cost: () => number;
}

/** @param within only texts that it accepts are in question */
export function productOf(readers: readonly Reader<Verdict>[], within?: Automaton): Product {
  // In front, so that texts out of question are left before anything else is asked.
  const parts: readonly Reader<Verdict>[] = within === undefined ? readers : [within, ...readers];
  const first = parts.length - readers.length;
  const members = codePointGroups(joinDistinctions(parts.map(({ distinctions }) => distinctions)));
  const steps = parts.map((part) => rememberSteps(part, members));
  const tuples = tupleTable(parts.length);
  const tuple = Int32Array.from(parts, ({ start }) => start);
  tuples.add(tuple);
  const row = new Int32Array(members.length);
  return {
    members,
    size: tuples.size,
    next: (state) => {
      // Most groups lead where the one before led.
      let next = NO_EDGE;
      let isTupleOfNext = false;
      for (let group = 0; group < members.length; group += 1) {
        if (first === 1 && steps[0]?.(tuples.at(state, 0), group) === DEAD) {
          row[group] = NO_EDGE;
          continue;
        }
        for (let index = 0; index < steps.length; index += 1) {
          const target = steps[index]?.(tuples.at(state, index), group) ?? DEAD;
          if (tuple[index] !== target) isTupleOfNext = false;
          tuple[index] = target;
        }
        if (!isTupleOfNext) next = tuples.add(tuple);
        isTupleOfNext = true;
        row[group] = next;
      }
      return row;
    },
    verdicts: (state) =>
      within?.verdict(tuples.at(state, 0)) === false
        ? undefined
        : readers.map(({ verdict }, index) => verdict(tuples.at(state, first + index))),
    cost: () => parts.reduce((sum, { cost }) => sum + cost(), tuples.size()),
  };
}

/** The steps of a reader by group; each is asked for once. */
function rememberSteps(reader: Reader<Verdict>, members: readonly number[]): (state: number, group: number) => number {
  const rows: (Int32Array | undefined)[] = [];
  return (state, group) => {
    const row = (rows[state] ??= new Int32Array(members.length).fill(NO_EDGE));
    const known = row[group] ?? NO_EDGE;
    if (known !== NO_EDGE) return known;
    const next = reader.step(state, members[group] ?? 0);
    row[group] = next;
    return next;
  };
}
