import type { ComparisonOperator, Span } from "./ast.ts";
import { characterAt, endOfRun, isBlank, isTypographicDoubleQuote, isWordCharacter } from "./characters.ts";
import { GENERAL_AWS_MESSAGE, invalidCharacters } from "./diagnostics.ts";
import { readSelector } from "./lex-selector.ts";
import { fixAt, type ParseContext, printable, reportCharacter } from "./parse-context.ts";
import { readRegex } from "./parse-regex.ts";
import { quote, readQuoted, reportUnclosedQuote } from "./quoted-text.ts";
import type { Token } from "./tokens.ts";

export type BracketedFamily = "json" | "delimited";

/** The tokens between the outer braces or brackets, closed by an `end` token. Problems go to the context. */
export function lex(context: ParseContext, family: BracketedFamily, from: number, to: number): readonly Token[] {
  const tokens: Token[] = [];
  let at = from;
  while (at < to) {
    if (isBlank(context.text[at])) {
      at += 1;
      continue;
    }
    const token = readToken(context, family, at, to, tokens.at(-1));
    tokens.push(token);
    at = Math.max(token.span.end, at + 1);
  }
  tokens.push({ kind: "end", span: { start: to, end: to } });
  return tokens;
}

function readToken(
  context: ParseContext,
  family: BracketedFamily,
  at: number,
  to: number,
  previous: Token | undefined,
): Token {
  const { text } = context;
  const char = characterAt(text, at);
  const one: Span = { start: at, end: at + char.length };
  switch (char) {
    case "(":
      return { kind: "open", span: one };
    case ")":
      return { kind: "close", span: one };
    case ",":
      if (family === "json") {
        reportCharacter(context, at, "conditions are joined with && or ||");
      }
      return { kind: "comma", span: one };
    case "&":
    case "|":
      return readConnector(context, at, char);
    case "=":
    case "!":
    case "<":
    case ">":
    case "~":
      return readOperator(context, at);
    case '"':
      return readQuotedToken(context, at, to);
    case "%":
      return readRegexToken(context, at, to);
    case "$":
      return readSelectorToken(context, family, at);
    case "'":
      return readSingleQuoted(context, at);
    case "[":
    case "]":
      if (family === "delimited") return reportSecondList(context, one);
      break;
    default:
      if (isTypographicDoubleQuote(char)) return readTypographic(context, at, to);
  }
  return readBare(context, at, previous);
}

function readConnector(context: ParseContext, at: number, char: "&" | "|"): Token {
  const kind = char === "&" ? "and" : "or";
  const span = { start: at, end: endOfRun(context.text, at, (other) => other === char) };
  if (span.end - span.start !== 2) {
    reportOperator(context, span, char + char);
  }
  return { kind, span };
}

const OPERATORS: Readonly<Record<ComparisonOperator, true>> = {
  "=": true,
  "!=": true,
  "<": true,
  ">": true,
  "<=": true,
  ">=": true,
};

/** What people write for an operator of this language, coming from other languages. */
const MISTAKEN: ReadonlyMap<string, ComparisonOperator> = new Map<string, ComparisonOperator>([
  ["==", "="],
  ["===", "="],
  ["!==", "!="],
  ["<>", "!="],
  ["=!", "!="],
  ["=>", ">="],
  ["=<", "<="],
]);

function isOperator(text: string): text is ComparisonOperator {
  return Object.hasOwn(OPERATORS, text);
}

function readOperator(context: ParseContext, at: number): Token {
  const end = endOfRun(context.text, at, (char) => "=!<>~".includes(char));
  const span = { start: at, end };
  const run = context.text.slice(at, end);
  if (isOperator(run)) return { kind: "compare", operator: run, span };
  if (run === "!") {
    context.diagnostics.push({
      code: "pattern/no-negation",
      message: "there is no negation in this language",
      span,
      help: "turn the condition itself: = into !=, && into ||; a missing field satisfies neither = nor !=, see NOT EXISTS",
      awsMessage: GENERAL_AWS_MESSAGE,
    });
    return { kind: "flawed", span };
  }
  const meant = MISTAKEN.get(run);
  reportOperator(context, span, meant);
  return { kind: "compare", operator: meant ?? "=", span };
}

function reportOperator(context: ParseContext, span: Span, meant: string | undefined): void {
  const found = context.text.slice(span.start, span.end);
  context.diagnostics.push({
    code: "pattern/unknown-operator",
    message: `${found} is not an operator`,
    span,
    help: found.includes("~")
      ? "a regular expression is a value: = %...%"
      : "the operators are = != < > <= >= && ||, IS TRUE, IS FALSE, IS NULL and NOT EXISTS",
    ...(meant === undefined ? {} : { fix: fixAt(context, span, meant, `write ${meant}`) }),
    awsMessage: found.includes("~") ? invalidCharacters("~") : GENERAL_AWS_MESSAGE,
  });
}

