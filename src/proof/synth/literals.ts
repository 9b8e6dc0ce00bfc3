import {
  conditionsOf,
  type JsonComparison,
  type JsonCondition,
  type JsonExpression,
  type Or,
  type Selector,
  type Value,
} from "../../pattern/ast.ts";
import { parseDecimal } from "../../pattern/decimal.ts";
import { compileMatcher } from "../../pattern/match.ts";
import { printPattern } from "../../pattern/print.ts";
import { hasWildcard } from "../../pattern/select.ts";
import { affixesOf } from "./affixes.ts";
import type { Labelled } from "./labelled.ts";
import { placesOf, type RecordPlace } from "./places.ts";
import { penaltyOf } from "./rank.ts";

/** A clause that could stand in a pattern, and the records that it is true of. */
export interface Literal {
  readonly expression: JsonExpression;
  readonly mask: bigint;
  /** Characters, and the penalty of its field. */
  readonly cost: number;
}

/** Values of one field that are worth a clause each. */
const MOST_VALUES = 40;
/** Values that one clause may list. */
const MOST_LISTED = 24;

/** All clauses that the records bring to mind, the cheapest first; of those that say the same of all records the first. */
export function literalsFor(labelled: Labelled): readonly Literal[] {
  const all = placesOf(labelled).flatMap((place) => literalsAt(place, labelled));
  const sorted = all.toSorted((left, right) => left.cost - right.cost);
  const first = new Map<bigint, Literal>();
  for (const literal of sorted) if (!first.has(literal.mask)) first.set(literal.mask, literal);
  return [...first.values()];
}

/** The clauses about one place. */
export function literalsAt(place: RecordPlace, labelled: Labelled): readonly Literal[] {
  const { selector } = place;
  const wanted = [...place.wanted].slice(0, MOST_VALUES);
  const unwanted = [...place.unwanted].slice(0, MOST_VALUES);
  const missing: JsonCondition = { kind: "not-exists", selector };
  const isNull: JsonCondition = { kind: "is", selector, what: "NULL" };
  const absent = maskOf(missing, labelled) !== 0n;
  const guards = hasWildcard(selector)
    ? []
    : [...(absent ? [missing] : []), ...(place.plain.has(null) ? [isNull] : [])];
  const expressions: readonly JsonExpression[] = [
    ...wanted.map((value) => comparison(selector, "=", valueOf(value))),
    ...(wanted.length > 1 && wanted.length <= MOST_LISTED ? [listed(selector, wanted)] : []),
    ...affixesOf(wanted).map((parts) => comparison(selector, "=", { kind: "glob", parts })),
    ...unwanted.map((value) => guarded(comparison(selector, "!=", valueOf(value)), guards)),
    ...(place.wanted.size > 0 ? [comparison(selector, "=", { kind: "glob", parts: ["", ""] })] : []),
    ...(absent ? [missing] : []),
    ...[...place.plain].map(
      (value): JsonCondition => ({
        kind: "is",
        selector,
        what: value === null ? "NULL" : value ? "TRUE" : "FALSE",
      }),
    ),
  ];
  const penalty = penaltyOf(selector);
  return expressions.map((expression) => {
    const characters = printPattern({ kind: "json", expression }).length;
    const cost = characters + penalty + (conditionsOf(expression).some(isVague) ? VAGUE : 0);
    return { expression, mask: maskOf(expression, labelled), cost };
  });
}

/** Clauses that let in whatever the records at hand do not show may cost this less. */
const VAGUE = 40;

function isVague(condition: JsonCondition): boolean {
  if (condition.kind !== "compare") return condition.kind === "is";
  return condition.operator === "!=" || (condition.value.kind === "glob" && condition.value.parts.join("") === "");
}

/** The records that an expression is true of, by the matcher's word. */
export function maskOf(expression: JsonExpression, { records }: Labelled): bigint {
  const matches = compileMatcher({ kind: "json", expression });
  return records.reduce((mask, { message, bit }) => (matches(message) ? mask | bit : mask), 0n);
}

export function comparison(selector: Selector, operator: "=" | "!=", value: Value): JsonComparison {
  return { kind: "compare", selector, operator, value };
}

/** A value of a record as a pattern asks for it. */
export function valueOf(value: string | number): Value {
  if (typeof value === "string") return { kind: "text", text: value };
  const text = String(value);
  const decimal = parseDecimal(text);
  return decimal === undefined ? { kind: "text", text } : { kind: "number", text, decimal };
}

function listed(selector: Selector, values: readonly (string | number)[]): Or<JsonCondition> {
  return { kind: "or", operands: values.map((value) => comparison(selector, "=", valueOf(value))) };
}

/** `!=` is false where the field is missing or null; where records are like that, it says so. obs AWS26 json-num-ne */
function guarded(condition: JsonCondition, guards: readonly JsonCondition[]): JsonExpression {
  return guards.length === 0 ? condition : { kind: "or", operands: [condition, ...guards] };
}
