import type { RegexValue } from "./ast.ts";
import { characterAt } from "./characters.ts";
import { GENERAL_AWS_MESSAGE, invalidCharacters, REGEX_AWS_MESSAGE } from "./diagnostics.ts";
import { isLineContinuation, type ParseContext, placed, printable, reportCharacter } from "./parse-context.ts";
import { parseRegex } from "./regex/parse.ts";

/** Letters, digits, the listed symbols and operators, and the blank (A3). doc; obs AWS26 bad-re-* */
const ALPHABET = /^[A-Za-z0-9:_#=@/;,\- ^$?[\]{}|\\*+.]$/;

interface RegexRead {
  /** `undefined` when a problem was reported. */
  readonly value: RegexValue | undefined;
  readonly end: number;
}

/**
 * Reads `%...%` from its opening percent sign. There is no way to write a percent sign inside other than `\x25`: the
 * next one closes, also behind a backslash (inf: it is not in the documented alphabet).
 */
export function readRegex(context: ParseContext, open: number): RegexRead {
  const { text } = context;
  const close = text.indexOf("%", open + 1);
  const end = close < 0 ? text.length : close + 1;
  const problemsBefore = context.diagnostics.length;
  checkAlphabet(context, open, close < 0 ? text.length : close);
  if (context.diagnostics.length > problemsBefore) return { value: undefined, end };
  if (close < 0) {
    context.diagnostics.push({
      code: "pattern/unclosed-regex",
      message: "this regular expression is never closed",
      span: { start: open, end: open + 1 },
      help: "close it with %",
      awsMessage: GENERAL_AWS_MESSAGE,
    });
    return { value: undefined, end };
  }
  const span = { start: open, end };
  if (close === open + 1) {
    context.diagnostics.push({
      code: "pattern/empty-regex",
      message: "an empty regular expression is not allowed",
      span,
      help: "leave the whole pattern empty to match every event",
      awsMessage: invalidCharacters("%%"),
    });
    return { value: undefined, end };
  }
  const source = text.slice(open + 1, close);
  const { tree, problems } = parseRegex(source);
  for (const problem of problems) {
    context.diagnostics.push({
      code: "pattern/regex-syntax",
      message: problem.message,
      span: { start: open + 1 + problem.start, end: open + 1 + problem.end },
      help: problem.help,
      awsMessage: REGEX_AWS_MESSAGE,
    });
  }
  const value: RegexValue = { kind: "regex", source, tree };
  return { value: problems.length === 0 ? placed(context, value, span) : undefined, end };
}

/** AWS names everything from the percent sign through the character it refuses. obs AWS26 bad-re-group */
function checkAlphabet(context: ParseContext, open: number, end: number): void {
  const { text } = context;
  let at = open + 1;
  while (at < end) {
    const char = characterAt(text, at);
    if (isLineContinuation(text, at)) {
      reportCharacter(context, at, "", open);
      at += 1;
    } else if (!ALPHABET.test(char)) {
      reportRegexCharacter(context, open, at, char);
    }
    at += char.length;
  }
}

function reportRegexCharacter(context: ParseContext, open: number, at: number, char: string): void {
  const span = { start: at, end: at + char.length };
  const awsMessage = invalidCharacters(context.text.slice(open, span.end));
  if (char === "(" || char === ")") {
    context.diagnostics.push({
      code: "pattern/regex-group",
      message: "there are no groups, and parentheses are refused even behind a backslash",
      span,
      help: `write ${char === "(" ? "\\x28" : "\\x29"} for the character itself; alternation has no group to confine it`,
      awsMessage,
    });
  } else if (char === "\n" || char === "\r") {
    reportCharacter(context, at, "a regular expression stands on one line; write \\s for a line break", open);
  } else {
    const code = char.codePointAt(0) ?? 0;
    context.diagnostics.push({
      code: "pattern/regex-character",
      message: `${printable(char)} is not allowed in a regular expression`,
      span,
      help:
        code <= 0xff
          ? `write \\x${code.toString(16).toUpperCase().padStart(2, "0")} for the character itself`
          : "only ASCII is supported; use . in its place, or a quoted value with asterisks",
      awsMessage,
    });
  }
}
