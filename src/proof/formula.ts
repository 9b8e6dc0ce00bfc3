import type { Expression, JsonCondition, Selector } from "../pattern/ast.ts";
import { isJunction } from "../pattern/ast.ts";

/** What can stand at a place of an event. */
export type ValueKind = "absent" | "null" | "true" | "false" | "string" | "number" | "object" | "array";

/** Not in the language: a fact about events that an assumption brings in. Its selector has no wildcard. */
export interface KindsCondition {
  readonly kind: "kinds";
  readonly selector: Selector;
  readonly kinds: readonly ValueKind[];
}

/** A question about one event that is true or false of it. */
export type EventCondition = JsonCondition | KindsCondition;

/**
 * Conditions that hold or do not hold, joined. `holds: false` is the plain negation of what the matcher computes: for
 * `$.a != "x"` it is also true of events without `$.a`. All of nothing is true, any of nothing is false.
 */
export type Formula<Condition> =
  | { readonly kind: "all"; readonly parts: readonly Formula<Condition>[] }
  | { readonly kind: "any"; readonly parts: readonly Formula<Condition>[] }
  | { readonly kind: "literal"; readonly condition: Condition; readonly holds: boolean };

/** The formula that is true exactly where an expression has the wanted truth. */
export function formulaOf<Condition extends { readonly kind: string }>(
  expression: Expression<Condition>,
  holds: boolean,
): Formula<Condition> {
  if (!isJunction(expression)) return { kind: "literal", condition: expression, holds };
  const parts = expression.operands.map((operand) => formulaOf<Condition>(operand, holds));
  return { kind: (expression.kind === "and") === holds ? "all" : "any", parts };
}
