import type {
  ComparisonOperator,
  DelimitedPattern,
  Expression,
  FieldCondition,
  FilterPattern,
  JsonCondition,
  SelectorStep,
  Term,
  Value,
} from "./ast.ts";
import { isJunction } from "./ast.ts";
import { type NaiveJson, parseNaiveJson } from "./naive-json.ts";
import { isNaiveLess, naiveDoubleText } from "./naive-number.ts";
import { naiveSearch } from "./naive-regex.ts";

/**
 * The language said once more, slowly and plainly: an interpreter that parses each message anew, compiles nothing and
 * shares no code with the fast matcher. The two are held against each other by a property.
 *
 * @example
 * const parsed = parsePattern("ERROR");
 * if (parsed.ok) compileNaive(parsed.pattern)("ERROR disk full"); // true
 */
export function compileNaive(pattern: FilterPattern): (message: string) => boolean {
  return (message) => {
    switch (pattern.kind) {
      case "match-all":
        return true;
      case "terms":
        return naiveTerms(pattern.terms, message);
      case "regex":
        return naiveSearch(pattern.regex.tree, message);
      case "json": {
        const root = parseNaiveJson(message);
        return root?.kind === "object" && evaluate(pattern.expression, (condition) => naiveJson(condition, root));
      }
      case "delimited":
        return naiveDelimited(pattern, message);
    }
  };
}

function evaluate<Condition extends { readonly kind: string }>(
  expression: Expression<Condition>,
  test: (condition: Condition) => boolean,
): boolean {
  if (!isJunction(expression)) return test(expression);
  const results = expression.operands.map((operand) => evaluate<Condition>(operand, test));
  return expression.kind === "and" ? !results.includes(false) : results.includes(true);
}

function naiveTerms(terms: readonly Term[], message: string): boolean {
  const onlyOptional = terms.every((term) => term.role === "optional");
  if (onlyOptional) return terms.some((term) => message.split(term.text).length > 1);
  return terms.every((term) => {
    const found = message.split(term.text).length > 1;
    return term.role === "optional" || found === (term.role === "required");
  });
}

function naiveJson(condition: JsonCondition, root: NaiveJson): boolean {
  const { steps } = condition.selector;
  const wildcardAt = steps.findIndex((step) => step.kind === "wildcard");
  const found = naiveSelect(root, steps);
  switch (condition.kind) {
    case "not-exists":
      return found.length === 0;
    case "is":
      return found.some((value) => {
        if (condition.what !== "NULL") return value.kind === "boolean" && value.value === (condition.what === "TRUE");
        if (value.kind === "array" && wildcardAt < 0) return value.items.some((item) => item.kind === "null");
        return value.kind === "null";
      });
    case "compare": {
      if (wildcardAt >= 0 && condition.operator === "!=") {
        const parents = naiveSelect(root, steps.slice(0, wildcardAt));
        return parents.length > 0 && !found.some((value) => naiveCompare("=", value, condition.value));
      }
      return found.some((value) => naiveCompare(condition.operator, value, condition.value));
    }
  }
}

function naiveSelect(value: NaiveJson, steps: readonly SelectorStep[]): readonly NaiveJson[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  const children: NaiveJson[] = [];
  if (value.kind === "object") {
    for (const [key, child] of value.fields) {
      if (step.kind === "wildcard" || (step.kind === "key" && step.name === key)) children.push(child);
    }
  }
  if (value.kind === "array") {
    for (const [index, child] of value.items.entries()) {
      if (step.kind === "wildcard" || (step.kind === "index" && step.index === index)) children.push(child);
    }
  }
  return children.flatMap((child) => naiveSelect(child, rest));
}

function naiveCompare(operator: ComparisonOperator, found: NaiveJson, value: Value): boolean {
  if (found.kind === "string") return naiveTextCompare(operator, found.text, value);
  if (found.kind !== "number") return false;
  const isInteger = /^-?[0-9]+$/.test(found.lexeme);
  const text = isInteger ? found.lexeme : naiveDoubleText(Number(found.lexeme));
  if (value.kind !== "number") return naiveTextCompare(operator, text, value);
  return !text.includes("Infinity") && naiveOrder(operator, text, value.text);
}

