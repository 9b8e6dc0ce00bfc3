import { type ComparisonOperator, conditionsOf, type Value } from "../../../pattern/ast.ts";
import { parsePattern } from "../../../pattern/parse.ts";

/** What a string or a number is asked, with the answer it shall give. */
export interface Test {
  readonly operator: ComparisonOperator;
  readonly value: Value;
  readonly holds: boolean;
}

/** Comparisons that must hold, of the field `n`, as the pattern language spells them. */
export function testsOf(text: string): readonly Test[] {
  const parsed = parsePattern(`{ $.n ${text} }`);
  if (!parsed.ok || parsed.pattern.kind !== "json") throw new Error(`no pattern: ${text}`);
  return conditionsOf(parsed.pattern.expression).flatMap((condition) =>
    condition.kind === "compare" ? [{ ...condition, holds: true }] : [],
  );
}

/** Is it the text that is compared, even of a number? */
export function isByText({ value }: Test): boolean {
  return value.kind !== "number";
}

/** A value that leaves one text or one number only. */
export function pinOf(tests: readonly Test[]): (Value & { readonly kind: "text" | "number" }) | undefined {
  const pins = tests.filter(({ operator, holds }) => operator === (holds ? "=" : "!="));
  return pins.flatMap(({ value }) => (value.kind === "text" || value.kind === "number" ? [value] : []))[0];
}
