import {
  type ComparisonOperator,
  type Expression,
  type FieldCondition,
  type FilterPattern,
  isJunction,
  type JsonCondition,
  type Term,
  type Value,
} from "./ast.ts";
import { printValue } from "./print.ts";
import { printSelector } from "./print-selector.ts";

/**
 * What a pattern asks for, in plain words, one clause a line.
 *
 * @example
 * const parsed = parsePattern("{ $.a NOT EXISTS }");
 * if (parsed.ok) describePattern(parsed.pattern);
 * // "An event matches when it is one JSON object and\n- the field $.a is missing"
 */
export function describePattern(pattern: FilterPattern): string {
  switch (pattern.kind) {
    case "match-all":
      return "Every event matches.";
    case "terms":
      return describeTerms(pattern.terms);
    case "regex":
      return `An event matches when its message ${describeValue("=", pattern.regex)}.`;
    case "json":
      return `An event matches when it is one JSON object and\n${outline(pattern.expression, describeJsonCondition, "")}`;
    case "delimited": {
      const lines = pattern.entries.map((entry, index) => {
        switch (entry.kind) {
          case "unnamed":
            return `- field ${index + 1}, unnamed: anything`;
          case "ellipsis":
            return "- ...: any number of fields, or none";
          case "field": {
            const { name } = entry;
            if (entry.condition.kind === "present") return `- field ${name}: anything`;
            return `- field ${name}:\n${outline(entry.condition, (c) => describeFieldCondition(name, c), "  ")}`;
          }
        }
      });
      if (lines.length === 0) return "Every event matches; its blank-separated fields are extracted by number.";
      const open = pattern.entries.some((entry) => entry.kind === "ellipsis");
      const rest = open ? "" : "\nThe last field takes all the rest of the line.";
      return `An event matches when it splits into these fields:\n${lines.join("\n")}${rest}`;
    }
  }
}

function describeTerms(terms: readonly Term[]): string {
  const optional = terms.filter((term) => term.role === "optional");
  if (optional.length === terms.length) {
    return `An event matches when its message contains ${optional.map((term) => JSON.stringify(term.text)).join(" or ")}.`;
  }
  const lines = terms.map((term) => `- ${describeTerm(term)}`);
  return `An event matches when its message\n${lines.join("\n")}`;
}

/** One term beside others. */
export function describeTerm(term: Term): string {
  const text = JSON.stringify(term.text);
  switch (term.role) {
    case "required":
      return `contains ${text}`;
    case "excluded":
      return `does not contain ${text}`;
    case "optional":
      return `(${text} is optional, which counts for nothing beside other terms)`;
  }
}

function outline<Condition extends { readonly kind: string }>(
  expression: Expression<Condition>,
  describe: (condition: Condition) => string,
  indent: string,
): string {
  if (!isJunction(expression)) return `${indent}- ${describe(expression)}`;
  const heading = expression.kind === "and" ? "all of these hold:" : "at least one of these holds:";
  const inner = expression.operands.map((operand) => outline<Condition>(operand, describe, `${indent}  `));
  return [`${indent}- ${heading}`, ...inner].join("\n");
}

/** What one condition of a JSON pattern asks for. */
export function describeJsonCondition(condition: JsonCondition): string {
  const selector = printSelector(condition.selector);
  const wildcard = condition.selector.steps.some((step) => step.kind === "wildcard");
  switch (condition.kind) {
    case "is":
      if (condition.what !== "NULL") return `${selector} is the boolean ${condition.what.toLowerCase()}`;
      return wildcard ? `${selector}: some value is null` : `${selector} is null, or an array that holds a null`;
    case "not-exists":
      return wildcard ? `${selector} selects nothing` : `the field ${selector} is missing`;
    case "compare": {
      if (wildcard && condition.operator === "!=") {
        return `${selector}: no value ${describeValue("=", condition.value)}, and what it starts from exists`;
      }
      const asked = describeValue(condition.operator, condition.value);
      return wildcard ? `${selector}: some value ${asked}` : `${selector} is there as a text or number and ${asked}`;
    }
  }
}

function describeFieldCondition(name: string, condition: FieldCondition): string {
  return condition.kind === "present"
    ? `${name} is there`
    : `${name} ${describeValue(condition.operator, condition.value)}`;
}

/** What follows "the value". */
export function describeValue(operator: ComparisonOperator, value: Value): string {
  const text = printValue(value);
  switch (operator) {
    case "<":
      return `is a number less than ${text}`;
    case ">":
      return `is a number greater than ${text}`;
    case "<=":
      return `is a number not greater than ${text}`;
    case ">=":
      return `is a number not less than ${text}`;
    case "=":
      return equality(value, text, "");
    case "!=":
      return equality(value, text, "not ");
  }
}

function equality(value: Value, text: string, not: "" | "not "): string {
  switch (value.kind) {
    case "number":
      return `is ${not}equal to ${text}`;
    case "text":
      return `is ${not}exactly ${text}`;
    case "glob":
      return `is ${not}like ${text}, where * stands for any text`;
    case "regex":
      return not === "" ? `holds a match of ${text}` : `holds no match of ${text}`;
  }
}
