import type { Budget } from "../budget.ts";
import type { Reader } from "../text/automaton.ts";
import { tupleTable } from "../text/tuple-table.ts";
import { minimise } from "./minimise.ts";
import type { Judgement, PlaceTests } from "./place-tests.ts";
import { rememberSteps } from "./steps.ts";

/** All that is asked of one part of a line as one automaton. */
export interface PlaceAutomaton {
  readonly start: number;
  readonly step: (state: number, member: number) => number;
  /** The ways in which a text that ends here may answer; those that refuse the line are left out. */
  readonly judgements: (state: number) => readonly Judgement[];
  /** Whatever follows, the line is refused; may miss some such states. */
  readonly isHopeless: (state: number) => boolean;
}

/**
 * Walks the readers side by side over all texts.
 *
 * @param refuses says of a judgement that no line with it is looked for
 * @returns `undefined` when that takes more states than the budget allows
 */
export function placeAutomaton(
  tests: PlaceTests,
  members: readonly number[],
  refuses: (judgement: Judgement) => boolean,
  budget: Budget,
): PlaceAutomaton | undefined {
  const walked = walkAll(tests.readers, members, budget);
  if (walked === undefined) return undefined;
  const outputs = new Map<string, number>();
  const answers: (readonly Judgement[])[] = [];
  const outputOf = (states: readonly number[]): number => {
    const judgements = tests.judge(states).filter((judgement) => !refuses(judgement));
    const key = JSON.stringify(judgements);
    const output = outputs.get(key) ?? answers.push(judgements) - 1;
    outputs.set(key, output);
    return output;
  };
  const table = minimise(
    { start: 0, edges: walked.edges, outputs: Int32Array.from(walked.states, outputOf) },
    members.length,
  );
  const judgementsAt = (state: number): readonly Judgement[] => answers[table.outputs[state] ?? -1] ?? [];
  const step = (state: number, member: number): number => table.edges[state * members.length + member] ?? 0;
  const isHopeless = Array.from(
    table.outputs,
    (_, state) => judgementsAt(state).length === 0 && members.every((_member, index) => step(state, index) === state),
  );
  return {
    start: table.start,
    step,
    judgements: judgementsAt,
    isHopeless: (state) => isHopeless[state] === true,
  };
}

interface Walked {
  /** For each state those of the readers. */
  readonly states: readonly (readonly number[])[];
  readonly edges: Int32Array;
}

function walkAll(readers: readonly Reader<unknown>[], members: readonly number[], budget: Budget): Walked | undefined {
  const steps = readers.map((reader) => rememberSteps(reader, members));
  const tuples = tupleTable(readers.length);
  const tuple = Int32Array.from(readers, ({ start }) => start);
  tuples.add(tuple);
  const edges: number[] = [];
  for (let state = 0; state < tuples.size(); state += 1) {
    if (tuples.size() + readers.reduce((sum, { cost }) => sum + cost(), 0) > budget.states) return undefined;
    for (let member = 0; member < members.length; member += 1) {
      for (let index = 0; index < steps.length; index += 1) {
        tuple[index] = steps[index]?.(tuples.at(state, index), member) ?? 0;
      }
      edges.push(tuples.add(tuple));
    }
  }
  const states = Array.from({ length: tuples.size() }, (_, state) =>
    readers.map((_reader, index) => tuples.at(state, index)),
  );
  return { states, edges: Int32Array.from(edges) };
}
