import type { Cursor } from "./cursor.ts";
import { parseCidr } from "./ip-address.ts";
import type { Pattern, WildcardSteps } from "./pattern.ts";
import { readNumeric } from "./read-numeric.ts";
import type { Token } from "./tokens.ts";

const onlyOneKey = "Only one key allowed in match expression";
/** What anything-but can be said of, besides plain values. doc SNSDG, doc RULER */
const excludable: readonly string[] = ["prefix", "suffix", "equals-ignore-case", "wildcard"];
const tooManyElements = "Too many elements in numeric expression";

/** Reads one element of a list of alternatives, whose first token the cursor has come to. Texts: obs LS unless marked. */
export function readPattern(cursor: Cursor, token: Token): Pattern {
  switch (token.kind) {
    case "string":
      return { kind: "equals", value: cursor.text() };
    case "number":
      return { kind: "equals", value: Number(token.text) };
    case "literal":
      return { kind: "equals", value: literal(token) };
    case "{":
      return readExpression(cursor);
    case "[":
    case "]":
    case "}":
    case "name":
      return cursor.refuse("Match value must be String, number, true, false, or null");
  }
}

function literal(token: Token): boolean | null {
  return token.text === "null" ? null : token.text === "true";
}

function readExpression(cursor: Cursor): Pattern {
  const name = cursor.next();
  // doc RULER: the texts that no recording shows are those of AWS's published event-ruler, whose others SNS uses.
  if (name.kind !== "name") return cursor.refuse("Match expression name not found");
  switch (name.text) {
    case "prefix":
    case "suffix":
      return readAffix(cursor, name.text);
    case "equals-ignore-case":
      return closed(cursor, { kind: "equals-ignore-case", text: textOf(cursor, cursor.next(), name.text) });
    case "wildcard": {
      const steps = readWildcard(cursor, textOf(cursor, cursor.next(), name.text));
      return closed(cursor, { kind: "wildcard", steps });
    }
    case "cidr": {
      // doc RULER: it says prefix here.
      const block = parseCidr(textOf(cursor, cursor.next(), "prefix"));
      // unk: AWS's words for a text that is no block.
      return closed(cursor, { kind: "cidr", block: block ?? cursor.refuse("Malformed CIDR") });
    }
    case "exists": {
      const value = cursor.next();
      if (value.kind !== "literal" || value.text === "null") {
        return cursor.refuse("exists match pattern must be either true or false.");
      }
      return closed(cursor, { kind: "exists", expected: value.text === "true" });
    }
    case "numeric": {
      if (cursor.next().kind !== "[") return cursor.refuse("Value of numeric must be an array.");
      return closed(cursor, readNumeric(cursor), tooManyElements);
    }
    case "anything-but":
      return closed(cursor, readAnythingBut(cursor), tooManyElements);
    default:
      return cursor.refuse(`Unrecognized match type ${name.text}`);
  }
}

function closed(cursor: Cursor, pattern: Pattern, otherwise = onlyOneKey): Pattern {
  return cursor.next().kind === "}" ? pattern : cursor.refuse(otherwise);
}

function textOf(cursor: Cursor, token: Token, operator: string): string {
  if (token.kind !== "string") return cursor.refuse(`${operator} match pattern must be a string`);
  return cursor.text();
}

/** A text, or `{"equals-ignore-case": text}`. obs STACKD filters (admitted), doc RULER (meaning) */
function readAffix(cursor: Cursor, kind: "prefix" | "suffix"): Pattern {
  const token = cursor.next();
  if (token.kind !== "{") return closed(cursor, { kind, text: textOf(cursor, token, kind), ignoreCase: false });
  const inner = cursor.next();
  if (inner.kind !== "name" || inner.text !== "equals-ignore-case") {
    return cursor.refuse(`Unsupported ${kind} pattern: ${inner.text}`);
  }
  const pattern: Pattern = { kind, text: textOf(cursor, cursor.next(), inner.text), ignoreCase: true };
  return closed(cursor, closed(cursor, pattern));
}

function readAnythingBut(cursor: Cursor): Pattern {
  const token = cursor.next();
  if (token.kind !== "{") return { kind: "anything-but", patterns: readExcludedValues(cursor, token) };
  const inner = cursor.next();
  const operator = inner.text;
  if (inner.kind !== "name" || !excludable.includes(operator)) {
    return cursor.refuse(`Unsupported anything-but pattern: ${operator}`);
  }
  const patterns = readExcludedTexts(cursor, cursor.next(), operator);
  return closed(cursor, { kind: "anything-but", patterns }, tooManyElements);
}

/** One text or number, or a list of texts or of numbers. doc SNSDG, texts doc RULER */
function readExcludedValues(cursor: Cursor, first: Token): readonly Pattern[] {
  if (first.kind === "string" || first.kind === "number") return [readPattern(cursor, first)];
  if (first.kind !== "[") {
    return cursor.refuse("Value of anything-but must be an array or single string/number value.");
  }
  const patterns: Pattern[] = [];
  const kinds = new Set<string>();
  for (let token = cursor.next(); token.kind !== "]"; token = cursor.next()) {
    if (token.kind !== "string" && token.kind !== "number") {
      return cursor.refuse("Inside anything but list, start|null|boolean is not supported.");
    }
    kinds.add(token.kind);
    patterns.push(readPattern(cursor, token));
  }
  if (kinds.size === 1) return patterns;
  return cursor.refuse("Inside anything but list, either all values are number or string, mixed type is not supported");
}

function readExcludedTexts(cursor: Cursor, first: Token, operator: string): readonly Pattern[] {
  if (first.kind !== "[") return [excludedText(cursor, first, operator)];
  const patterns: Pattern[] = [];
  for (let token = cursor.next(); token.kind !== "]"; token = cursor.next()) {
    patterns.push(excludedText(cursor, token, operator));
  }
  return patterns.length > 0 ? patterns : cursor.refuse("Empty arrays are not allowed");
}

function excludedText(cursor: Cursor, token: Token, operator: string): Pattern {
  const text = textOf(cursor, token, operator);
  switch (operator) {
    case "prefix":
    case "suffix":
      if (text === "") return cursor.refuse("Null prefix/suffix not allowed");
      return { kind: operator, text, ignoreCase: false };
    case "wildcard":
      return { kind: "wildcard", steps: readWildcard(cursor, text) };
    default:
      return { kind: "equals-ignore-case", text };
  }
}

/** Splits at the stars; `\*` and `\\` stand for themselves. doc RULER (places count from the opening quote: inf) */
function readWildcard(cursor: Cursor, text: string): WildcardSteps {
  const steps: string[] = [];
  let step = "";
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? "";
    const following = text[index + 1];
    if (character === "\\") {
      if (following !== "*" && following !== "\\") return cursor.refuse(`Invalid escape character at pos ${index + 1}`);
      step += following;
      index += 1;
    } else if (character === "*") {
      if (following === "*") return cursor.refuse(`Consecutive wildcard characters at pos ${index + 1}`);
      steps.push(step);
      step = "";
    } else {
      step += character;
    }
  }
  return [...steps, step];
}
