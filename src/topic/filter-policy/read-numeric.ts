import type { Cursor } from "./cursor.ts";
import type { Bound, Pattern } from "./pattern.ts";
import type { Token } from "./tokens.ts";

/** Numbers that SNS compares lie between these. doc SNSDG */
const LIMIT = 1e9;

/**
 * Reads the list of a `numeric` pattern up to its closing bracket: `["=", 5]`, or one or two bounds, the lower first.
 * Texts and their order: obs LS test_validate_policy_numeric_operator.
 */
export function readNumeric(cursor: Cursor): Pattern {
  const token = cursor.next();
  if (token.kind !== "string") return cursor.refuse(`Invalid member in numeric match: ${token.text}`);
  const operator = cursor.text();
  const value = cursor.next();
  switch (operator) {
    case "=": {
      const bound = boundOf(cursor, value, "equals", true);
      return ended(cursor, { kind: "numeric", low: bound, high: bound });
    }
    case "<":
    case "<=": {
      const high = boundOf(cursor, value, operator, operator === "<=");
      return ended(cursor, { kind: "numeric", low: undefined, high });
    }
    case ">":
    case ">=":
      return readRange(cursor, boundOf(cursor, value, operator, operator === ">="));
    default:
      return cursor.refuse(`Unrecognized numeric range operator: ${operator}`);
  }
}

function readRange(cursor: Cursor, low: Bound): Pattern {
  const token = cursor.next();
  if (token.kind === "]") return { kind: "numeric", low, high: undefined };
  if (token.kind !== "string") return cursor.refuse(`Bad value in numeric range: ${token.text}`);
  const operator = cursor.text();
  if (operator !== "<" && operator !== "<=") return cursor.refuse(`Bad numeric range operator: ${operator}`);
  const high = boundOf(cursor, cursor.next(), operator, operator === "<=");
  if (cursor.next().kind !== "]") return cursor.refuse("Too many terms in numeric range expression");
  return high.value > low.value ? { kind: "numeric", low, high } : cursor.refuse("Bottom must be less than top");
}

function boundOf(cursor: Cursor, token: Token, operator: string, inclusive: boolean): Bound {
  if (token.kind !== "number") return cursor.refuse(`Value of ${operator} must be numeric`);
  const value = Number(token.text);
  // doc RULER (text): SNSDG gives the limits.
  if (Math.abs(value) > LIMIT) return cursor.refuse("Value must be between -1.0E9 and 1.0E9, inclusive");
  return { value, inclusive };
}

function ended(cursor: Cursor, pattern: Pattern): Pattern {
  return cursor.next().kind === "]" ? pattern : cursor.refuse("Too many elements in numeric expression");
}
