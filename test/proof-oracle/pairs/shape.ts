import fc from "fast-check";

/** The form of an expression, its conditions still numbers. */
export type Shape =
  | { readonly kind: "leaf"; readonly selector: number; readonly predicate: number }
  | { readonly kind: "junction"; readonly and: boolean; readonly left: Shape; readonly right: Shape };

/** No smaller number comes more often than another. */
const number = fc.noBias(fc.nat(11));

/** Expressions of up to four conditions. */
export const shape: fc.Arbitrary<Shape> = fc.letrec<{ node: Shape; leaf: Shape; junction: Shape }>((tie) => ({
  node: fc.oneof({ maxDepth: 2, withCrossShrink: true }, tie("leaf"), tie("junction")),
  leaf: fc.record({ kind: fc.constant("leaf" as const), selector: number, predicate: number }),
  junction: fc.record({
    kind: fc.constant("junction" as const),
    and: fc.boolean(),
    left: tie("node"),
    right: tie("node"),
  }),
})).node;

/** What conditions are made of. Few at a time, so that the conditions of a pair have to do with each other. */
export interface Vocabulary {
  readonly selectors: readonly string[];
  readonly predicates: readonly string[];
}

/** @param flip the opposite as a reader of the pattern would write it, which in this language is not the negation */
export function spell(shape: Shape, words: Vocabulary, flip = false): string {
  if (shape.kind === "junction") {
    const [left, right] = [spell(shape.left, words, flip), spell(shape.right, words, flip)];
    return `(${left} ${shape.and === flip ? "||" : "&&"} ${right})`;
  }
  const selector = words.selectors[shape.selector % words.selectors.length] ?? "$.a";
  const predicate = words.predicates[shape.predicate % words.predicates.length] ?? "NOT EXISTS";
  return `${selector} ${flip ? opposite(predicate) : predicate}`;
}

const OPPOSITES: Readonly<Record<string, string>> = {
  "=": "!=",
  "!=": "=",
  "<": ">=",
  ">": "<=",
  "<=": ">",
  ">=": "<",
};
const OPPOSITE_PREDICATES: Readonly<Record<string, string>> = {
  "IS TRUE": "IS FALSE",
  "IS FALSE": "IS TRUE",
  "NOT EXISTS": '= "*"',
  "IS NULL": "NOT EXISTS",
};

function opposite(predicate: string): string {
  const whole = OPPOSITE_PREDICATES[predicate];
  if (whole !== undefined) return whole;
  const [operator = "", ...value] = predicate.split(" ");
  return [OPPOSITES[operator] ?? operator, ...value].join(" ");
}
