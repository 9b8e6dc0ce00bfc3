import { isJunction, type JsonCondition, type JsonExpression } from "../../pattern/ast.ts";
import type { Labelled } from "../synth/labelled.ts";
import { maskOf } from "../synth/literals.ts";

/** Tells which records an expression matches; every condition is held against the records once. */
export type Judge = (expression: JsonExpression) => bigint;

export function judgeFor(labelled: Labelled): Judge {
  const known = new Map<JsonCondition, bigint>();
  const judge = (expression: JsonExpression): bigint => {
    if (isJunction(expression)) {
      const masks = expression.operands.map((operand) => judge(operand));
      return masks.reduce((left, right) => (expression.kind === "and" ? left & right : left | right));
    }
    const mask = known.get(expression) ?? maskOf(expression, labelled);
    known.set(expression, mask);
    return mask;
  };
  return judge;
}
