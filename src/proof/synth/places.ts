import type { Selector, SelectorStep } from "../../pattern/ast.ts";
import { isJsonArray, isJsonObject, type JsonValue } from "../../pattern/json-value.ts";
import { printSelector } from "../../pattern/print-selector.ts";
import type { Labelled } from "./labelled.ts";

/** A place that some record has, with the texts and whole numbers that records of either label hold there. */
export interface RecordPlace {
  readonly selector: Selector;
  /** Of the records that must match. */
  readonly wanted: ReadonlySet<string | number>;
  readonly unwanted: ReadonlySet<string | number>;
  /** Does it hold a boolean or a null in some record? */
  readonly plain: ReadonlySet<true | false | null>;
}

interface Growing {
  readonly selector: Selector;
  readonly wanted: Set<string | number>;
  readonly unwanted: Set<string | number>;
  readonly plain: Set<true | false | null>;
}

/** Deeper values and longer texts make no clause that anyone would want. */
const MAX_DEPTH = 8;
const MAX_TEXT = 200;

/** All places of all records, in the order of their first sight. Elements of arrays are one place, behind a wildcard. */
export function placesOf({ records, wanted }: Labelled): readonly RecordPlace[] {
  const places = new Map<string, Growing>();
  const visit = (value: JsonValue, steps: readonly SelectorStep[], isWanted: boolean): void => {
    if (steps.length > 0) note(places, steps, value, isWanted);
    if (steps.length >= MAX_DEPTH) return;
    if (isJsonArray(value)) {
      if (steps.length === 0 || steps.some(({ kind }) => kind === "wildcard")) return;
      for (const element of value) visit(element, [...steps, { kind: "wildcard" }], isWanted);
    } else if (isJsonObject(value)) {
      for (const [name, field] of Object.entries(value)) {
        if (!name.includes("'")) visit(field, [...steps, { kind: "key", name }], isWanted);
      }
    }
  };
  for (const { root, bit } of records) visit(root, [], (wanted & bit) !== 0n);
  return [...places.values()];
}

function note(places: Map<string, Growing>, steps: readonly SelectorStep[], value: JsonValue, isWanted: boolean): void {
  const selector: Selector = { kind: "selector", steps };
  const key = printSelector(selector);
  const place = places.get(key) ?? { selector, wanted: new Set(), unwanted: new Set(), plain: new Set() };
  places.set(key, place);
  if (typeof value === "boolean" || value === null) place.plain.add(value);
  const isText = typeof value === "string" && value.length <= MAX_TEXT && !value.includes("*");
  const isWhole = typeof value === "number" && Number.isSafeInteger(value) && !Object.is(value, -0);
  if (isText || isWhole) place[isWanted ? "wanted" : "unwanted"].add(value);
}