function readQuotedToken(context: ParseContext, at: number, to: number): Token {
  const quoted = readQuoted(context.text.slice(0, to), at);
  const span = { start: at, end: quoted.end };
  if (quoted.closed) return { kind: "quoted", text: quoted.text, span };
  reportUnclosedQuote(context, at, context.text.length);
  return { kind: "flawed", span };
}

function readRegexToken(context: ParseContext, at: number, to: number): Token {
  const read = readRegex(context, at);
  const span = { start: at, end: Math.min(read.end, to) };
  return read.value === undefined ? { kind: "flawed", span } : { kind: "regex", value: read.value, span };
}

function readSelectorToken(context: ParseContext, family: BracketedFamily, at: number): Token {
  if (family === "delimited") {
    const end = reportCharacter(context, at, "a field of a delimited pattern is named without a dollar sign");
    return { kind: "flawed", span: { start: at, end: endOfRun(context.text, end, isWordCharacter) } };
  }
  const read = readSelector(context, at);
  const span = { start: at, end: read.end };
  return read.selector === undefined ? { kind: "flawed", span } : { kind: "selector", selector: read.selector, span };
}

function readSingleQuoted(context: ParseContext, at: number): Token {
  const { text } = context;
  const close = text.indexOf("'", at + 1);
  const span = { start: at, end: close < 0 ? at + 1 : close + 1 };
  const value = text.slice(at + 1, Math.max(span.end - 1, at + 1));
  context.diagnostics.push({
    code: "pattern/single-quote",
    message: "values stand in double quotes",
    span,
    help: "single quotes belong to keys only, as in $.['any name']",
    ...(close < 0 ? {} : { fix: fixAt(context, span, quote(value), "write double quotes") }),
    awsMessage: invalidCharacters("'"),
  });
  return { kind: "flawed", span };
}

function readTypographic(context: ParseContext, at: number, to: number): Token {
  const next = reportCharacter(context, at, "");
  const end = endOfRun(context.text.slice(0, to), next, (char) => !isTypographicDoubleQuote(char) && char !== '"');
  return { kind: "flawed", span: { start: at, end: end < to ? end + 1 : next } };
}

function reportSecondList(context: ParseContext, span: Span): Token {
  context.diagnostics.push({
    code: "pattern/several-lists",
    message: `${printable(context.text.slice(span.start, span.end))} cannot stand inside a delimited pattern`,
    span,
    help: "a filter holds one list; use || inside an entry, or two metric filters on one metric",
    awsMessage: GENERAL_AWS_MESSAGE,
  });
  return { kind: "flawed", span };
}

const NUMBER = /^[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/** A number, or a word: a key word, a field name or an unquoted value. */
function readBare(context: ParseContext, at: number, previous: Token | undefined): Token {
  const { text } = context;
  const end = endOfRun(text, at, (char) => isWordCharacter(char) || char === "+");
  const run = text.slice(at, end);
  if (NUMBER.test(run)) {
    if (isRunBoundary(text, end)) return { kind: "number", text: run, span: { start: at, end } };
  } else if (end > at && !run.includes("+") && (previous?.kind !== "compare" || isRunBoundary(text, end))) {
    return { kind: "word", text: run, span: { start: at, end } };
  }
  return reportBare(context, at, previous);
}

/** Reports the first character that an unquoted value cannot hold, and takes the run as one. */
function reportBare(context: ParseContext, at: number, previous: Token | undefined): Token {
  const { text } = context;
  const bad = endOfRun(text, at, isWordCharacter);
  const char = characterAt(text, bad);
  const end = Math.max(endOfRun(text, at, isInRun), bad + char.length);
  const run = text.slice(at, end);
  const isValue = previous?.kind === "compare" && endOfRun(text, at, isInRun) === end;
  const before = context.diagnostics.length;
  reportCharacter(
    context,
    bad,
    "unquoted values hold letters, digits and _ . - * only; put double quotes around others",
  );
  const reported = context.diagnostics[before];
  if (isValue && reported?.code === "pattern/bad-character") {
    context.diagnostics[before] = {
      ...reported,
      fix: fixAt(context, { start: at, end }, quote(run), "put double quotes around the value"),
    };
  }
  return { kind: "flawed", span: { start: at, end: isValue ? end : bad + char.length } };
}

function isRunBoundary(text: string, at: number): boolean {
  const char = characterAt(text, at);
  return char === "" || !isInRun(char);
}

/** What a reader takes for part of an unquoted value, allowed or not. */
function isInRun(char: string): boolean {
  return !isBlank(char) && !"()&|,\"%{}[]=!<>~\\$'\u00a0".includes(char) && !isTypographicDoubleQuote(char);
}
