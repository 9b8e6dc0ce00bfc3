import type { Program, State } from "../../pattern/regex/program.ts";
import type { CheckRegexTree } from "./parse-check-regex.ts";

/** Writes an expression out as an automaton, repeats expanded; its size was bounded by the parser. */
export function buildCheckProgram(tree: CheckRegexTree): Program {
  const states: State[] = [{ kind: "match" }];
  const add = (state: State): number => states.push(state) - 1;
  // Built from the end: each piece is given the place that follows it.
  const build = (node: CheckRegexTree, next: number): number => {
    switch (node.kind) {
      case "set":
        return add({ kind: "character", set: node, next });
      case "anchor":
        return add({ kind: "anchor", at: node.at, next });
      case "sequence":
        return node.items.reduceRight((after, item) => build(item, after), next);
      case "alternatives":
        return add({ kind: "fork", next: node.options.map((option) => build(option, next)) });
      case "repeat": {
        let start = next;
        if (node.max === null) {
          const loop = add({ kind: "match" });
          states[loop] = { kind: "fork", next: [build(node.operand, loop), next] };
          start = loop;
        } else {
          for (let copy = node.min; copy < node.max; copy += 1)
            start = add({ kind: "fork", next: [build(node.operand, start), next] });
        }
        for (let copy = 0; copy < node.min; copy += 1) start = build(node.operand, start);
        return start;
      }
    }
  };
  return { start: build(tree, 0), states };
}
