import type { IndexStep, KeyStep, Selector, SelectorStep } from "./ast.ts";
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownField } from "./json-value.ts";
import type { LogMessage } from "./message.ts";
import type { EventNumber } from "./number-text.ts";

/** A value that a selector found, with its number exact. */
export type FoundValue =
  | { readonly kind: "null" }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "number"; readonly number: EventNumber }
  | { readonly kind: "object" }
  | { readonly kind: "array"; readonly holdsNull: boolean };

export function hasWildcard(selector: Selector): boolean {
  return selector.steps.some((step) => step.kind === "wildcard");
}

/** Everything a selector finds, in the order of the document; one value at most without a wildcard. */
export function findValues(message: LogMessage, selector: Selector): readonly FoundValue[] {
  const root = message.json();
  if (root === undefined) return [];
  const values = walk(root, selector.steps);
  if (!values.some((value) => typeof value === "number"))
    return values.map((value) => foundValue(message, value, value));
  const numberedRoot = message.numberedJson();
  const numbered = numberedRoot === undefined ? [] : walk(numberedRoot, selector.steps);
  return values.map((value, index) => foundValue(message, value, numbered[index] ?? value));
}

/** Is there anything where the wildcard starts from? */
export function hasWildcardParent(root: JsonObject, selector: Selector): boolean {
  const wildcardAt = selector.steps.findIndex((step) => step.kind === "wildcard");
  return walk(root, selector.steps.slice(0, Math.max(wildcardAt, 0))).length > 0;
}

/** Does the selector find anything, whatever it is? */
export function exists(root: JsonObject, selector: Selector): boolean {
  return walk(root, selector.steps).length > 0;
}

function walk(root: JsonValue, steps: readonly SelectorStep[]): readonly JsonValue[] {
  let value = root;
  for (const [index, step] of steps.entries()) {
    if (step.kind === "wildcard") return childrenOf(value).flatMap((child) => walk(child, steps.slice(index + 1)));
    const child = childAt(value, step);
    if (child === undefined) return [];
    value = child;
  }
  return [value];
}

/** Arrays are not walked into by keys, nor objects by indexes. obs AWS26 edge-child-notexists */
function childAt(value: JsonValue, step: KeyStep | IndexStep): JsonValue | undefined {
  if (step.kind === "key") return isJsonObject(value) ? ownField(value, step.name) : undefined;
  return isJsonArray(value) ? value[step.index] : undefined;
}

/** Elements of arrays and fields of objects alike. obs AWS26 sel-wild, sel-objwild */
function childrenOf(value: JsonValue): readonly JsonValue[] {
  if (isJsonArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [];
}

function foundValue(message: LogMessage, value: JsonValue, numbered: JsonValue): FoundValue {
  if (value === null) return { kind: "null" };
  if (typeof value === "string") return { kind: "string", text: value };
  if (typeof value === "boolean") return { kind: "boolean", value };
  if (typeof value === "number") {
    return { kind: "number", number: message.numberAt(typeof numbered === "number" ? numbered : -1) };
  }
  return isJsonArray(value) ? { kind: "array", holdsNull: value.includes(null) } : { kind: "object" };
}
