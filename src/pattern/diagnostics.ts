import type { Span } from "./ast.ts";
import { MAX_PATTERN_LENGTH } from "./limits.ts";

/** One flaw of a pattern. `code` is stable; `message` and `help` are for people and may change. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly span: Span;
  readonly help?: string;
  readonly fix?: Fix;
  /** What AWS says when this is the flaw it meets first. */
  readonly awsMessage: string;
}

/** A repair that is certain: `replacement` is the whole new pattern. */
export interface Fix {
  readonly description: string;
  readonly replacement: string;
}

export type DiagnosticCode = keyof typeof STAGES;

/** What AWS says where no other text is recorded. obs AWS26 */
export const GENERAL_AWS_MESSAGE = "Invalid metric filter pattern";

/** obs AWS26 */
export const REGEX_AWS_MESSAGE = "Failed to compile regular expression.";

/**
 * The order in which AWS looks: length, then the end rule, then characters, then syntax, then what the parts mean
 * together. That characters come before names is seen in bad-iss-smart-quotes, where both flaws are present.
 */
const STAGES = {
  "pattern/too-long": 0,
  "pattern/unclosed-brace": 1,
  "pattern/unclosed-bracket": 1,
  "pattern/unclosed-regex": 1,
  "pattern/bad-character": 2,
  "pattern/backslash-newline": 2,
  "pattern/typographic-quote": 2,
  "pattern/no-break-space": 2,
  "pattern/blank-outside": 2,
  "pattern/single-quote": 2,
  "pattern/unclosed-quote": 2,
  "pattern/empty-term": 2,
  "pattern/text-after-quote": 2,
  "pattern/text-after-regex": 2,
  "pattern/bracket-after-dollar": 2,
  "pattern/double-quoted-key": 2,
  "pattern/bad-selector": 2,
  "pattern/regex-group": 2,
  "pattern/regex-character": 2,
  "pattern/empty-regex": 2,
  "pattern/regex-in-terms": 2,
  "pattern/ordering-needs-number": 2,
  "pattern/bad-field-name": 2,
  "pattern/lone-sign": 3,
  "pattern/unknown-operator": 3,
  "pattern/word-operator": 3,
  "pattern/no-negation": 3,
  "pattern/is-not": 3,
  "pattern/exists": 3,
  "pattern/bare-null": 3,
  "pattern/missing-dollar": 3,
  "pattern/missing-condition": 3,
  "pattern/missing-operator": 3,
  "pattern/missing-value": 3,
  "pattern/unexpected-text": 3,
  "pattern/unclosed-paren": 3,
  "pattern/unopened-paren": 3,
  "pattern/number-range": 3,
  "pattern/several-lists": 3,
  "pattern/json-only-condition": 3,
  "pattern/regex-syntax": 4,
  "pattern/too-many-regexes": 4,
  "pattern/too-many-wildcards": 4,
  "pattern/too-many-wildcard-selectors": 4,
  "pattern/several-names": 4,
  "pattern/duplicate-field": 4,
} as const;

/** AWS's text for characters it does not take. Beyond ASCII it prints `?`. obs bad-iss-smart-quotes */
export function invalidCharacters(text: string): string {
  return `Invalid character(s) in term '${text.replace(/[^\0-\x7f]/gu, "?")}'`;
}

/** AWS's text for a pattern that opens and does not close. obs AWS26 */
export function endRule(opener: string, closer: string): string {
  return `If a filter pattern starts with '${opener}' it must end with '${closer}'`;
}

/** AWS's text for a pattern beyond 1,024 characters; it repeats the pattern. obs LS */
export function tooLong(text: string): string {
  return (
    `1 validation error detected: Value '${text}' at 'filterPattern' failed to satisfy constraint: ` +
    `Member must have length less than or equal to ${MAX_PATTERN_LENGTH}`
  );
}

/**
 * What AWS answers to a refused pattern: it tells one flaw only, the first it meets.
 *
 * @param diagnostics what `parsePattern` returned for `text`; must not be empty
 * @example
 * awsErrorText("ERR*", diagnostics); // "Invalid character(s) in term '*'"
 */
export function awsErrorText(text: string, diagnostics: readonly Diagnostic[]): string {
  let first: Diagnostic | undefined;
  for (const diagnostic of diagnostics) {
    if (first === undefined || isMetBefore(diagnostic, first)) first = diagnostic;
  }
  if (first === undefined) throw new RangeError("a pattern without diagnostics is not refused");
  return first.code === "pattern/too-long" ? tooLong(text) : first.awsMessage;
}

function isMetBefore(left: Diagnostic, right: Diagnostic): boolean {
  const stages = STAGES[left.code] - STAGES[right.code];
  return stages < 0 || (stages === 0 && left.span.start < right.span.start);
}

/** The pattern with one place replaced. */
export function replaceSpan(text: string, span: Span, replacement: string): string {
  return text.slice(0, span.start) + replacement + text.slice(span.end);
}

/** Sorted by place, then by end; flaws at one place keep the order in which they were found. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((left, right) => left.span.start - right.span.start || left.span.end - right.span.end);
}
