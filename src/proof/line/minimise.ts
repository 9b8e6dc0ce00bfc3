import { tupleTable } from "../text/tuple-table.ts";

/** A finite automaton as a table: for each state as many next states as there are members of the alphabet. */
export interface Table {
  readonly start: number;
  readonly edges: Int32Array;
  /** What is said of the texts that end in a state. */
  readonly outputs: Int32Array;
}

/** Long texts need a round for each character; an automaton that is not the smallest is right as well. */
const MOST_ROUNDS = 100;

/**
 * A smaller automaton that says the same: states are told apart only as far as some text behind them does (Moore). It is
 * the smallest unless that takes too many rounds; then it is given back as it is.
 */
export function minimise(table: Table, memberCount: number): Table {
  const { start, edges, outputs } = table;
  let classes = outputs;
  let count = new Set(outputs).size;
  for (let rounds = 0; ; rounds += 1) {
    if (rounds === MOST_ROUNDS) return table;
    const refined = refine(classes, edges, memberCount);
    const isStable = refined.count === count;
    classes = refined.classes;
    count = refined.count;
    if (isStable) break;
  }
  const smallEdges = new Int32Array(count * memberCount);
  const smallOutputs = new Int32Array(count);
  for (let state = 0; state < outputs.length; state += 1) {
    const small = classes[state] ?? 0;
    smallOutputs[small] = outputs[state] ?? 0;
    for (let member = 0; member < memberCount; member += 1) {
      smallEdges[small * memberCount + member] = classes[edges[state * memberCount + member] ?? 0] ?? 0;
    }
  }
  return { start: classes[start] ?? 0, edges: smallEdges, outputs: smallOutputs };
}

/** Tells states of one class apart when one member leads them to different classes. */
function refine(
  classes: Int32Array,
  edges: Int32Array,
  memberCount: number,
): { readonly classes: Int32Array; readonly count: number } {
  const signatures = tupleTable(memberCount + 1);
  const signature = new Int32Array(memberCount + 1);
  const refined = classes.map((own, state) => {
    signature[0] = own;
    for (let member = 0; member < memberCount; member += 1) {
      signature[member + 1] = classes[edges[state * memberCount + member] ?? 0] ?? 0;
    }
    return signatures.add(signature);
  });
  return { classes: refined, count: signatures.size() };
}
