import type { ComparisonOperator, JsonComparison, JsonCondition, JsonExpression, Selector } from "../../pattern/ast.ts";
import { printSelector } from "../../pattern/print-selector.ts";
import { hasWildcard } from "../../pattern/select.ts";
import type { Labelled } from "../synth/labelled.ts";
import { type Literal, literalsAt, literalsFor, valueOf } from "../synth/literals.ts";
import { placesOf, type RecordPlace } from "../synth/places.ts";
import { join } from "../tree.ts";

/** What a repair can put into a pattern. */
export interface Stock {
  /** Clauses on any field, the most telling ones. */
  readonly clauses: readonly JsonExpression[];
  readonly replacementsFor: (condition: JsonCondition) => readonly JsonExpression[];
}

/** Clauses that are tried at every place of the pattern. */
const MOST_CLAUSES = 300;

export function stockFor(labelled: Labelled): Stock {
  const places = placesOf(labelled);
  const clauses = literalsFor(labelled)
    .slice(0, MOST_CLAUSES)
    .map(({ expression }) => expression);
  const known = new Map<JsonCondition, readonly JsonExpression[]>();
  return {
    clauses,
    replacementsFor: (condition) => {
      const replacements = known.get(condition) ?? replacementsIn(condition, places, labelled);
      known.set(condition, replacements);
      return replacements;
    },
  };
}

function replacementsIn(
  condition: JsonCondition,
  places: readonly RecordPlace[],
  labelled: Labelled,
): readonly JsonExpression[] {
  const { selector } = condition;
  const spelled = printSelector(selector);
  const place = places.find((other) => printSelector(other.selector) === spelled);
  const literals: readonly Literal[] = place === undefined ? [] : literalsAt(place, labelled);
  const clauses = literals.map(({ expression }) => expression);
  return [
    ...turned(condition),
    ...moved(condition, places, labelled),
    ...clauses,
    ...guards(condition).map((guard) => join<JsonCondition>("or", [condition, guard])),
    ...clauses.map((clause) => join<JsonCondition>("or", [condition, clause])),
    ...(condition.kind === "compare" && place !== undefined ? withOtherValues(condition, place) : []),
  ];
}

/** The same about a value with another operator. */
function turned(condition: JsonCondition): readonly JsonCondition[] {
  switch (condition.kind) {
    case "not-exists":
      return [
        { kind: "is", selector: condition.selector, what: "NULL" },
        { kind: "compare", selector: condition.selector, operator: "=", value: { kind: "glob", parts: ["", ""] } },
      ];
    case "is":
      return (["TRUE", "FALSE", "NULL"] as const).map((what) => ({ ...condition, what }));
    case "compare": {
      const operators: readonly ComparisonOperator[] =
        condition.value.kind === "number" ? ["=", "!=", "<", "<=", ">", ">="] : ["=", "!="];
      return [...operators.map((operator) => ({ ...condition, operator })), ...booleanOf(condition)];
    }
  }
}

function booleanOf({ selector, value }: JsonComparison): readonly JsonCondition[] {
  return value.kind === "text" && /^(?:true|false)$/i.test(value.text)
    ? [
        { kind: "is", selector, what: "TRUE" },
        { kind: "is", selector, what: "FALSE" },
      ]
    : [];
}

/** The same about a field that records have, written in another case, or deeper, or higher; and what else it asks for. */
function moved(
  condition: JsonCondition,
  places: readonly RecordPlace[],
  labelled: Labelled,
): readonly JsonExpression[] {
  const last = lastName(condition.selector);
  const spelled = printSelector(condition.selector);
  if (last === undefined) return [];
  return places
    .filter(({ selector }) => lastName(selector) === last && printSelector(selector) !== spelled)
    .flatMap((place): readonly JsonExpression[] => {
      const there: JsonCondition = { ...condition, selector: place.selector };
      const clauses = literalsAt(place, labelled).map(({ expression }) => expression);
      return [there, ...(there.kind === "compare" ? withOtherValues(there, place) : []), ...clauses];
    });
}

function lastName({ steps }: Selector): string | undefined {
  const last = steps.at(-1);
  return last?.kind === "key" ? last.name.toLowerCase() : undefined;
}

function withOtherValues(condition: JsonComparison, place: RecordPlace): readonly JsonCondition[] {
  return [...place.wanted, ...place.unwanted].flatMap((value): readonly JsonCondition[] => {
    const asked = valueOf(value);
    const orders = condition.operator !== "=" && condition.operator !== "!=";
    return orders && asked.kind !== "number" ? [] : [{ ...condition, value: asked }];
  });
}

/** What makes a condition true of events without the field. */
function guards({ selector }: JsonCondition): readonly JsonCondition[] {
  return hasWildcard(selector)
    ? []
    : [
        { kind: "not-exists", selector },
        { kind: "is", selector, what: "NULL" },
      ];
}
