import { conditionsOf, type Expression, type FilterPattern, isJunction } from "../pattern/ast.ts";

type Node = { readonly kind: string };

/** What a pattern is joined of, in the order of the text: conditions or terms. */
export function leavesOf(pattern: FilterPattern): readonly object[] {
  switch (pattern.kind) {
    case "match-all":
    case "regex":
      return [];
    case "terms":
      return pattern.terms;
    case "json":
      return conditionsOf(pattern.expression);
    case "delimited":
      return pattern.entries.flatMap((entry) => (entry.kind === "field" ? conditionsOf(entry.condition) : []));
  }
}

/** One of several operands of an `&&` or `||`. */
export interface Operand<Condition extends Node> {
  readonly joined: "and" | "or";
  readonly node: Expression<Condition>;
  /** The whole expression without this operand. */
  readonly without: Expression<Condition>;
}

/** All operands at all depths, outer ones first. */
export function operandsOf<Condition extends Node>(expression: Expression<Condition>): readonly Operand<Condition>[] {
  return operandsWithin(expression, (replaced) => replaced);
}

function operandsWithin<Condition extends Node>(
  node: Expression<Condition>,
  rebuild: (replaced: Expression<Condition>) => Expression<Condition>,
): readonly Operand<Condition>[] {
  if (!isJunction(node)) return [];
  const { kind, operands } = node;
  return operands.flatMap((operand, at) => {
    const others = operands.filter((_, index) => index !== at);
    const inner = (replaced: Expression<Condition>): Expression<Condition> =>
      rebuild(join(kind, [...operands.slice(0, at), replaced, ...operands.slice(at + 1)]));
    return [{ joined: kind, node: operand, without: rebuild(join(kind, others)) }, ...operandsWithin(operand, inner)];
  });
}

/** The expression with one condition replaced. */
export function withLeaf<Condition extends Node>(
  expression: Expression<Condition>,
  leaf: Condition,
  replacement: Expression<Condition>,
): Expression<Condition> {
  if (!isJunction(expression)) return expression === leaf ? replacement : expression;
  const operands = expression.operands.map((operand) => withLeaf<Condition>(operand, leaf, replacement));
  return join(expression.kind, operands);
}

/** Joins as the parser does: no junction stands in one of its own kind, and none has one operand. */
export function join<Condition extends Node>(
  kind: "and" | "or",
  parts: readonly Expression<Condition>[],
): Expression<Condition> {
  const [only, second] = parts;
  if (only !== undefined && second === undefined) return only;
  if (kind === "and") {
    return {
      kind,
      operands: parts.flatMap((part) => (isJunction(part) && part.kind === "and" ? part.operands : [part])),
    };
  }
  return { kind, operands: parts.flatMap((part) => (isJunction(part) && part.kind === "or" ? part.operands : [part])) };
}
