import { FIRST_OPEN_STATE, type Reader } from "./automaton.ts";
import { codePointsOf } from "./glob-automaton.ts";

/** A place in the tree of all literals; children hang together as a list. */
interface Node {
  readonly codePoint: number;
  readonly sibling: number;
  child: number;
  literal: number;
}

const NONE = 0;

/**
 * Tells which of several literals a text is, by its place among them; -1 for none. One tree for all, since dozens of
 * literals at one place are ordinary.
 *
 * @param literals all different
 */
export function literalReader(literals: readonly string[]): Reader<number> {
  const nodes: Node[] = Array.from({ length: FIRST_OPEN_STATE + 1 }, () => nodeOf(-1, NONE));
  const find = (parent: number, codePoint: number): number => {
    let at = nodes[parent]?.child ?? NONE;
    while (at !== NONE && nodes[at]?.codePoint !== codePoint) at = nodes[at]?.sibling ?? NONE;
    return at;
  };
  const points = new Set<number>();
  for (const [literal, text] of literals.entries()) {
    let at = FIRST_OPEN_STATE;
    for (const codePoint of codePointsOf(text)) {
      points.add(codePoint);
      const known = find(at, codePoint);
      at = known === NONE ? addChild(nodes, at, codePoint) : known;
    }
    const node = nodes[at];
    if (node !== undefined) node.literal = literal;
  }
  return {
    distinctions: { points: [...points], sets: [] },
    start: FIRST_OPEN_STATE,
    step: find,
    verdict: (state) => nodes[state]?.literal ?? -1,
    cost: () => 0,
  };
}

function addChild(nodes: Node[], at: number, codePoint: number): number {
  const parent = nodes[at];
  const child = nodes.push(nodeOf(codePoint, parent?.child ?? NONE)) - 1;
  if (parent !== undefined) parent.child = child;
  return child;
}

function nodeOf(codePoint: number, sibling: number): Node {
  return { codePoint, sibling, child: NONE, literal: -1 };
}