function naiveTextCompare(operator: ComparisonOperator, text: string, value: Value): boolean {
  if (operator !== "=" && operator !== "!=") return false;
  return naiveEquals(text, value) === (operator === "=");
}

function naiveEquals(text: string, value: Value): boolean {
  switch (value.kind) {
    case "number":
    case "text":
      return text === value.text;
    case "regex":
      return naiveSearch(value.tree, text);
    case "glob":
      return naiveGlob(value.parts, text);
  }
}

/** A1: each part at its first place, the last one ending the text. */
function naiveGlob(parts: readonly string[], text: string): boolean {
  const [first = "", second, ...others] = parts;
  if (text.slice(0, first.length) !== first) return false;
  const rest = text.slice(first.length);
  if (second === undefined) return rest === "";
  if (second === "" && others.length === 0) return true;
  for (let skipped = 0; skipped <= rest.length; skipped += 1) {
    if (rest.slice(skipped, skipped + second.length) === second) {
      return naiveGlob([second, ...others], rest.slice(skipped));
    }
  }
  return false;
}

function naiveOrder(operator: ComparisonOperator, left: string, right: string): boolean {
  const less = isNaiveLess(left, right);
  const greater = isNaiveLess(right, left);
  switch (operator) {
    case "=":
      return !less && !greater;
    case "!=":
      return less || greater;
    case "<":
      return less;
    case ">":
      return greater;
    case "<=":
      return !greater;
    case ">=":
      return !less;
  }
}

function naiveDelimited(pattern: DelimitedPattern, message: string): boolean {
  const { entries } = pattern;
  const open = entries.length === 0 || entries.some((entry) => entry.kind === "ellipsis");
  const fields = naiveFields(message, open ? Number.POSITIVE_INFINITY : entries.length);
  const ellipsisAt = entries.findIndex((entry) => entry.kind === "ellipsis");
  const before = ellipsisAt < 0 ? entries : entries.slice(0, ellipsisAt);
  const after = ellipsisAt < 0 ? [] : entries.slice(ellipsisAt + 1);
  if (fields.length < before.length + after.length) return false;
  const pairs = [
    ...before.map((entry, index) => ({ entry, text: fields[index] ?? "" })),
    ...after.map((entry, index) => ({ entry, text: fields[fields.length - after.length + index] ?? "" })),
  ];
  return pairs.every(
    ({ entry, text }) =>
      entry.kind !== "field" || evaluate(entry.condition, (condition) => naiveField(condition, text)),
  );
}

/** The fields of a line, the last of a limited number with all the rest. */
function naiveFields(message: string, limit: number): readonly string[] {
  const fields: string[] = [];
  let rest = message;
  for (;;) {
    const trimmed = rest.replace(/^[ \t]+/, "");
    if (trimmed === "") return fields;
    const match = /^"([^"]*)"|^\[([^\]]*)\]|^([^ \t]+)/.exec(trimmed);
    if (match === null) return fields;
    const behind = trimmed.slice(match[0].length);
    if (fields.length === limit - 1 && behind.replace(/[ \t]+$/, "") !== "") {
      return [...fields, limit === 1 ? message : trimmed];
    }
    fields.push(match[1] ?? match[2] ?? match[3] ?? "");
    rest = behind;
  }
}

function naiveField(condition: FieldCondition, text: string): boolean {
  if (condition.kind === "present") return true;
  const { operator, value } = condition;
  if (value.kind !== "number") return naiveTextCompare(operator, text, value);
  const exponent = /[eE]([+-]?[0-9]+)$/.exec(text)?.[1] ?? "0";
  const isNumber =
    /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/.test(text) && (Number(exponent) | 0) === Number(exponent);
  return isNumber ? naiveOrder(operator, text, value.text) : operator === "!=";
}
