import type { IsCondition, JsonComparison, JsonCondition } from "./ast.ts";
import { type Comparison, compileComparison } from "./compare.ts";
import type { JsonObject } from "./json-value.ts";
import type { LogMessage } from "./message.ts";
import { exists, type FoundValue, findValues, hasWildcard, hasWildcardParent } from "./select.ts";

/** A message known to be one JSON object. */
export interface JsonSubject {
  readonly message: LogMessage;
  readonly root: JsonObject;
}

export function compileJsonCondition(condition: JsonCondition): (subject: JsonSubject) => boolean {
  switch (condition.kind) {
    case "compare":
      return compileJsonComparison(condition);
    case "is":
      return compileIs(condition);
    case "not-exists":
      // A field that holds null exists. obs AWS26 json-not-exists
      return ({ root }) => !exists(root, condition.selector);
  }
}

function compileJsonComparison(condition: JsonComparison): (subject: JsonSubject) => boolean {
  const { selector, operator, value } = condition;
  if (operator === "!=" && hasWildcard(selector)) {
    // Not "some value differs" but "no value is equal", of whatever the wildcard starts from. obs AWS26 sel-wild-ne
    const equal = compileComparison("=", value);
    return ({ message, root }) =>
      hasWildcardParent(root, selector) && !findValues(message, selector).some((found) => satisfies(equal, found));
  }
  const comparison = compileComparison(operator, value);
  return ({ message }) => findValues(message, selector).some((found) => satisfies(comparison, found));
}

/** Only texts and numbers compare; anything else is false, for `!=` as well. obs AWS26 json-num-ne, json-str-ne */
function satisfies(comparison: Comparison, found: FoundValue): boolean {
  switch (found.kind) {
    case "string":
      return comparison.string(found.text);
    case "number":
      return comparison.number(found.number);
    case "null":
    case "boolean":
    case "object":
    case "array":
      return false;
  }
}

function compileIs(condition: IsCondition): (subject: JsonSubject) => boolean {
  const { selector, what } = condition;
  const wildcard = hasWildcard(selector);
  return ({ message }) => findValues(message, selector).some((found) => is(what, found, wildcard));
}

function is(what: IsCondition["what"], found: FoundValue, wildcard: boolean): boolean {
  switch (what) {
    case "TRUE":
      return found.kind === "boolean" && found.value;
    case "FALSE":
      return found.kind === "boolean" && !found.value;
    case "NULL":
      // An array that directly holds a null counts as null, but not behind a wildcard. obs AWS26 json-is-null, bnd-wild-null
      return found.kind === "null" || (found.kind === "array" && found.holdsNull && !wildcard);
  }
}
