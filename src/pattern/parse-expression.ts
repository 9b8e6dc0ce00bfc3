import { type And, type Expression, isJunction, type Or } from "./ast.ts";
import { fixAt } from "./parse-context.ts";
import {
  endsCondition,
  isWord,
  next,
  peek,
  peekBehind,
  report,
  skipCondition,
  spelling,
  type TokenCursor,
} from "./token-cursor.ts";
import type { Token } from "./tokens.ts";

/** How a family of patterns reads one condition, and where its expressions end. */
export interface ExpressionGrammar<Condition> {
  /** Reads one condition; `undefined` after a problem, which it has reported. */
  readonly condition: (cursor: TokenCursor) => Condition | undefined;
  readonly startsCondition: (token: Token) => boolean;
  /** In a delimited pattern a comma ends the entry; in a JSON pattern it is a flaw, already reported. */
  readonly commaEnds: boolean;
}

type Node = { readonly kind: string };

/**
 * Reads conditions joined by `&&`, `||` and parentheses; `&&` binds tighter. doc; obs AWS26
 *
 * Recursion is as deep as parentheses are nested, which the length of a pattern bounds.
 */
export function parseExpression<Condition extends Node>(
  cursor: TokenCursor,
  grammar: ExpressionGrammar<Condition>,
): Expression<Condition> | undefined {
  const expression = parseOr(cursor, grammar);
  while (!isExpressionEnd(peek(cursor), grammar)) {
    const token = next(cursor);
    if (token.kind === "close") {
      report(cursor, "pattern/unopened-paren", token, token, "this parenthesis closes nothing", {
        help: "remove it, or open one before it",
        fix: usesOneConnective(cursor) ? fixAt(cursor.context, token.span, "", "remove it") : undefined,
      });
    } else if (connective(token, grammar) !== undefined) {
      parseOr(cursor, grammar);
    } else {
      skipCondition(cursor);
    }
  }
  return expression;
}

function isExpressionEnd(token: Token, grammar: ExpressionGrammar<Node>): boolean {
  return token.kind === "end" || (token.kind === "comma" && grammar.commaEnds);
}

function parseOr<Condition extends Node>(
  cursor: TokenCursor,
  grammar: ExpressionGrammar<Condition>,
): Expression<Condition> | undefined {
  const operands: (And<Condition> | Condition)[] = [];
  do {
    const operand = parseAnd(cursor, grammar);
    if (operand === undefined) continue;
    if (isJunction(operand) && operand.kind === "or") operands.push(...operand.operands);
    else operands.push(operand);
  } while (passConnective(cursor, grammar, "or"));
  const [first, second] = operands;
  return second === undefined ? first : { kind: "or", operands };
}

function parseAnd<Condition extends Node>(
  cursor: TokenCursor,
  grammar: ExpressionGrammar<Condition>,
): Expression<Condition> | undefined {
  const operands: (Or<Condition> | Condition)[] = [];
  do {
    const operand = parsePrimary(cursor, grammar);
    if (operand === undefined) continue;
    if (isJunction(operand) && operand.kind === "and") operands.push(...operand.operands);
    else operands.push(operand);
  } while (passConnective(cursor, grammar, "and"));
  const [first, second] = operands;
  return second === undefined ? first : { kind: "and", operands };
}

function connective(token: Token, grammar: ExpressionGrammar<Node>): "and" | "or" | undefined {
  if (token.kind === "and" || isWord(token, "AND")) return "and";
  if (token.kind === "or" || isWord(token, "OR")) return "or";
  return token.kind === "comma" && !grammar.commaEnds ? "and" : undefined;
}

function passConnective(cursor: TokenCursor, grammar: ExpressionGrammar<Node>, wanted: "and" | "or"): boolean {
  const token = peek(cursor);
  if (connective(token, grammar) !== wanted) return false;
  next(cursor);
  if (token.kind === "word") {
    const meant = wanted === "and" ? "&&" : "||";
    report(cursor, "pattern/word-operator", token, token, `${token.text} is not an operator`, {
      help: `conditions are joined with && and ||`,
      fix: fixAt(cursor.context, token.span, meant, `write ${meant}`),
    });
  }
  return true;
}

function parsePrimary<Condition extends Node>(
  cursor: TokenCursor,
  grammar: ExpressionGrammar<Condition>,
): Expression<Condition> | undefined {
  const token = peek(cursor);
  if (token.kind === "open") return parseParenthesised(cursor, grammar);
  if (token.kind === "flawed" && peekBehind(cursor).kind === "open") {
    // A refused `!` before a parenthesis: read what is inside all the same.
    next(cursor);
    return parsePrimary(cursor, grammar);
  }
  // A word is left to the grammar: `and` is a fine name for a field of a delimited line.
  if (token.kind !== "word" && endsCondition(token)) {
    reportMissingCondition(cursor, token);
    return undefined;
  }
  const condition = grammar.condition(cursor);
  passRest(cursor, grammar, condition !== undefined);
  return condition;
}

function reportMissingCondition(cursor: TokenCursor, token: Token): void {
  report(cursor, "pattern/missing-condition", token, token, "a condition is missing here", {
    help: 'a condition is, for example, $.eventName = "ConsoleLogin" in { } and status = 4* in [ ]',
  });
}

/** Passes what stands between a condition and the next `&&`, `||`, parenthesis or end. */
function passRest(cursor: TokenCursor, grammar: ExpressionGrammar<Node>, tellIt: boolean): void {
  const token = peek(cursor);
  if (endsCondition(token)) return;
  if (tellIt && token.kind !== "flawed") {
    if (token.kind === "open" || grammar.startsCondition(token)) {
      report(cursor, "pattern/missing-operator", token, token, "two conditions stand side by side", {
        help: "join them with && or ||",
      });
    } else {
      report(cursor, "pattern/unexpected-text", token, token, `${spelling(cursor, token)} does not belong here`, {
        help: "put double quotes around a value of several words",
      });
    }
  }
  skipCondition(cursor);
}

function parseParenthesised<Condition extends Node>(
  cursor: TokenCursor,
  grammar: ExpressionGrammar<Condition>,
): Expression<Condition> | undefined {
  const open = next(cursor);
  const expression = parseOr(cursor, grammar);
  if (peek(cursor).kind === "close") {
    next(cursor);
    if (!endsCondition(peek(cursor))) passRest(cursor, grammar, true);
    return expression;
  }
  const last = cursor.tokens[cursor.at - 1]?.span.end ?? open.span.end;
  report(cursor, "pattern/unclosed-paren", open, open, "this parenthesis is never closed", {
    help: "add ) where the group ends",
    fix: usesOneConnective(cursor)
      ? fixAt(cursor.context, { start: last, end: last }, ")", "close it at the end")
      : undefined,
  });
  return expression;
}

/** With `&&` alone or `||` alone it does not matter where a group ends, so a parenthesis can be mended with certainty. */
function usesOneConnective(cursor: TokenCursor): boolean {
  const kinds = new Set(cursor.tokens.map((token) => token.kind));
  return !(kinds.has("and") && kinds.has("or"));
}
