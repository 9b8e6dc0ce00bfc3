import { type Expression, isJunction } from "./ast.ts";

/** Turns an expression into one test, given how to turn a condition into one. */
export function compileExpression<Condition extends { readonly kind: string }, Subject>(
  expression: Expression<Condition>,
  compileCondition: (condition: Condition) => (subject: Subject) => boolean,
): (subject: Subject) => boolean {
  if (!isJunction(expression)) return compileCondition(expression);
  const tests = expression.operands.map((operand) => compileExpression(operand, compileCondition));
  return expression.kind === "and"
    ? (subject) => tests.every((test) => test(subject))
    : (subject) => tests.some((test) => test(subject));
}
