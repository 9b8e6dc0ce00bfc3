import type { DelimitedEntry, DelimitedPattern, FieldCondition } from "./ast.ts";
import { GENERAL_AWS_MESSAGE, invalidCharacters } from "./diagnostics.ts";
import { lex } from "./lex.ts";
import { type ParseContext, placed } from "./parse-context.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseValue } from "./parse-value.ts";
import { isWord, next, peek, report, spelling, type TokenCursor } from "./token-cursor.ts";
import type { Token } from "./tokens.ts";

/** Reads a pattern known to begin with `[` and to end with `]`. */
export function parseDelimited(context: ParseContext): DelimitedPattern {
  const tokens = lex(context, "delimited", 1, context.text.length - 1);
  const cursor: TokenCursor = { context, tokens, at: 0 };
  const entries: DelimitedEntry[] = [];
  if (peek(cursor).kind === "end") return { kind: "delimited", entries };
  const seen = new Set<string>();
  for (;;) {
    const entry = parseEntry(cursor, seen);
    if (entry !== undefined) entries.push(entry);
    if (next(cursor).kind === "end") return { kind: "delimited", entries };
  }
}

/** Reads one entry and stops at the comma or the end behind it. */
function parseEntry(cursor: TokenCursor, seen: Set<string>): DelimitedEntry | undefined {
  const first = peek(cursor);
  if (first.kind === "comma" || first.kind === "end") return { kind: "unnamed" };
  if (first.kind === "word" && first.text === "...") {
    next(cursor);
    reportDuplicate(cursor, seen, first, "...");
    skipEntry(cursor, "... stands for whole fields and takes no condition");
    return placed<DelimitedEntry>(cursor.context, { kind: "ellipsis" }, first.span);
  }
  const names: Token[] = [];
  const condition = parseExpression<FieldCondition>(cursor, {
    condition: (at) => parseCondition(at, names),
    startsCondition: (token) => token.kind === "word",
    commaEnds: true,
  });
  const [name] = names;
  if (name?.kind !== "word") return undefined;
  const other = names.find((token) => token.kind === "word" && token.text !== name.text);
  if (other !== undefined) reportSeveralNames(cursor, name, other);
  reportDuplicate(cursor, seen, name, name.text);
  if (condition === undefined) return undefined;
  const last = cursor.tokens[cursor.at - 1] ?? name;
  const span = { start: first.span.start, end: last.span.end };
  return placed<DelimitedEntry>(cursor.context, { kind: "field", name: name.text, condition }, span);
}

function skipEntry(cursor: TokenCursor, help: string): void {
  const token = peek(cursor);
  if (token.kind !== "comma" && token.kind !== "end" && token.kind !== "flawed") {
    report(cursor, "pattern/unexpected-text", token, token, `${spelling(cursor, token)} does not belong here`, {
      help,
    });
  }
  while (peek(cursor).kind !== "comma" && peek(cursor).kind !== "end") next(cursor);
}

function parseCondition(cursor: TokenCursor, names: Token[]): FieldCondition | undefined {
  const name = next(cursor);
  if (name.kind === "word" || name.kind === "number") {
    if (!isFieldName(spelling(cursor, name))) reportName(cursor, name);
    else names.push(name);
  } else if (name.kind !== "flawed") {
    report(cursor, "pattern/missing-condition", name, name, "a condition begins with the name of the field", {
      help: "write, for example, status = 4*",
    });
    return undefined;
  }
  const token = peek(cursor);
  if (token.kind === "compare") {
    next(cursor);
    const value = parseValue(cursor, "delimited", name, token);
    if (value === undefined) return undefined;
    const condition: FieldCondition = { kind: "compare", operator: token.operator, value };
    const last = cursor.tokens[cursor.at - 1] ?? token;
    return placed(cursor.context, condition, { start: name.span.start, end: last.span.end });
  }
  if (isWord(token, "IS") || isWord(token, "NOT") || isWord(token, "EXISTS")) {
    report(cursor, "pattern/json-only-condition", token, token, "IS and NOT EXISTS belong to JSON patterns", {
      help: "a field of a delimited line is always a text",
    });
    return undefined;
  }
  return placed<FieldCondition>(cursor.context, { kind: "present" }, name.span);
}

/** First character obs AWS26, the others inf. */
function isFieldName(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(text);
}

function reportName(cursor: TokenCursor, name: Token): void {
  const text = spelling(cursor, name);
  report(cursor, "pattern/bad-field-name", name, name, `${text} is not a name for a field`, {
    help: "a name begins with a letter or _, then come letters, digits, _ and -",
    // obs AWS26 bad-sd-name for a digit in the first place; no text is recorded for the rest.
    awsMessage: /^[0-9]/.test(text) ? invalidCharacters(text) : GENERAL_AWS_MESSAGE,
  });
}

function reportSeveralNames(cursor: TokenCursor, name: Token, other: Token): void {
  const [first, second] = [spelling(cursor, name), spelling(cursor, other)];
  report(cursor, "pattern/several-names", other, other, `one entry is about one field, ${first}`, {
    help: `give ${second} an entry of its own; entries are always joined by and`,
    awsMessage: `Multiple variables used in a single filter. Var1 : ${first}, Var2 : ${second}`,
  });
}

function reportDuplicate(cursor: TokenCursor, seen: Set<string>, token: Token, name: string): void {
  if (!seen.has(name)) {
    seen.add(name);
    return;
  }
  report(cursor, "pattern/duplicate-field", token, token, `${name} occurs twice`, {
    help: name === "..." ? "only one stretch of fields can be left open" : "give each field a name of its own",
    awsMessage: `Duplicate field '${name}'`,
  });
}
