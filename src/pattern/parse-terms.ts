import type { FilterPattern, Term } from "./ast.ts";
import { characterAt, endOfRun, isBlank, isTermCharacter, isTypographicDoubleQuote } from "./characters.ts";
import { GENERAL_AWS_MESSAGE, invalidCharacters } from "./diagnostics.ts";
import { fixAt, type ParseContext, placed, reportCharacter } from "./parse-context.ts";
import { quote, readQuoted, reportUnclosedQuote } from "./quoted-text.ts";

const CHARACTER_HELP =
  'unquoted terms hold letters, digits, "_" and "." only; put double quotes around a term with anything else';

/** Reads a pattern that begins with none of `{`, `[`, `%`. Problems go to the context. */
export function parseTerms(context: ParseContext): FilterPattern {
  const terms: Term[] = [];
  const { text } = context;
  let at = 0;
  while (at < text.length) {
    if (isBlank(text[at])) {
      at += 1;
      continue;
    }
    const item = readItem(context, at);
    if (item.term !== undefined) terms.push(item.term);
    at = item.end;
  }
  return terms.length === 0 ? { kind: "match-all" } : { kind: "terms", terms };
}

interface Item {
  readonly term: Term | undefined;
  readonly end: number;
}

function readItem(context: ParseContext, start: number): Item {
  const { text } = context;
  const sign = text.charAt(start);
  const role = sign === "-" ? "excluded" : sign === "?" ? "optional" : "required";
  const bodyAt = role === "required" ? start : start + 1;
  const char = characterAt(text, bodyAt);
  if (char === '"') return readQuotedTerm(context, start, bodyAt, role);
  const end = endOfRun(text, bodyAt, isTermCharacter);
  if (end > bodyAt) {
    const term: Term = { kind: "term", role, text: text.slice(bodyAt, end) };
    return { term: placed(context, term, { start, end }), end };
  }
  if (role !== "required" && (char === "" || isBlank(char) || char === "-" || char === "?")) {
    reportLoneSign(context, start, sign);
    return { term: undefined, end: bodyAt };
  }
  return { term: undefined, end: reportBadCharacter(context, bodyAt, char) };
}

function reportBadCharacter(context: ParseContext, at: number, char: string): number {
  const { text } = context;
  if (char === "%") {
    context.diagnostics.push({
      code: "pattern/regex-in-terms",
      message: "a regular expression cannot stand among terms",
      span: { start: at, end: at + 1 },
      help: "make it the whole pattern, %...%, or put the term in double quotes if the percent sign is meant",
      awsMessage: invalidCharacters(char),
    });
    const close = text.indexOf("%", at + 1);
    return close < 0 ? at + 1 : close + 1;
  }
  if (isTypographicDoubleQuote(char)) {
    const next = reportCharacter(context, at, CHARACTER_HELP);
    const rest = endOfRun(text, next, (other) => !isTypographicDoubleQuote(other) && other !== '"');
    // One flaw is told for the pair; without a closing quote the rest is read as ordinary terms.
    return rest === text.length ? next : rest + 1;
  }
  if ((char === "{" || char === "[") && text.slice(0, at).trim() === "" && closes(text, char)) {
    context.diagnostics.push({
      code: "pattern/blank-outside",
      message: `blanks before ${char} make this a pattern of terms`,
      span: { start: 0, end: at },
      help: `a JSON or delimited pattern begins with ${char} at once`,
      fix: { description: "remove the blanks outside", replacement: text.trim() },
      awsMessage: invalidCharacters(char),
    });
    return text.length;
  }
  return reportCharacter(context, at, CHARACTER_HELP);
}

function closes(text: string, opener: string): boolean {
  return text.trimEnd().endsWith(opener === "{" ? "}" : "]");
}

function reportLoneSign(context: ParseContext, at: number, sign: string): void {
  context.diagnostics.push({
    code: "pattern/lone-sign",
    message: `${sign} must stand directly before a term`,
    span: { start: at, end: at + 1 },
    help: `write ${sign}term or ${sign}"some text"`,
    awsMessage: GENERAL_AWS_MESSAGE,
  });
}

function readQuotedTerm(context: ParseContext, start: number, quoteAt: number, role: Term["role"]): Item {
  const { text } = context;
  const quoted = readQuoted(text, quoteAt);
  if (!quoted.closed) {
    reportUnclosedQuote(context, quoteAt, quoted.end);
    return { term: undefined, end: quoted.end };
  }
  const span = { start, end: quoted.end };
  if (quoted.text === "") {
    context.diagnostics.push({
      code: "pattern/empty-term",
      message: "a quoted term must hold at least one character",
      span,
      help: "leave the whole pattern empty to match every event",
      awsMessage: invalidCharacters('""'),
    });
  }
  const after = text.charAt(quoted.end);
  if (after !== "" && !isBlank(after) && after !== "-" && after !== "?") {
    return { term: undefined, end: reportGlued(context, start, quoted.end) };
  }
  const term: Term = { kind: "term", role, text: quoted.text };
  return { term: placed(context, term, span), end: quoted.end };
}

/** Text directly behind a closing quote; the rest of that run is not looked at again. */
function reportGlued(context: ParseContext, start: number, at: number): number {
  const { text } = context;
  const end = endOfRun(text, at, (char) => !isBlank(char));
  // AWS does not name the glued character itself but the next one it cannot take. obs bad-iss-array, a single case.
  const glued = characterAt(text, at);
  const named = characterAt(text, endOfRun(text, at + glued.length, isTermCharacter));
  const refused = named !== "" && !isBlank(named) && named !== "-" && named !== "?" && named !== '"';
  const runStart = startOfRun(text, start);
  const run = text.slice(runStart, end);
  context.diagnostics.push({
    code: "pattern/text-after-quote",
    message: "a blank must follow a closing quote",
    span: { start: at, end },
    help: 'to look for this text as a whole, quote all of it and write each quote inside as \\"',
    ...(run.includes("\\")
      ? {}
      : { fix: fixAt(context, { start: runStart, end }, quote(run), "quote the whole text") }),
    awsMessage: refused ? invalidCharacters(named) : GENERAL_AWS_MESSAGE,
  });
  return end;
}

/** Where the text without blanks begins that an item is part of, its sign left out. */
function startOfRun(text: string, at: number): number {
  let start = at;
  while (start > 0 && !isBlank(text[start - 1])) start -= 1;
  return text[start] === "-" || text[start] === "?" ? start + 1 : start;
}
