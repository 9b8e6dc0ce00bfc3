import {
  isJunction,
  type JsonComparison,
  type JsonCondition,
  type JsonExpression,
  type JsonPattern,
  type Selector,
  type Value,
} from "../../../src/pattern/ast.ts";
import { parsePattern } from "../../../src/pattern/parse.ts";
import { printJsonCondition } from "../../../src/pattern/print.ts";
import { printSelector } from "../../../src/pattern/print-selector.ts";
import { quote } from "../../../src/pattern/quoted-text.ts";

export interface Mutant {
  readonly how: "operator" | "value" | "clause" | "junction" | "case" | "quotes";
  readonly text: string;
}

/** Every pattern that differs from a JSON pattern in one thing; some may not be patterns any more. */
export function mutantsOf(text: string): readonly Mutant[] {
  const pattern = readJson(text);
  const mutants = expressionMutants(pattern.expression).map(({ how, text }) => ({ how, text: `{ ${text} }` }));
  return [...mutants, ...quoteMutants(text)];
}

export function readJson(text: string): JsonPattern {
  const parsed = parsePattern(text);
  if (!parsed.ok || parsed.pattern.kind !== "json") throw new Error(`not a JSON pattern: ${text}`);
  return parsed.pattern;
}

function expressionMutants(expression: JsonExpression): readonly Mutant[] {
  if (!isJunction(expression)) return conditionMutants(expression);
  const texts = expression.operands.map(spell);
  const [own, other] = expression.kind === "and" ? [" && ", " || "] : [" || ", " && "];
  return [
    { how: "junction", text: texts.join(other) },
    ...texts.map((_, index): Mutant => ({ how: "clause", text: texts.toSpliced(index, 1).join(own) })),
    ...expression.operands.flatMap((operand, index) =>
      expressionMutants(operand).map(({ how, text }) => ({
        how,
        text: texts.with(index, isJunction(operand) ? `(${text})` : text).join(own),
      })),
    ),
  ];
}

function spell(expression: JsonExpression): string {
  if (!isJunction(expression)) return printJsonCondition(expression);
  return `(${expression.operands.map(spell).join(expression.kind === "and" ? " && " : " || ")})`;
}

function conditionMutants(condition: JsonCondition): readonly Mutant[] {
  const { selector } = condition;
  const turned: Mutant = { how: "case", text: printJsonCondition({ ...condition, selector: turnCase(selector) }) };
  const predicates = ['= "*"', '!= "*"', "IS NULL", "IS TRUE", "IS FALSE", "NOT EXISTS"];
  const others = predicates.map(
    (predicate): Mutant => ({ how: "operator", text: `${printSelector(selector)} ${predicate}` }),
  );
  const same = printJsonCondition(condition);
  const own = condition.kind === "compare" ? comparisonMutants(condition) : [];
  return [turned, ...others, ...own].filter(({ text }) => text !== same);
}

function comparisonMutants(condition: JsonComparison): readonly Mutant[] {
  const { operator, value } = condition;
  const opposite: JsonComparison = { ...condition, operator: operator === "=" ? "!=" : "=" };
  return [
    { how: "operator", text: printJsonCondition(opposite) },
    ...valueMutants(value).map(({ how, text }): Mutant => {
      return { how, text: `${printSelector(condition.selector)} ${operator} ${quote(text)}` };
    }),
  ];
}

function valueMutants(value: Value): readonly Mutant[] {
  const text = value.kind === "glob" ? value.parts.join("*") : value.kind === "text" ? value.text : "";
  const letter = text.search(/[A-Za-z]/);
  return [
    { how: "value", text: `${text}x` },
    { how: "value", text: text.slice(1) },
    { how: "value", text: text.slice(0, -1) },
    { how: "value", text: `*${text}` },
    { how: "value", text: `${text}*` },
    { how: "case", text: text.slice(0, letter) + turn(text.charAt(letter)) + text.slice(letter + 1) },
    { how: "case", text: text.toUpperCase() },
    { how: "case", text: text.toLowerCase() },
  ];
}

function turnCase(selector: Selector): Selector {
  const last = selector.steps.findLastIndex(({ kind }) => kind === "key");
  const steps = selector.steps.map((step, index) =>
    step.kind === "key" && index === last ? { ...step, name: turn(step.name.charAt(0)) + step.name.slice(1) } : step,
  );
  return { kind: "selector", steps };
}

function turn(letter: string): string {
  return letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
}

/** Quotes dropped around one value, or put around one. */
function quoteMutants(text: string): readonly Mutant[] {
  const dropped = [...text.matchAll(/"([^"]*)"/g)];
  const added = [...text.matchAll(/(?<==\s*)[\w.*-]+/g)];
  const splice = (at: number, length: number, put: string): string => text.slice(0, at) + put + text.slice(at + length);
  return [
    ...dropped.map(({ index, 0: whole, 1: inner = "" }) => splice(index, whole.length, inner)),
    ...added.map(({ index, 0: whole }) => splice(index, whole.length, quote(whole))),
  ].map((mutant): Mutant => ({ how: "quotes", text: mutant }));
}
