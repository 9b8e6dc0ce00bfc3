import { STATE_VALUES, type StateValue } from "../alarm.ts";
import { lexRule, type RuleToken } from "./lex-rule.ts";
import type { AlarmReference, AlarmRule, RuleSpan } from "./rule.ts";

/** A rule, or why it is none: in AWS's words, with the place. */
export type ParsedRule =
  | { readonly ok: true; readonly rule: AlarmRule }
  | { readonly ok: false; readonly message: string; readonly span: RuleSpan };

/** What AWS says it expects where an operand should begin (obs STACKD language/3, also of other places below). */
const OPERAND = "'(', 'NOT', AT_LEAST, TRUE or FALSE, ALARM, OK, or INSUFFICIENT_DATA";
const STATES = "ALARM, OK, or INSUFFICIENT_DATA";
const NAMES = "unquoted alarm name, quoted alarm name";

/** How many alarms, TRUE, FALSE and brackets a rule may have (doc MODEL). */
const ELEMENTS = 500;

class RuleProblem extends Error {
  readonly span: RuleSpan;

  constructor(message: string, span: RuleSpan) {
    super(message);
    this.span = span;
  }
}

/**
 * Reads an alarm rule: TRUE, FALSE, `ALARM(x)` and its kin, AT_LEAST, NOT, AND, OR and brackets, keywords in capitals only
 * (obs STACKD language). NOT binds closer than AND, AND closer than OR (inf).
 *
 * @example
 * ```ts
 * parseAlarmRule('ALARM("high cpu") AND NOT OK(deploying)').ok; // true
 * parseAlarmRule("true"); // { ok: false, message: "Unsupported token 'true' at char 0, must be: ...", span: ... }
 * ```
 */
export function parseAlarmRule(text: string): ParsedRule {
  try {
    return { ok: true, rule: parse(lexRule(text)) };
  } catch (error) {
    if (error instanceof RuleProblem) return { ok: false, message: error.message, span: error.span };
    throw error;
  }
}

function parse(tokens: readonly RuleToken[]): AlarmRule {
  const reader = readerOf(tokens);
  const rule = anyOf(reader);
  if (reader.peek().kind !== "end") {
    // Which operators AWS names depends on whether anything follows the unexpected token (obs STACKD language/8, 24, 25).
    throw reader.unexpected(reader.peek(1).kind === "end" ? "<EOF>" : "<EOF>, 'AND', 'OR'");
  }
  return rule;
}

interface Reader {
  peek(ahead?: number): RuleToken;
  next(): RuleToken;
  isWord(word: string): boolean;
  expect(kind: RuleToken["kind"], expected: string): RuleToken;
  /** Counts an element of the rule. */
  element(span: RuleSpan): void;
  unexpected(expected: string): RuleProblem;
}

function readerOf(tokens: readonly RuleToken[]): Reader {
  let at = 0;
  let elements = 0;
  const end = tokens.at(-1);
  if (end === undefined) throw new Error("a rule without tokens");
  const peek = (ahead = 0) => tokens[at + ahead] ?? end;
  const next = () => {
    const token = peek();
    at += 1;
    return token;
  };
  const unexpected = (expected: string) => {
    const { text, span } = peek();
    return new RuleProblem(`Unsupported token '${text}' at char ${span.start}, must be: ${expected}`, span);
  };
  return {
    peek,
    next,
    isWord: (word) => peek().kind === "word" && peek().text === word,
    expect(kind, expected) {
      if (peek().kind !== kind) throw unexpected(expected);
      return next();
    },
    element(span) {
      elements += 1;
      // The limit is doc MODEL, the words are Tocsin's (unk).
      if (elements > ELEMENTS) throw new RuleProblem(`an alarm rule has at most ${ELEMENTS} elements`, span);
    },
    unexpected,
  };
}

function anyOf(reader: Reader): AlarmRule {
  return joined(reader, "or", "OR", allOf);
}

