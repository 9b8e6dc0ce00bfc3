import type { Anchor, CharacterSet, RegexItem, RegexTree } from "./ast.ts";

/** One state of a nondeterministic automaton. Targets are places in {@link Program.states}. */
export type State =
  | { readonly kind: "character"; readonly set: CharacterSet; readonly next: number }
  | { readonly kind: "anchor"; readonly at: Anchor["at"]; readonly next: number }
  | { readonly kind: "fork"; readonly next: readonly number[] }
  | { readonly kind: "match" };

export interface Program {
  readonly states: readonly State[];
  readonly start: number;
}

/** Writes an expression out as an automaton, repeats expanded; its size was bounded by the parser. */
export function buildProgram(tree: RegexTree): Program {
  const states: State[] = [{ kind: "match" }];
  const add = (state: State): number => states.push(state) - 1;
  // Built from the end: each piece is given the place that follows it.
  const starts = tree.alternatives.map((sequence) =>
    sequence.reduceRight((next, item) => addItem(states, add, item, next), 0),
  );
  return { states, start: add({ kind: "fork", next: starts }) };
}

function addItem(states: State[], add: (state: State) => number, item: RegexItem, next: number): number {
  switch (item.kind) {
    case "set":
      return add({ kind: "character", set: item, next });
    case "anchor":
      return add({ kind: "anchor", at: item.at, next });
    case "repeat": {
      let start = next;
      if (item.max === null) {
        const loop = add({ kind: "match" });
        const body = addItem(states, add, item.operand, loop);
        states[loop] = { kind: "fork", next: [body, next] };
        start = loop;
      } else {
        for (let copy = item.min; copy < item.max; copy += 1) {
          const body = addItem(states, add, item.operand, start);
          start = add({ kind: "fork", next: [body, next] });
        }
      }
      for (let copy = 0; copy < item.min; copy += 1) start = addItem(states, add, item.operand, start);
      return start;
    }
  }
}
