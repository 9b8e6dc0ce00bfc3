import {
  type DelimitedEntry,
  type Expression,
  type FieldCondition,
  type FilterPattern,
  isJunction,
  type JsonCondition,
  type Term,
  type Value,
} from "./ast.ts";
import { isTermCharacter, isWordCharacter } from "./characters.ts";
import { MAX_PATTERN_LENGTH } from "./limits.ts";
import { printSelector, printSelectorCompactly } from "./print-selector.ts";
import { quote } from "./quoted-text.ts";

/** How a pattern is laid out. */
interface Style {
  /** Around operators and behind commas. */
  readonly blank: " " | "";
  readonly selector: typeof printSelector;
  /** Write texts without quotes where that means the same. */
  readonly bare: boolean;
}

const CANONICAL: Style = { blank: " ", selector: printSelector, bare: false };
const COMPACT: Style = { blank: "", selector: printSelectorCompactly, bare: true };

/**
 * The canonical text of a pattern: single blanks, upper-case key words, texts in quotes, numbers bare, parentheses only
 * where the meaning needs them. A pattern that would grow beyond 1,024 characters is written without blanks instead,
 * which is never longer than what was read. Reading the text again gives an equal pattern.
 *
 * @example
 * const parsed = parsePattern("{($.a=x)&&($.b not exists)}");
 * if (parsed.ok) printPattern(parsed.pattern); // '{ $.a = "x" && $.b NOT EXISTS }'
 */
export function printPattern(pattern: FilterPattern): string {
  const text = print(pattern, CANONICAL);
  return text.length <= MAX_PATTERN_LENGTH ? text : print(pattern, COMPACT);
}

function print(pattern: FilterPattern, style: Style): string {
  switch (pattern.kind) {
    case "match-all":
      return "";
    case "terms":
      return printTerms(pattern.terms, style);
    case "regex":
      return `%${pattern.regex.source}%`;
    case "json": {
      const expression = printExpression(pattern.expression, style, (condition) => jsonCondition(condition, style));
      return `{${style.blank}${expression}${style.blank}}`;
    }
    case "delimited":
      return `[${pattern.entries.map((entry, index) => printEntry(entry, index, style)).join("")}]`;
  }
}

function printTerms(terms: readonly Term[], style: Style): string {
  let text = "";
  for (const term of terms) {
    const sign = term.role === "excluded" ? "-" : term.role === "optional" ? "?" : "";
    // A sign separates by itself.
    const separator = text === "" || (sign !== "" && style.blank === "") ? "" : " ";
    text += separator + sign + (Array.from(term.text).every(isTermCharacter) ? term.text : quote(term.text));
  }
  return text;
}

function printExpression<Condition extends { readonly kind: string }>(
  expression: Expression<Condition>,
  style: Style,
  printCondition: (condition: Condition) => string,
): string {
  if (!isJunction(expression)) return printCondition(expression);
  const connective = expression.kind === "and" ? "&&" : "||";
  return expression.operands
    .map((operand) => {
      const text = printExpression<Condition>(operand, style, printCondition);
      // `&&` binds tighter, so only an `or` inside an `and` needs parentheses.
      return expression.kind === "and" && operand.kind === "or" ? `(${text})` : text;
    })
    .join(`${style.blank}${connective}${style.blank}`);
}

/** One condition of a JSON pattern in the canonical style. */
export function printJsonCondition(condition: JsonCondition): string {
  return jsonCondition(condition, CANONICAL);
}

/** One condition on a named field in the canonical style. */
export function printFieldCondition(name: string, condition: FieldCondition): string {
  return fieldCondition(name, condition, CANONICAL);
}

function jsonCondition(condition: JsonCondition, style: Style): string {
  const selector = style.selector(condition.selector);
  switch (condition.kind) {
    case "compare":
      return `${selector}${style.blank}${condition.operator}${style.blank}${valueText(condition.value, style)}`;
    case "is":
      return `${selector} IS ${condition.what}`;
    case "not-exists":
      return `${selector} NOT EXISTS`;
  }
}

function fieldCondition(name: string, condition: FieldCondition, style: Style): string {
  if (condition.kind === "present") return name;
  return `${name}${style.blank}${condition.operator}${style.blank}${valueText(condition.value, style)}`;
}

function printEntry(entry: DelimitedEntry, index: number, style: Style): string {
  const text = entryText(entry, style);
  if (index === 0) return text;
  return text === "" ? "," : `,${style.blank}${text}`;
}

function entryText(entry: DelimitedEntry, style: Style): string {
  switch (entry.kind) {
    case "unnamed":
      return "";
    case "ellipsis":
      return "...";
    case "field":
      return printExpression(entry.condition, style, (condition) => fieldCondition(entry.name, condition, style));
  }
}

/** The right side of a comparison in the canonical style. */
export function printValue(value: Value): string {
  return valueText(value, CANONICAL);
}

function valueText(value: Value, style: Style): string {
  switch (value.kind) {
    case "number":
      return value.text;
    case "regex":
      return `%${value.source}%`;
    case "text":
      return textSpelling(value.text, style);
    case "glob":
      return textSpelling(value.parts.join("*"), style);
  }
}

function textSpelling(text: string, style: Style): string {
  return style.bare && canStandBare(text) ? text : quote(text);
}

function canStandBare(text: string): boolean {
  const isNumber = /^[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/.test(text);
  return text !== "" && !isNumber && text.toUpperCase() !== "NULL" && Array.from(text).every(isWordCharacter);
}
