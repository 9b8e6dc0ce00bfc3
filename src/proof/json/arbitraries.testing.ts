import fc from "fast-check";
import type { JsonExpression } from "../../pattern/ast.ts";
import { parsePattern } from "../../pattern/parse.ts";
import { type EventCondition, type Formula, formulaOf } from "../formula.ts";

const SELECTORS = (
  "$.a $.a $.b $.a.a $.a.b $.b.a $.a[0] $.a[1] $.a[1].b $.b[0] $.a[2] " +
  "$.* $.a[*] $.a.* $.*.b $.*[1] $.a[*].b $.b.* $.*.a $.a.b[*]"
).split(" ");

const PREDICATES = (
  '= "x",!= "x",= "y",= 1,!= 1,= "1",= "1.0",> 0,< 1,>= 1,= *,!= "*",= "",' +
  "IS NULL,IS NULL,IS TRUE,IS FALSE,NOT EXISTS,NOT EXISTS,= %x|y%,!= %^$%,!= y*"
).split(",");

export function expressionOf(text: string): JsonExpression {
  const parsed = parsePattern(`{ ${text} }`);
  if (!parsed.ok || parsed.pattern.kind !== "json") throw new Error(`no JSON pattern: ${text}`);
  return parsed.pattern.expression;
}

const literal = fc
  .tuple(fc.constantFrom(...SELECTORS), fc.constantFrom(...PREDICATES), fc.boolean())
  .map(([selector, predicate, holds]) => formulaOf<EventCondition>(expressionOf(`${selector} ${predicate}`), holds));

/** Conjunctions of signed conditions. */
export const conjunction: fc.Arbitrary<Formula<EventCondition>> = fc
  .array(literal, { minLength: 1, maxLength: 6 })
  .map((parts) => ({ kind: "all", parts }));

/** Formulas of any shape over a few places. */
export const formula: fc.Arbitrary<Formula<EventCondition>> = fc.letrec<{
  node: Formula<EventCondition>;
  literal: Formula<EventCondition>;
  junction: Formula<EventCondition>;
}>((tie) => ({
  node: fc.oneof({ maxDepth: 3, withCrossShrink: true }, tie("literal"), tie("junction")),
  literal,
  junction: fc.record({
    kind: fc.constantFrom("all" as const, "all" as const, "any" as const),
    parts: fc.array(tie("node"), { minLength: 1, maxLength: 4 }),
  }),
})).junction;