function allOf(reader: Reader): AlarmRule {
  return joined(reader, "and", "AND", unary);
}

function joined(reader: Reader, kind: "and" | "or", word: string, operand: (reader: Reader) => AlarmRule): AlarmRule {
  const first = operand(reader);
  const operands = [first];
  while (reader.isWord(word)) {
    reader.next();
    operands.push(operand(reader));
  }
  const last = operands.at(-1) ?? first;
  return operands.length === 1 ? first : { kind, operands, span: { start: first.span.start, end: last.span.end } };
}

function unary(reader: Reader): AlarmRule {
  if (!reader.isWord("NOT")) return primary(reader);
  const { start } = reader.next().span;
  const operand = unary(reader);
  return { kind: "not", operand, span: { start, end: operand.span.end } };
}

function primary(reader: Reader): AlarmRule {
  const token = reader.peek();
  if (token.kind === "(") {
    reader.element(reader.next().span);
    const inner = anyOf(reader);
    reader.element(reader.expect(")", "')', 'AND', 'OR'").span);
    return inner;
  }
  if (token.kind !== "word") throw reader.unexpected(OPERAND);
  if (token.text === "TRUE" || token.text === "FALSE") {
    reader.element(reader.next().span);
    return { kind: "boolean", value: token.text === "TRUE", span: token.span };
  }
  if (token.text === "AT_LEAST") return atLeast(reader);
  const state = stateValue(token.text);
  if (state === undefined) throw reader.unexpected(OPERAND);
  reader.next();
  reader.expect("(", "'('");
  const alarm = reference(reader);
  const { end } = reader.expect(")", "')'").span;
  return { kind: "state", state, alarm, span: { start: token.span.start, end } };
}

function stateValue(word: string): StateValue | undefined {
  return STATE_VALUES.find((value) => value === word);
}

function reference(reader: Reader): AlarmReference {
  const token = reader.peek();
  if (token.kind !== "word" && token.kind !== "quoted") throw reader.unexpected(NAMES);
  reader.element(token.span);
  reader.next();
  return { text: token.text, span: token.span };
}

/** `AT_LEAST(2, ALARM, (a, b, c))`, `AT_LEAST(50%, NOT OK, (a, b))` (obs STACKD language/37 to 49). */
function atLeast(reader: Reader): AlarmRule {
  const { start } = reader.next().span;
  reader.expect("(", "'('");
  const written = reader.peek();
  const amount = /^(\d{1,9})(%?)$/.exec(written.kind === "word" ? written.text : "");
  if (amount === null) throw reader.unexpected("NUMBER, PERCENTAGE NUMBER");
  reader.next();
  reader.expect(",", "','");
  const negated = reader.isWord("NOT");
  if (negated) reader.next();
  const state = reader.peek().kind === "word" ? stateValue(reader.peek().text) : undefined;
  if (state === undefined) throw reader.unexpected(negated ? STATES : `'NOT', ${STATES}`);
  reader.next();
  reader.expect(",", "','");
  reader.expect("(", "'('");
  const alarms = [reference(reader)];
  while (reader.peek().kind === ",") {
    reader.next();
    alarms.push(reference(reader));
  }
  reader.expect(")", "')', ','");
  const { end } = reader.expect(")", "')'").span;
  const value = Number(amount[1]);
  const kind = amount[2] === "%" ? "percentage" : "count";
  if (kind === "percentage" && (value < 1 || value > 100)) {
    throw new RuleProblem("AT_LEAST percentage threshold must be between 1 and 100", written.span);
  }
  if (kind === "count" && (value < 1 || value > alarms.length)) {
    const range = `between 1 and number of alarms (${alarms.length})`;
    throw new RuleProblem(`AT_LEAST absolute threshold must be ${range}`, written.span);
  }
  return { kind: "atLeast", threshold: { kind, value }, negated, state, alarms, span: { start, end } };
}
