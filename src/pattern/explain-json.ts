import type { IsCondition, JsonCondition, Selector } from "./ast.ts";
import { describeValue } from "./describe.ts";
import type { LogMessage } from "./message.ts";
import { printSelector } from "./print-selector.ts";
import { type FoundValue, findValues, hasWildcard } from "./select.ts";
import { shorten } from "./shorten.ts";

/** What a clause found, and a sentence without a full stop that says why that is or is not a match. */
export interface ClauseReason {
  readonly selected: string;
  readonly reason: string;
}

/** Puts into words what a condition made of a message; `matched` is the verdict of the matcher itself. */
export function explainJsonCondition(condition: JsonCondition, message: LogMessage, matched: boolean): ClauseReason {
  const found = findValues(message, condition.selector);
  const selected = describeFound(found);
  if (hasWildcard(condition.selector)) return { selected, reason: wildcardReason(condition, found, matched) };
  const [value] = found;
  return {
    selected,
    reason: value === undefined ? missingReason(condition, message) : valueReason(condition, value, matched),
  };
}

function missingReason(condition: JsonCondition, message: LogMessage): string {
  const missing = `${printSelector(condition.selector)} is missing${whereItEnds(condition.selector, message)}`;
  switch (condition.kind) {
    case "not-exists":
      return missing;
    case "is":
      return `${missing}, and a missing field is neither true nor false nor null`;
    case "compare":
      return condition.operator === "=" || condition.operator === "!="
        ? `${missing}, and a missing field satisfies neither = nor !=`
        : `${missing}, and a missing field has no order`;
  }
}

/** Names the value in which a path breaks off, when that is not simply an object without the key. */
function whereItEnds(selector: Selector, message: LogMessage): string {
  for (let length = selector.steps.length - 1; length > 0; length -= 1) {
    const prefix: Selector = { kind: "selector", steps: selector.steps.slice(0, length) };
    const [value] = findValues(message, prefix);
    if (value === undefined) continue;
    return value.kind === "object" ? "" : ` (${printSelector(prefix)} is ${describeOne(value)})`;
  }
  return "";
}

function valueReason(condition: JsonCondition, value: FoundValue, matched: boolean): string {
  const selector = printSelector(condition.selector);
  const says = `${selector} is ${describeOne(value)}`;
  switch (condition.kind) {
    case "not-exists":
      return value.kind === "null" ? `${says}, and a field that holds null exists` : says;
    case "is":
      return isReason(condition, value, says, matched);
    case "compare": {
      const hint = notComparable(value);
      if (hint !== undefined) return `${says}, and only texts and numbers satisfy = or !=${hint}`;
      const asked = describeValue(condition.operator, condition.value);
      if (matched) return `${says}, which ${asked}`;
      if (value.kind === "string" && condition.operator !== "=" && condition.operator !== "!=") {
        return `${says}, and a text has no order, even when it looks like a number`;
      }
      return `${says}: it is not so that it ${asked}`;
    }
  }
}

function isReason(condition: IsCondition, value: FoundValue, says: string, matched: boolean): string {
  if (condition.what === "NULL" && value.kind === "array" && matched) {
    return `${says} that holds a null, which IS NULL takes for null`;
  }
  const lookalike = value.kind === "string" && value.text.toUpperCase() === condition.what;
  return lookalike ? `${says}, and IS never matches a text; write = "${value.text}"` : says;
}

function notComparable(value: FoundValue): string | undefined {
  switch (value.kind) {
    case "string":
    case "number":
      return undefined;
    case "boolean":
      return `; IS ${value.value ? "TRUE" : "FALSE"} asks for it`;
    case "null":
      return "; IS NULL asks for it";
    case "object":
    case "array":
      return "";
  }
}

function wildcardReason(condition: JsonCondition, found: readonly FoundValue[], matched: boolean): string {
  const selector = printSelector(condition.selector);
  const selects = `${selector} selects ${describeFound(found)}`;
  switch (condition.kind) {
    case "not-exists":
      return selects;
    case "is":
      return `${selects}, ${matched ? "one of which" : "none of which"} is ${condition.what.toLowerCase()}`;
    case "compare": {
      if (condition.operator !== "!=") {
        const asked = describeValue(condition.operator, condition.value);
        return found.length === 0 ? selects : `${selects}, ${matched ? "one" : "none"} of which ${asked}`;
      }
      if (matched) return `${selects}, and none ${describeValue("=", condition.value)}`;
      return found.length === 0
        ? `${selects}, since what the wildcard starts from is missing`
        : `${selects}, and one ${describeValue("=", condition.value)}`;
    }
  }
}

function describeFound(found: readonly FoundValue[]): string {
  const [first, ...others] = found;
  if (first === undefined) return "nothing";
  return others.length === 0 ? describeOne(first) : `${found.length} values, the first ${describeOne(first)}`;
}

function describeOne(value: FoundValue): string {
  switch (value.kind) {
    case "null":
      return "null";
    case "boolean":
      return `the boolean ${value.value}`;
    case "string":
      return `the text ${shorten(value.text)}`;
    case "number":
      return `the number ${value.number.text}`;
    case "object":
      return "an object";
    case "array":
      return "an array";
  }
}
