import type { ComparisonOperator, Value } from "./ast.ts";
import { compareDecimals, type Decimal, parseDecimal } from "./decimal.ts";
import { globMatches } from "./glob.ts";
import type { EventNumber } from "./number-text.ts";
import { compileRegex } from "./regex/machine.ts";

/** A comparison made ready for the three kinds of things that can be compared. */
export interface Comparison {
  /** A JSON string: by text; it has no order, even when it looks like a number. obs AWS26, C19 */
  readonly string: (text: string) => boolean;
  /** A JSON number: by value with a bare number, else by its text. obs AWS26 */
  readonly number: (number: EventNumber) => boolean;
  /** A field of a delimited line: by value with a bare number, else by text. obs AWS26 sd-num */
  readonly field: (text: string) => boolean;
}

/** @example compileComparison("=", { kind: "text", text: "Yes" }).string("Yes"); // true */
export function compileComparison(operator: ComparisonOperator, value: Value): Comparison {
  const sameText = textTest(value);
  const byText = textComparison(operator, sameText);
  if (value.kind !== "number") {
    return { string: byText, number: (number) => byText(number.text), field: byText };
  }
  const { decimal } = value;
  return {
    string: byText,
    // An overflowing number is neither equal nor unequal nor ordered. obs AWS26 json-overflow
    number: (number) => number.decimal !== undefined && holds(operator, number.decimal, decimal),
    field: (text) => {
      const number = parseDecimal(text);
      // A field that is no number is unequal to every number. inf
      return number === undefined ? operator === "!=" : holds(operator, number, decimal);
    },
  };
}

/** Is a text equal to the value? A bare number is compared as it is spelled. obs AWS26 json-num-eq, json-plus */
function textTest(value: Value): (text: string) => boolean {
  switch (value.kind) {
    case "number":
    case "text":
      return (text) => text === value.text;
    case "glob":
      return (text) => globMatches(value.parts, text);
    case "regex":
      return compileRegex(value.tree).search;
  }
}

function textComparison(operator: ComparisonOperator, sameText: (text: string) => boolean): (text: string) => boolean {
  switch (operator) {
    case "=":
      return sameText;
    case "!=":
      return (text) => !sameText(text);
    case "<":
    case ">":
    case "<=":
    case ">=":
      return () => false;
  }
}

function holds(operator: ComparisonOperator, left: Decimal, right: Decimal): boolean {
  return orderHolds(operator, compareDecimals(left, right));
}

/** @param order less than, equal to or greater than zero, as the value is to the constant */
export function orderHolds(operator: ComparisonOperator, order: number): boolean {
  switch (operator) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case ">":
      return order > 0;
    case "<=":
      return order <= 0;
    case ">=":
      return order >= 0;
  }
}
