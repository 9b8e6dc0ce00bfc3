/** What a criterion can ask of an event: the account and the region that it comes from. doc MODEL */
export interface SystemFields {
  readonly "@aws.account": string;
  readonly "@aws.region": string;
}

export type SystemField = keyof SystemFields;

export const SYSTEM_FIELDS: readonly SystemField[] = ["@aws.account", "@aws.region"];

/** A `fieldSelectionCriteria`, parsed. `=` and `!=` are lists of one value. */
export type FieldSelection =
  | { readonly kind: "membership"; readonly field: SystemField; readonly negated: boolean; readonly values: Values }
  | { readonly kind: "and" | "or"; readonly parts: readonly FieldSelection[] };

type Values = readonly string[];

/**
 * Parses the small language of `fieldSelectionCriteria`: comparisons with `=`, `!=`, `IN [..]` and `NOT IN [..]`, joined
 * by AND and OR (doc MODEL). That AND binds tighter, that parentheses group, that `&&` and `||` say the same, and that
 * the words may be in any case: inf, from the pattern language. Undefined for any other text.
 *
 * @example
 * parseFieldSelection('@aws.region = "us-east-1"');
 * // { kind: "membership", field: "@aws.region", negated: false, values: ["us-east-1"] }
 */
export function parseFieldSelection(text: string): FieldSelection | undefined {
  const tokens = text.match(TOKEN) ?? [];
  // Whatever the tokens leave out, except blanks, is no part of the language.
  if (tokens.join("") !== text.replace(BLANKS_OUTSIDE_QUOTES, "$1")) return undefined;
  const reader: Reader = { tokens, at: 0 };
  const selection = readOr(reader);
  return reader.at === tokens.length ? selection : undefined;
}

/** Does the criterion take an event of this origin? */
export function selectsEvent(selection: FieldSelection, fields: SystemFields): boolean {
  switch (selection.kind) {
    case "membership":
      return selection.values.includes(fields[selection.field]) !== selection.negated;
    case "and":
      return selection.parts.every((part) => selectsEvent(part, fields));
    case "or":
      return selection.parts.some((part) => selectsEvent(part, fields));
  }
}

const TOKEN = /"[^"]*"|@[\w.]+|[A-Za-z]+|&&|\|\||!=|[=()[\],]/g;
const BLANKS_OUTSIDE_QUOTES = /("[^"]*")|\s+/g;

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function readOr(reader: Reader): FieldSelection | undefined {
  return readJoined(reader, "or", ["OR", "||"], (inner) => readJoined(inner, "and", ["AND", "&&"], readOperand));
}

function readJoined(
  reader: Reader,
  kind: "and" | "or",
  words: readonly string[],
  readPart: (reader: Reader) => FieldSelection | undefined,
): FieldSelection | undefined {
  const parts: FieldSelection[] = [];
  do {
    const part = readPart(reader);
    if (part === undefined) return undefined;
    parts.push(part);
  } while (words.some((word) => skip(reader, word)));
  const [only] = parts;
  return parts.length === 1 ? only : { kind, parts };
}

function readOperand(reader: Reader): FieldSelection | undefined {
  if (!skip(reader, "(")) return readComparison(reader);
  const inner = readOr(reader);
  return inner !== undefined && skip(reader, ")") ? inner : undefined;
}

function readComparison(reader: Reader): FieldSelection | undefined {
  const field = SYSTEM_FIELDS.find((name) => name === reader.tokens[reader.at]);
  if (field === undefined) return undefined;
  reader.at++;
  if (skip(reader, "=")) return membership(field, false, readValue(reader));
  if (skip(reader, "!=")) return membership(field, true, readValue(reader));
  const negated = skip(reader, "NOT");
  return skip(reader, "IN") ? membership(field, negated, readList(reader)) : undefined;
}

function membership(field: SystemField, negated: boolean, values: Values | undefined): FieldSelection | undefined {
  return values === undefined ? undefined : { kind: "membership", field, negated, values };
}

function readList(reader: Reader): Values | undefined {
  if (!skip(reader, "[")) return undefined;
  const values: string[] = [];
  do {
    const value = readValue(reader);
    if (value === undefined) return undefined;
    values.push(...value);
  } while (skip(reader, ","));
  return skip(reader, "]") ? values : undefined;
}

function readValue(reader: Reader): Values | undefined {
  const token = reader.tokens[reader.at];
  if (token === undefined || !token.startsWith('"')) return undefined;
  reader.at++;
  return [token.slice(1, -1)];
}

/** Steps over a word or sign, in any case; false when something else stands there. */
function skip(reader: Reader, word: string): boolean {
  if (reader.tokens[reader.at]?.toUpperCase() !== word) return false;
  reader.at++;
  return true;
}
