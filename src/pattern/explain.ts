import {
  type DelimitedPattern,
  type Expression,
  type FieldCondition,
  type FilterPattern,
  isJunction,
  type JsonPattern,
  type TermPattern,
} from "./ast.ts";
import { bindFields } from "./bind-fields.ts";
import { compileComparison } from "./compare.ts";
import { describeTerm, describeValue } from "./describe.ts";
import { explainJsonCondition } from "./explain-json.ts";
import { compileMatcher } from "./match.ts";
import { compileJsonCondition } from "./match-json.ts";
import { type LogMessage, logMessage } from "./message.ts";
import { printFieldCondition, printJsonCondition, printPattern } from "./print.ts";
import { shorten } from "./shorten.ts";

/** Why a message does or does not match a pattern. */
export interface Explanation {
  readonly kind: "explanation";
  readonly family: FilterPattern["kind"];
  readonly matched: boolean;
  readonly root: ExplanationNode;
}

export type ExplanationNode = JunctionExplanation | ClauseExplanation;

export interface JunctionExplanation {
  readonly kind: "and" | "or";
  readonly matched: boolean;
  readonly children: readonly ExplanationNode[];
}

export interface ClauseExplanation {
  readonly kind: "clause";
  readonly matched: boolean;
  /** The clause in canonical text. */
  readonly clause: string;
  /** What the message holds there, for example `the text "No"` or `nothing`. */
  readonly selected: string;
  /** One sentence without a full stop. */
  readonly reason: string;
}

/**
 * Explains clause by clause how a message stands to a pattern.
 *
 * @param message the raw message
 * @example
 * const parsed = parsePattern('{ $.additionalEventData.MFAUsed != "Yes" }');
 * if (parsed.ok) explainPattern(parsed.pattern, "{}").matched; // false: a missing field satisfies neither = nor !=
 */
export function explainPattern(pattern: FilterPattern, message: string): Explanation {
  const event = logMessage(message);
  const matched = compileMatcher(pattern)(event);
  return { kind: "explanation", family: pattern.kind, matched, root: explainRoot(pattern, event, matched) };
}

function explainRoot(pattern: FilterPattern, message: LogMessage, matched: boolean): ExplanationNode {
  const selected = `the message ${shorten(message.text)}`;
  switch (pattern.kind) {
    case "match-all":
      return { kind: "clause", matched, clause: "", selected, reason: "an empty pattern matches every event" };
    case "terms":
      return explainTerms(pattern, message);
    case "regex": {
      const reason = `the message ${matched ? "holds a match" : "holds no match"} of the expression`;
      return { kind: "clause", matched, clause: printPattern(pattern), selected, reason };
    }
    case "json":
      return explainJson(pattern, message);
    case "delimited":
      return explainDelimited(pattern, message, matched);
  }
}

function explainTerms(pattern: TermPattern, message: LogMessage): ExplanationNode {
  const optionalOnly = pattern.terms.every((term) => term.role === "optional");
  const children = pattern.terms.map((term): ClauseExplanation => {
    const found = message.text.includes(term.text);
    const selected = found ? `found at character ${message.text.indexOf(term.text) + 1}` : "nothing";
    const says = `the message ${found ? "contains" : "does not contain"} ${JSON.stringify(term.text)}`;
    const clause = printPattern({ kind: "terms", terms: [term] });
    if (term.role !== "optional" || optionalOnly) {
      return { kind: "clause", matched: found === (term.role !== "excluded"), clause, selected, reason: says };
    }
    return { kind: "clause", matched: true, clause, selected, reason: describeTerm(term).slice(1, -1) };
  });
  return join(optionalOnly ? "or" : "and", children);
}

function explainJson(pattern: JsonPattern, message: LogMessage): ExplanationNode {
  const root = message.json();
  if (root === undefined) {
    return {
      kind: "clause",
      matched: false,
      clause: printPattern(pattern),
      selected: `the message ${shorten(message.text)}`,
      reason: "the message is not one JSON object, and then a JSON pattern never matches, not even with NOT EXISTS",
    };
  }
  return explainExpression(pattern.expression, (condition) => {
    const matched = compileJsonCondition(condition)({ message, root });
    const { selected, reason } = explainJsonCondition(condition, message, matched);
    return { kind: "clause", matched, clause: printJsonCondition(condition), selected, reason };
  });
}

function explainDelimited(pattern: DelimitedPattern, message: LogMessage, matched: boolean): ExplanationNode {
  const bound = bindFields(pattern, message);
  if (bound === undefined) {
    const needed = pattern.entries.filter((entry) => entry.kind !== "ellipsis").length;
    return {
      kind: "clause",
      matched: false,
      clause: printPattern(pattern),
      selected: `a line of ${count(message.fields().length)}`,
      reason: `the pattern needs ${count(needed)} at least`,
    };
  }
  const children = bound.flatMap(({ entry, text }) =>
    entry?.kind === "field" && entry.condition.kind !== "present"
      ? [explainExpression(entry.condition, (condition) => explainField(entry.name, condition, text))]
      : [],
  );
  if (children.length > 0) return join("and", children);
  const selected = `a line of ${count(bound.length)}`;
  const reason = "the line has fields enough, and the pattern asks nothing of them";
  return { kind: "clause", matched, clause: printPattern(pattern), selected, reason };
}

function count(fields: number): string {
  return fields === 1 ? "1 field" : `${fields} fields`;
}

function explainField(name: string, condition: FieldCondition, text: string): ClauseExplanation {
  const clause = printFieldCondition(name, condition);
  const selected = `the field ${shorten(text)}`;
  if (condition.kind === "present")
    return { kind: "clause", matched: true, clause, selected, reason: "the field is there" };
  const matched = compileComparison(condition.operator, condition.value).field(text);
  const asked = describeValue(condition.operator, condition.value);
  const reason = matched ? `the field ${asked}` : `it is not so that the field ${asked}`;
  return { kind: "clause", matched, clause, selected, reason };
}

function explainExpression<Condition extends { readonly kind: string }>(
  expression: Expression<Condition>,
  explain: (condition: Condition) => ClauseExplanation,
): ExplanationNode {
  if (!isJunction(expression)) return explain(expression);
  const children = expression.operands.map((operand) => explainExpression<Condition>(operand, explain));
  return join(expression.kind, children);
}

function join(kind: "and" | "or", children: readonly ExplanationNode[]): ExplanationNode {
  const [only, ...others] = children;
  if (only !== undefined && others.length === 0) return only;
  const matched = kind === "and" ? children.every((child) => child.matched) : children.some((child) => child.matched);
  return { kind, matched, children };
}
