import {
  ARITHMETIC,
  type BinaryOperator,
  COMPARISONS,
  type Expression,
  type MathDiagnostic,
  type Node,
  type Span,
} from "./expression.ts";
import { functionProblem } from "./functions.ts";
import { lex, type Token } from "./lex.ts";

export type ParsedExpression =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly diagnostics: readonly MathDiagnostic[] };

/** doc MODEL */
const EXPRESSION_LIMIT = 2048;
/** Parentheses, lists, calls and signs inside one another: a bound of Tocsin's, far above what people write (unk). */
const DEPTH_LIMIT = 100;

/** How tightly an operator binds. The guide names no order beyond "precedence" of arithmetic: as in most languages (inf). */
const PRECEDENCE: ReadonlyMap<BinaryOperator, number> = new Map<BinaryOperator, number>([
  ["OR", 1],
  ["AND", 2],
  ...COMPARISONS.map((operator) => [operator, 3] as const),
  ["+", 4],
  ["-", 4],
  ["*", 5],
  ["/", 5],
  ["^", 7],
]);
const SIGN = 6;

/**
 * Reads a metric math expression: syntax and names of functions. Whether its ids exist and its types fit is told by
 * {@link planQueries}, which knows the other queries.
 *
 * @example
 * ```ts
 * parseExpression("IF(errors > 10, errors)").ok; // true
 * parseExpression("errors >").ok; // false: diagnostics say what is missing, and where
 * ```
 */
export function parseExpression(text: string): ParsedExpression {
  if (text.length > EXPRESSION_LIMIT) {
    const span = { start: EXPRESSION_LIMIT, end: text.length };
    return refused({ message: `An expression has at most ${EXPRESSION_LIMIT} characters.`, span });
  }
  const lexed = lex(text);
  if (!lexed.ok) return lexed;
  const reader: Reader = { tokens: lexed.tokens, at: 0, depth: 0 };
  const root = readExpression(reader, 0);
  if (isProblem(root)) return refused(root.problem);
  const rest = peek(reader);
  if (rest.kind !== "end") return refused(unexpected(rest, "an operator or the end").problem);
  return { ok: true, expression: { text, root } };
}

function refused(...diagnostics: readonly MathDiagnostic[]): ParsedExpression {
  return { ok: false, diagnostics };
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

interface Problem {
  readonly kind: "problem";
  readonly problem: MathDiagnostic;
}

type Read = Node | Problem;

function isProblem(read: Read | readonly Node[]): read is Problem {
  return "kind" in read && read.kind === "problem";
}

const END: Token = { kind: "end", text: "", span: { start: 0, end: 0 } };

function peek(reader: Reader): Token {
  return reader.tokens[reader.at] ?? END;
}

function take(reader: Reader): Token {
  const token = peek(reader);
  reader.at += 1;
  return token;
}

function problem(message: string, span: Span): Problem {
  return { kind: "problem", problem: { message, span } };
}

function unexpected(token: Token, wanted: string): Problem {
  const found = token.kind === "end" ? "The expression ends" : `${token.text} stands`;
  return problem(`${found} where ${wanted} should be.`, token.span);
}

/** Operands and operators that bind at least as tightly as `least`. */
function readExpression(reader: Reader, least: number): Read {
  if (reader.depth >= DEPTH_LIMIT) {
    return problem(`Tocsin reads at most ${DEPTH_LIMIT} levels of nesting.`, peek(reader).span);
  }
  reader.depth += 1;
  let left = readOperand(reader);
  while (!isProblem(left)) {
    const operator = operatorOf(peek(reader));
    const binds = operator === undefined ? undefined : PRECEDENCE.get(operator);
    if (operator === undefined || binds === undefined || binds < least) break;
    take(reader);
    // Powers group to the right, everything else to the left (inf).
    const right = readExpression(reader, operator === "^" ? binds : binds + 1);
    if (isProblem(right)) return right;
    left = { kind: "binary", operator, left, right, span: { start: left.span.start, end: right.span.end } };
  }
  reader.depth -= 1;
  return left;
}

function operatorOf(token: Token): BinaryOperator | undefined {
  if (token.kind === "word") return token.text === "AND" || token.text === "OR" ? token.text : undefined;
  if (token.kind !== "symbol") return undefined;
  if (token.text === "&&") return "AND";
  if (token.text === "||") return "OR";
  return [...ARITHMETIC, ...COMPARISONS].find((operator) => operator === token.text);
}

function readOperand(reader: Reader): Read {
  const token = take(reader);
  const { span, text } = token;
  switch (token.kind) {
    case "number": {
      const value = Number(text);
      return Number.isFinite(value) ? { kind: "number", value, span } : problem(`${text} is too large.`, span);
    }
    case "text":
      return { kind: "text", value: text, span };
    case "word":
      return peek(reader).text === "(" && peek(reader).kind === "symbol" ? readCall(reader, token) : wordNode(token);
    case "symbol":
      return readSymbol(reader, token);
    case "end":
      return unexpected(token, "a value");
  }
}

function readSymbol(reader: Reader, token: Token): Read {
  const { start } = token.span;
  if (token.text === "-" || token.text === "+") {
    const operand = readExpression(reader, SIGN);
    if (isProblem(operand) || token.text === "+") return operand;
    return { kind: "negation", operand, span: { start, end: operand.span.end } };
  }
  if (token.text === "(") {
    const inner = readExpression(reader, 0);
    if (isProblem(inner)) return inner;
    const close = take(reader);
    return close.kind === "symbol" && close.text === ")" ? inner : unexpected(close, "an operator or )");
  }
  if (token.text === "[") {
    const items = readItems(reader, "]");
    return isProblem(items) ? items : { kind: "list", items, span: { start, end: previousEnd(reader) } };
  }
  return unexpected(token, "a value");
}

function previousEnd(reader: Reader): number {
  return reader.tokens[reader.at - 1]?.span.end ?? 0;
}

function readCall(reader: Reader, name: Token): Read {
  take(reader);
  const args = readItems(reader, ")");
  if (isProblem(args)) return args;
  const span = { start: name.span.start, end: previousEnd(reader) };
  const objection = functionProblem(name.text, args.length);
  return objection === undefined ? { kind: "call", name: name.text, args, span } : problem(objection, span);
}

function readItems(reader: Reader, close: ")" | "]"): readonly Node[] | Problem {
  const items: Node[] = [];
  if (peek(reader).text === close && peek(reader).kind === "symbol") {
    take(reader);
    return items;
  }
  for (;;) {
    const item = readExpression(reader, 0);
    if (isProblem(item)) return item;
    items.push(item);
    const next = take(reader);
    if (next.kind === "symbol" && next.text === close) return items;
    if (next.kind !== "symbol" || next.text !== ",") return unexpected(next, `, or ${close}`);
  }
}

/** Ids begin with a lower-case letter, the words of the language are in capitals (doc CWUG). */
function wordNode({ text, span }: Token): Node {
  return /^[a-z]/.test(text) ? { kind: "reference", id: text, span } : { kind: "keyword", name: text, span };
}
