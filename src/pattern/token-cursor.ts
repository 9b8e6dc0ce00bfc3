import type { Diagnostic, DiagnosticCode, Fix } from "./diagnostics.ts";
import { GENERAL_AWS_MESSAGE } from "./diagnostics.ts";
import type { ParseContext } from "./parse-context.ts";
import type { Token } from "./tokens.ts";

/** A place in the tokens of one pattern; the last token is `end` and is never passed. */
export interface TokenCursor {
  readonly context: ParseContext;
  readonly tokens: readonly Token[];
  at: number;
}

export function peek(cursor: TokenCursor): Token {
  return tokenAt(cursor, cursor.at);
}

export function peekBehind(cursor: TokenCursor): Token {
  return tokenAt(cursor, cursor.at + 1);
}

function tokenAt(cursor: TokenCursor, at: number): Token {
  const token = cursor.tokens[Math.min(at, cursor.tokens.length - 1)];
  if (token === undefined) throw new RangeError("a list of tokens ends with an end token");
  return token;
}

export function next(cursor: TokenCursor): Token {
  const token = peek(cursor);
  if (token.kind !== "end") cursor.at += 1;
  return token;
}

/** Is the token this word, in any case? Key words are case-insensitive. obs AWS26 edge-is-null-lower */
export function isWord(token: Token, word: string): boolean {
  return token.kind === "word" && token.text.toUpperCase() === word;
}

/** What a report holds besides code, place and message. */
export interface ReportDetails {
  readonly help: string;
  readonly fix?: Fix | undefined;
  readonly awsMessage?: string;
}

/** Reports a flaw from one token through another. */
export function report(
  cursor: TokenCursor,
  code: DiagnosticCode,
  from: Token,
  through: Token,
  message: string,
  details: ReportDetails,
): void {
  const diagnostic: Diagnostic = {
    code,
    message,
    span: { start: from.span.start, end: through.span.end },
    help: details.help,
    ...(details.fix === undefined ? {} : { fix: details.fix }),
    awsMessage: details.awsMessage ?? GENERAL_AWS_MESSAGE,
  };
  cursor.context.diagnostics.push(diagnostic);
}

/** Passes tokens up to one that ends a condition; parentheses on the way are passed as a whole. */
export function skipCondition(cursor: TokenCursor): void {
  let depth = 0;
  while (peek(cursor).kind !== "end" && (depth > 0 || !endsCondition(peek(cursor)))) {
    const { kind } = next(cursor);
    if (kind === "open") depth += 1;
    else if (kind === "close") depth -= 1;
  }
}

export function endsCondition(token: Token): boolean {
  switch (token.kind) {
    case "and":
    case "or":
    case "comma":
    case "close":
    case "end":
      return true;
    case "word":
      return isWord(token, "AND") || isWord(token, "OR");
    case "open":
    case "compare":
    case "selector":
    case "number":
    case "quoted":
    case "regex":
    case "flawed":
      return false;
  }
}

/** The text of a token as the pattern spells it. */
export function spelling(cursor: TokenCursor, token: Token): string {
  return cursor.context.text.slice(token.span.start, token.span.end);
}
