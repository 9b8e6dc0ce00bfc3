import type {
  DelimitedPattern,
  FieldCondition,
  FilterPattern,
  JsonCondition,
  JsonPattern,
  TermPattern,
} from "./ast.ts";
import { bindFields, extractFields } from "./bind-fields.ts";
import { compileComparison } from "./compare.ts";
import { compileExpression } from "./match-expression.ts";
import { compileJsonCondition, type JsonSubject } from "./match-json.ts";
import { type LogMessage, logMessage } from "./message.ts";
import { compileRegex } from "./regex/machine.ts";

export interface MatchResult {
  readonly matched: boolean;
  /** The fields of a delimited pattern that matched; empty in every other case. obs AWS26 */
  readonly extractedValues: Readonly<Record<string, string>>;
}

/**
 * Makes a pattern ready to be held against raw messages.
 *
 * @example
 * const parsed = parsePattern("[level=ERROR, rest]");
 * if (parsed.ok) compilePattern(parsed.pattern)("ERROR disk full");
 * // { matched: true, extractedValues: { $level: "ERROR", $rest: "disk full" } }
 */
export function compilePattern(pattern: FilterPattern): (message: string) => MatchResult {
  const matches = compileMatcher(pattern);
  return (text) => {
    const message = logMessage(text);
    return matches(message)
      ? { matched: true, extractedValues: extractValues(pattern, message) }
      : { matched: false, extractedValues: {} };
  };
}

/**
 * Makes a pattern ready to be held against messages that several patterns share.
 *
 * @example
 * const message = logMessage("ERROR disk full");
 * compileMatcher({ kind: "match-all" })(message); // true
 */
export function compileMatcher(pattern: FilterPattern): (message: LogMessage) => boolean {
  switch (pattern.kind) {
    case "match-all":
      return () => true;
    case "terms":
      return compileTerms(pattern);
    case "regex": {
      const { search } = compileRegex(pattern.regex.tree);
      return (message) => search(message.text);
    }
    case "json":
      return compileJson(pattern);
    case "delimited":
      return compileDelimited(pattern);
  }
}

/** What TestMetricFilter extracts from a message that matches. */
export function extractValues(pattern: FilterPattern, message: LogMessage): Readonly<Record<string, string>> {
  if (pattern.kind !== "delimited") return {};
  return extractFields(bindFields(pattern, message) ?? []);
}

function compileTerms(pattern: TermPattern): (message: LogMessage) => boolean {
  const textsOf = (role: string): readonly string[] =>
    pattern.terms.filter((term) => term.role === role).map((term) => term.text);
  const required = textsOf("required");
  const excluded = textsOf("excluded");
  if (required.length === 0 && excluded.length === 0) {
    const optional = textsOf("optional");
    return ({ text }) => optional.some((term) => text.includes(term));
  }
  // Beside any other term the optional ones count for nothing. obs AWS26 term-opt-excl
  return ({ text }) => required.every((term) => text.includes(term)) && !excluded.some((term) => text.includes(term));
}

function compileJson(pattern: JsonPattern): (message: LogMessage) => boolean {
  const test = compileExpression<JsonCondition, JsonSubject>(pattern.expression, compileJsonCondition);
  return (message) => {
    const root = message.json();
    // What is not one JSON object matches nothing, not even NOT EXISTS. obs AWS26
    return root !== undefined && test({ message, root });
  };
}

function compileDelimited(pattern: DelimitedPattern): (message: LogMessage) => boolean {
  const tests = new Map(
    pattern.entries.flatMap((entry) =>
      entry.kind === "field" ? [[entry, compileExpression(entry.condition, compileFieldCondition)] as const] : [],
    ),
  );
  return (message) => {
    const fields = bindFields(pattern, message);
    if (fields === undefined) return false;
    return fields.every(({ text, entry }) => entry?.kind !== "field" || tests.get(entry)?.(text) !== false);
  };
}

function compileFieldCondition(condition: FieldCondition): (text: string) => boolean {
  return condition.kind === "present" ? () => true : compileComparison(condition.operator, condition.value).field;
}
