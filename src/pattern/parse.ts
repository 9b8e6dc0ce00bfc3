import { conditionsOf, type FilterPattern, type Spans, type Value } from "./ast.ts";
import { characterAt, isBlank } from "./characters.ts";
import { type Diagnostic, endRule, invalidCharacters, sortDiagnostics, tooLong } from "./diagnostics.ts";
import { MAX_PATTERN_LENGTH, MAX_REGEXES_PER_PATTERN } from "./limits.ts";
import type { ParseContext } from "./parse-context.ts";
import { parseDelimited } from "./parse-delimited.ts";
import { parseJson } from "./parse-json.ts";
import { readRegex } from "./parse-regex.ts";
import { parseTerms } from "./parse-terms.ts";

export type ParseResult =
  | { readonly ok: true; readonly pattern: FilterPattern; readonly spans: Spans }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads a CloudWatch Logs filter pattern. Never throws.
 *
 * @param text the pattern as AWS would get it, at most 1,024 UTF-16 code units
 * @returns the pattern with the places of its nodes, or every problem found, sorted by place
 * @example
 * const parsed = parsePattern('{ $.eventName = "ConsoleLogin" }');
 * parsed.ok; // true
 */
export function parsePattern(text: string): ParseResult {
  if (text.length > MAX_PATTERN_LENGTH) return { ok: false, diagnostics: [lengthDiagnostic(text)] };
  const context: ParseContext = { text, diagnostics: [], spans: new Map() };
  const pattern = parseFamily(context);
  if (pattern !== undefined) limitRegexes(context, pattern);
  if (context.diagnostics.length > 0) return { ok: false, diagnostics: sortDiagnostics(context.diagnostics) };
  if (pattern === undefined) throw new Error(`no pattern and no problem: ${text}`);
  return { ok: true, pattern, spans: context.spans };
}

/** The first character decides. obs AWS26 */
function parseFamily(context: ParseContext): FilterPattern | undefined {
  switch (context.text.charAt(0)) {
    case "{":
      return endsWith(context, "pattern/unclosed-brace", "{", "}") ? parseJson(context) : undefined;
    case "[":
      return endsWith(context, "pattern/unclosed-bracket", "[", "]") ? parseDelimited(context) : undefined;
    case "%":
      return endsWith(context, "pattern/unclosed-regex", "%", "%") ? parseStandaloneRegex(context) : undefined;
    default:
      return parseTerms(context);
  }
}

function endsWith(
  context: ParseContext,
  code: "pattern/unclosed-brace" | "pattern/unclosed-bracket" | "pattern/unclosed-regex",
  opener: string,
  closer: string,
): boolean {
  const { text } = context;
  if (text.length > 1 && text.endsWith(closer)) return true;
  const trimmed = text.trimEnd();
  const awsMessage = endRule(opener, closer);
  if (trimmed.length < text.length && trimmed.length > 1 && trimmed.endsWith(closer)) {
    context.diagnostics.push({
      code: "pattern/blank-outside",
      message: `blanks behind ${closer} are not allowed`,
      span: { start: trimmed.length, end: text.length },
      help: `a pattern that begins with ${opener} must end with ${closer}`,
      fix: { description: "remove the blanks outside", replacement: trimmed },
      awsMessage,
    });
    return false;
  }
  const outside = opener === "%" ? -1 : text.lastIndexOf(closer);
  context.diagnostics.push({
    code,
    message: `a pattern that begins with ${opener} must end with ${closer}`,
    span: outside > 0 ? { start: outside + 1, end: text.length } : { start: 0, end: 1 },
    help: outside > 0 ? `nothing may stand behind the last ${closer}` : `close it with ${closer}`,
    awsMessage,
  });
  return false;
}

function parseStandaloneRegex(context: ParseContext): FilterPattern | undefined {
  const read = readRegex(context, 0);
  const { text } = context;
  if (read.end < text.length) {
    // AWS names the first character behind the expression. obs AWS26 bad-re-two
    const char = characterAt(text, read.end);
    context.diagnostics.push({
      code: "pattern/text-after-regex",
      message: "a regular expression must be the whole pattern",
      span: { start: read.end, end: text.length },
      help: isBlank(char)
        ? "join alternatives inside one expression, %ERROR|WARN%"
        : "the second % ends the expression; write \\x25 for a percent sign inside",
      awsMessage: invalidCharacters(char),
    });
  }
  return read.value === undefined ? undefined : { kind: "regex", regex: read.value };
}

function lengthDiagnostic(text: string): Diagnostic {
  return {
    code: "pattern/too-long",
    message: `a pattern may hold ${MAX_PATTERN_LENGTH} characters; this one has ${text.length}`,
    span: { start: MAX_PATTERN_LENGTH, end: text.length },
    help: "split it into several metric filters on one metric",
    awsMessage: tooLong(text),
  };
}

function limitRegexes(context: ParseContext, pattern: FilterPattern): void {
  const excess = valuesOf(pattern).filter((value) => value.kind === "regex")[MAX_REGEXES_PER_PATTERN];
  const span = excess === undefined ? undefined : context.spans.get(excess);
  if (span === undefined) return;
  context.diagnostics.push({
    code: "pattern/too-many-regexes",
    message: `a pattern may hold ${MAX_REGEXES_PER_PATTERN} regular expressions`,
    span,
    help: "write one of them as a text with asterisks, or join alternatives in one expression with |",
    awsMessage: `Your input has exceeded the maximum of ${MAX_REGEXES_PER_PATTERN} regular expressions per filter pattern.`,
  });
}

function valuesOf(pattern: FilterPattern): readonly Value[] {
  const conditions =
    pattern.kind === "json"
      ? conditionsOf(pattern.expression)
      : pattern.kind === "delimited"
        ? pattern.entries.flatMap((entry) => (entry.kind === "field" ? conditionsOf(entry.condition) : []))
        : [];
  return conditions.flatMap((condition) => (condition.kind === "compare" ? [condition.value] : []));
}
