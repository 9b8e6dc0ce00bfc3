import { conditionsOf, type IsCondition, type JsonCondition, type JsonPattern } from "./ast.ts";
import { GENERAL_AWS_MESSAGE } from "./diagnostics.ts";
import { lex } from "./lex.ts";
import { MAX_WILDCARDS_PER_PATTERN } from "./limits.ts";
import { fixAt, type ParseContext, placed } from "./parse-context.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseValue } from "./parse-value.ts";
import { isWord, next, peek, peekBehind, report, spelling, type TokenCursor } from "./token-cursor.ts";
import type { Token } from "./tokens.ts";

/** Reads a pattern known to begin with `{` and to end with `}`. */
export function parseJson(context: ParseContext): JsonPattern | undefined {
  const tokens = lex(context, "json", 1, context.text.length - 1);
  const cursor: TokenCursor = { context, tokens, at: 0 };
  const expression = parseExpression<JsonCondition>(cursor, {
    condition: parseCondition,
    startsCondition: (token) => token.kind === "selector",
    commaEnds: false,
  });
  if (expression === undefined) return undefined;
  limitWildcards(context, conditionsOf(expression));
  return { kind: "json", expression };
}

function parseCondition(cursor: TokenCursor): JsonCondition | undefined {
  const subject = next(cursor);
  if (subject.kind === "selector" || subject.kind === "flawed") return parsePredicate(cursor, subject);
  if (isWord(subject, "NOT") && startsOperand(peek(cursor))) {
    report(cursor, "pattern/no-negation", subject, subject, "there is no negation in this language", {
      help: "turn the condition itself: = into !=, && into ||; NOT stands only in NOT EXISTS, behind the selector",
    });
    return undefined;
  }
  if (subject.kind === "word" && startsPredicate(peek(cursor))) {
    report(cursor, "pattern/missing-dollar", subject, subject, "a selector begins with $.", {
      help: "$ is the event, a dot leads to its field",
      fix: /[*]/.test(subject.text)
        ? undefined
        : fixAt(cursor.context, subject.span, `$.${subject.text}`, `write $.${subject.text}`),
    });
    return parsePredicate(cursor, subject);
  }
  report(cursor, "pattern/missing-condition", subject, subject, "a condition begins with a selector", {
    help: 'write, for example, $.eventName = "ConsoleLogin"',
  });
  return undefined;
}

function startsOperand(token: Token): boolean {
  return token.kind === "open" || token.kind === "selector";
}

function startsPredicate(token: Token): boolean {
  return token.kind === "compare" || isWord(token, "IS") || isWord(token, "NOT");
}

/** What follows the selector. Without a selector it is read for its problems only. */
function parsePredicate(cursor: TokenCursor, subject: Token): JsonCondition | undefined {
  const token = peek(cursor);
  if (token.kind === "compare") {
    next(cursor);
    const value = parseValue(cursor, "json", subject, token);
    if (value === undefined || subject.kind !== "selector") return undefined;
    const { selector } = subject;
    return conditionAt(cursor, subject, { kind: "compare", selector, operator: token.operator, value });
  }
  if (isWord(token, "IS")) return parseIs(cursor, subject);
  if (isWord(token, "NOT")) return parseNotExists(cursor, subject);
  if (isWord(token, "EXISTS")) {
    next(cursor);
    report(cursor, "pattern/exists", token, token, "there is no EXISTS", {
      help: '= "*" is true for every text and number; only the absence has an operator, NOT EXISTS',
    });
    return undefined;
  }
  if (token.kind !== "flawed" && subject.kind === "selector") {
    const found = token.kind === "word" ? `${spelling(cursor, token)} is not an operator` : "an operator is missing";
    report(
      cursor,
      token.kind === "word" ? "pattern/unknown-operator" : "pattern/missing-operator",
      subject,
      token,
      found,
      {
        help: "the operators are = != < > <= >=, IS TRUE, IS FALSE, IS NULL and NOT EXISTS",
      },
    );
  }
  return undefined;
}

function conditionAt<Condition extends JsonCondition>(
  cursor: TokenCursor,
  subject: Token,
  condition: Condition,
): Condition {
  const last = cursor.tokens[cursor.at - 1] ?? subject;
  return placed(cursor.context, condition, { start: subject.span.start, end: last.span.end });
}

function parseIs(cursor: TokenCursor, subject: Token): JsonCondition | undefined {
  const is = next(cursor);
  const token = peek(cursor);
  const what = isWhat(token);
  if (what !== undefined) {
    next(cursor);
    if (subject.kind !== "selector") return undefined;
    return conditionAt(cursor, subject, { kind: "is", selector: subject.selector, what });
  }
  if (isWord(token, "NOT")) {
    reportIsNot(cursor, is, token);
  } else if (token.kind !== "flawed") {
    report(cursor, "pattern/missing-value", is, is, "IS takes TRUE, FALSE or NULL", {
      help: "compare texts and numbers with = and !=",
    });
  }
  return undefined;
}

function isWhat(token: Token): IsCondition["what"] | undefined {
  for (const what of ["TRUE", "FALSE", "NULL"] as const) if (isWord(token, what)) return what;
  return undefined;
}

function reportIsNot(cursor: TokenCursor, is: Token, not: Token): void {
  const behind = peekBehind(cursor);
  const opposite = isWord(behind, "TRUE") ? "IS FALSE" : isWord(behind, "FALSE") ? "IS TRUE" : undefined;
  report(cursor, "pattern/is-not", is, not, "there is no IS NOT", {
    help:
      opposite === undefined
        ? '= "*" is true for every text and number, and so for no null'
        : `${opposite} asks for the other boolean; a missing field satisfies neither`,
  });
}

function parseNotExists(cursor: TokenCursor, subject: Token): JsonCondition | undefined {
  const not = next(cursor);
  if (isWord(peek(cursor), "EXISTS")) {
    next(cursor);
    if (subject.kind !== "selector") return undefined;
    return conditionAt(cursor, subject, { kind: "not-exists", selector: subject.selector });
  }
  report(cursor, "pattern/unknown-operator", not, not, "NOT stands only in NOT EXISTS", {
    help: "for the opposite of = write !=; a missing field satisfies neither",
  });
  return undefined;
}

function limitWildcards(context: ParseContext, conditions: readonly JsonCondition[]): void {
  const selectors = conditions
    .map((condition) => condition.selector)
    .filter((selector) => selector.steps.some((step) => step.kind === "wildcard"));
  const excess = selectors[MAX_WILDCARDS_PER_PATTERN];
  const span = excess === undefined ? undefined : context.spans.get(excess);
  if (span === undefined) return;
  context.diagnostics.push({
    code: "pattern/too-many-wildcard-selectors",
    message: `a pattern may hold ${MAX_WILDCARDS_PER_PATTERN} selectors with a wildcard`,
    span,
    help: "split it into two metric filters on one metric",
    awsMessage: GENERAL_AWS_MESSAGE,
  });
}
