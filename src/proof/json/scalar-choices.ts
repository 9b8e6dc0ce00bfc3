import type { OrderingOperator, Value } from "../../pattern/ast.ts";
import { orderHolds } from "../../pattern/compare.ts";
import type { Decimal } from "../../pattern/decimal.ts";
import type { Budget } from "../budget.ts";
import type { Classes, Order, TextClass, TextTest } from "../text/classes.ts";
import { numberClasses } from "../text/number-classes.ts";
import { textTestOf } from "../text/test-of.ts";
import { textClasses } from "../text/text-classes.ts";
import type { Choice } from "./choice.ts";
import { type Question, valueKey } from "./signed.ts";

export type Choices =
  | { readonly kind: "choices"; readonly choices: readonly Choice[] }
  | { readonly kind: "unknown"; readonly reason: string };

/** Strings and numbers that answer the questions in every way there is, the shortest for each. */
export function scalarChoices(questions: readonly Question[], budget: Budget): Choices {
  const strings = stringChoices(questions, budget);
  if (strings.kind === "unknown") return strings;
  const numbers = numberChoices(questions, budget);
  if (numbers.kind === "unknown") return numbers;
  return { kind: "choices", choices: [...strings.choices, ...numbers.choices] };
}

function stringChoices(questions: readonly Question[], budget: Budget): Choices {
  const tests = new Map<string, TextTest>();
  for (const { operator, value } of questions) {
    if (!isOrdering(operator)) tests.set(keyOf(value), testOf(value));
  }
  const places = placesOf(tests);
  const classes = tests.size === 0 ? onlyClass("") : textClasses([...tests.values()], budget);
  return choicesOf(classes, (found) => {
    const truths = questions.map(({ operator, value }) => {
      // Strings have no order, even when they look like numbers. obs AWS26 inf-neg-num-03
      if (isOrdering(operator)) return false;
      return (found.holds[places.get(keyOf(value)) ?? -1] === true) === (operator === "=");
    });
    const json = found.example === undefined ? undefined : JSON.stringify(found.example);
    // Where escapes lengthen it another member may be shorter, unless there is no other.
    const plain = json !== undefined && json.length === (found.example?.length ?? 0) + 2;
    const single = [...tests.values()].some((test, index) => test.kind === "equals" && found.holds[index] === true);
    return { kind: "string", hasFields: false, truths, json, shortest: plain || single, kept: false };
  });
}

function numberChoices(questions: readonly Question[], budget: Budget): Choices {
  const tests = new Map<string, TextTest>();
  const decimals = new Map<string, Decimal>();
  for (const { value } of questions) {
    // A bare number compares by value, anything else with the text of the number. obs AWS26 json-num-eq, json-qnum-eq
    if (value.kind === "number") decimals.set(value.text, value.decimal);
    else tests.set(keyOf(value), testOf(value));
  }
  const testPlaces = placesOf(tests);
  const decimalPlaces = placesOf(decimals);
  const classes =
    tests.size + decimals.size === 0
      ? onlyClass("0")
      : numberClasses([...decimals.values()], [...tests.values()], budget);
  return choicesOf(classes, (found) => {
    const truths = questions.map(({ operator, value }) => {
      if (value.kind === "number") {
        return orderSatisfies(operator, found.orders[decimalPlaces.get(value.text) ?? -1] ?? "none");
      }
      if (isOrdering(operator)) return false;
      return (found.holds[testPlaces.get(keyOf(value)) ?? -1] === true) === (operator === "=");
    });
    return { kind: "number", hasFields: false, truths, json: found.example, shortest: true, kept: false };
  });
}

function choicesOf(classes: Classes, choiceOf: (found: TextClass) => Choice): Choices {
  return classes.kind === "unknown" ? classes : { kind: "choices", choices: classes.classes.map(choiceOf) };
}

/** All values are alike when nothing is asked. */
function onlyClass(example: string): Classes {
  return { kind: "classes", classes: [{ holds: [], orders: [], example }] };
}

function testOf(value: Value): TextTest {
  // Against a string a bare number is compared as it is spelled. obs AWS26 json-num-eq-02
  return value.kind === "number" ? { kind: "equals", text: value.text } : textTestOf(value);
}

/** `1` and `"1"` are the same text. */
function keyOf(value: Value): string {
  return JSON.stringify(value.kind === "number" ? ["text", value.text] : valueKey(value));
}

function placesOf(map: ReadonlyMap<string, unknown>): ReadonlyMap<string, number> {
  return new Map([...map.keys()].map((key, index) => [key, index]));
}

function isOrdering(operator: Question["operator"]): operator is OrderingOperator {
  return operator !== "=" && operator !== "!=";
}

/** A number beyond doubles satisfies no comparison, `!=` included. obs AWS26 json-overflow */
function orderSatisfies(operator: Question["operator"], order: Order): boolean {
  // What overflows does not compare, not even by !=. obs AWS26 json-overflow
  return order !== "none" && orderHolds(operator, order === "less" ? -1 : order === "equal" ? 0 : 1);
}
