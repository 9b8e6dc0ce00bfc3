import {
  type Expression,
  isJunction,
  type JsonComparison,
  type JsonCondition,
  type JsonPattern,
  type Selector,
  type SelectorStep,
  type Value,
} from "../../../src/pattern/ast.ts";
import type { RegexItem } from "../../../src/pattern/regex/ast.ts";
import { textTest } from "./encode-value.ts";

/** To be said once: what stands at a place. `huge` is a number beyond doubles. */
export const KINDS = "(declare-datatypes () ((Kind Absent Null True False Text Number Huge Object Array)))";

interface Place {
  readonly name: string;
  readonly step: SelectorStep | undefined;
  readonly parent: string;
}

/**
 * Is there an object that all of `must` match and none of `mustNot`? The places that the patterns name become variables:
 * a kind, a string, a real number, and whether an array directly holds a null. `undefined` when a pattern has something
 * that is not encoded: wildcards, and texts that a number might read like.
 */
export function encodeJson(must: readonly JsonPattern[], mustNot: readonly JsonPattern[]): string | undefined {
  const places = new Map<string, Place>();
  const root = placeOf(places, []);
  const wanted = must.map(({ expression }) => encode(places, expression));
  const unwanted = mustNot.map(({ expression }) => encode(places, expression));
  if ([...wanted, ...unwanted].includes(undefined)) return undefined;
  return [
    ...[...places.values()].map(
      ({ name }) =>
        `(declare-const k${name} Kind)(declare-const s${name} String)(declare-const r${name} Real)(declare-const n${name} Bool)`,
    ),
    `(assert (= k${root} Object))`,
    ...[...places.values()].flatMap((place) => structure(place, places)),
    ...wanted.map((term) => `(assert ${term})`),
    ...unwanted.map((term) => `(assert (not ${term}))`),
  ].join("\n");
}

function placeOf(places: Map<string, Place>, steps: readonly SelectorStep[]): string {
  const key = JSON.stringify(steps);
  const known = places.get(key);
  if (known !== undefined) return known.name;
  const parent = steps.length === 0 ? "" : placeOf(places, steps.slice(0, -1));
  const name = String(places.size);
  places.set(key, { name, step: steps.at(-1), parent });
  return name;
}

function structure({ name, step, parent }: Place, places: ReadonlyMap<string, Place>): readonly string[] {
  if (step === undefined) return [];
  const absent = `(= k${name} Absent)`;
  if (step.kind !== "index") return [`(assert (or ${absent} (= k${parent} Object)))`];
  const before = [...places.values()].filter(
    (other) => other.parent === parent && other.step?.kind === "index" && other.step.index < step.index,
  );
  return [
    `(assert (or ${absent} (= k${parent} Array)))`,
    `(assert (=> (= k${name} Null) n${parent}))`,
    ...before.map((other) => `(assert (or ${absent} (not (= k${other.name} Absent))))`),
  ];
}

function encode(places: Map<string, Place>, expression: Expression<JsonCondition>): string | undefined {
  if (!isJunction(expression)) return encodeCondition(places, expression);
  const operands = expression.operands.map((operand) => encode(places, operand));
  return operands.includes(undefined) ? undefined : `(${expression.kind} ${operands.join(" ")})`;
}

function encodeCondition(places: Map<string, Place>, condition: JsonCondition): string | undefined {
  if (!isEncoded(condition.selector)) return undefined;
  const at = placeOf(places, condition.selector.steps);
  switch (condition.kind) {
    case "compare":
      return encodeComparison(condition, at);
    case "not-exists":
      return `(= k${at} Absent)`;
    case "is":
      if (condition.what === "NULL") return `(or (= k${at} Null) (and (= k${at} Array) n${at}))`;
      return `(= k${at} ${condition.what === "TRUE" ? "True" : "False"})`;
  }
}

function isEncoded({ steps }: Selector): boolean {
  return steps.every((step) => step.kind === "key" || (step.kind === "index" && step.index < 100));
}

function encodeComparison({ operator, value }: JsonComparison, at: string): string | undefined {
  const same = textTest(value, `s${at}`);
  if (same === undefined) return undefined;
  const number = numberTest(operator, value, at);
  if (number === undefined) return undefined;
  const text = operator === "=" ? same : operator === "!=" ? `(not ${same})` : "false";
  return `(or (and (= k${at} Text) ${text}) ${number})`;
}

function numberTest(operator: string, value: Value, at: string): string | undefined {
  if (value.kind !== "number") {
    const matches = matchesNumbers(value);
    if (matches === undefined) return undefined;
    return matches === (operator === "=") ? `(= k${at} Number) (= k${at} Huge)` : "false";
  }
  // Between numbers of few digits there is always another that an event can hold.
  if (!/^-?[0-9]{1,6}(?:\.[0-9]{1,4})?$/.test(value.text)) return undefined;
  const literal = value.text.replace("-", "");
  const real = `${literal}${literal.includes(".") ? "" : ".0"}`;
  const term = value.text.startsWith("-") ? `(- ${real})` : real;
  const holds = operator === "!=" ? `(not (= r${at} ${term}))` : `(${operator} r${at} ${term})`;
  return `(and (= k${at} Number) ${holds})`;
}

const OF_NUMBERS = /[-+0-9.EINfintyaN]/;

/** Is the text of every number equal to the value, or of none? `undefined`: of some, perhaps. */
function matchesNumbers(value: Exclude<Value, { readonly kind: "number" }>): boolean | undefined {
  switch (value.kind) {
    case "text":
      return Array.from(value.text).every((character) => OF_NUMBERS.test(character)) && value.text !== ""
        ? undefined
        : false;
    case "glob": {
      const letters = Array.from(value.parts.join(""));
      if (letters.length === 0) return true;
      return letters.some((character) => !OF_NUMBERS.test(character)) ? false : undefined;
    }
    case "regex":
      return value.tree.alternatives.every((sequence) => sequence.some(isForeign)) ? false : undefined;
  }
}

/** Does an item demand a character that the text of no number has? */
function isForeign(item: RegexItem): boolean {
  if (item.kind === "repeat") return item.min > 0 && isForeign(item.operand);
  if (item.kind === "anchor" || item.negated) return false;
  return item.ranges.every(({ from, to }) => from === to && !OF_NUMBERS.test(String.fromCodePoint(from)));
}
