import type { Decimal } from "./decimal.ts";
import type { RegexTree } from "./regex/ast.ts";

/**
 * A parsed filter pattern. Nodes carry no place in the text: two patterns that mean the same tree are structurally
 * equal however they were spelled. Places are kept beside the tree, see {@link Spans}.
 */
export type FilterPattern = MatchAllPattern | TermPattern | RegexPattern | JsonPattern | DelimitedPattern;

/** The empty or all-blank pattern: every event matches. obs AWS26 */
export interface MatchAllPattern {
  readonly kind: "match-all";
}

/** Terms looked for as substrings of the raw message. Never empty. */
export interface TermPattern {
  readonly kind: "terms";
  readonly terms: readonly Term[];
}

export interface Term {
  readonly kind: "term";
  /** Plain, `-term`, `?term`. */
  readonly role: "required" | "excluded" | "optional";
  readonly text: string;
}

/** `%...%` as the whole pattern, searched in the raw message. */
export interface RegexPattern {
  readonly kind: "regex";
  readonly regex: RegexValue;
}

/** `{ ... }` */
export interface JsonPattern {
  readonly kind: "json";
  readonly expression: JsonExpression;
}

/** Operands: two or more, and none of them an `and`. */
export interface And<Condition> {
  readonly kind: "and";
  readonly operands: readonly (Or<Condition> | Condition)[];
}

/** Operands: two or more, and none of them an `or`. */
export interface Or<Condition> {
  readonly kind: "or";
  readonly operands: readonly (And<Condition> | Condition)[];
}

export type Expression<Condition> = And<Condition> | Or<Condition> | Condition;

export type JsonExpression = Expression<JsonCondition>;
export type JsonCondition = JsonComparison | IsCondition | NotExistsCondition;

export interface JsonComparison {
  readonly kind: "compare";
  readonly selector: Selector;
  readonly operator: ComparisonOperator;
  readonly value: Value;
}

export interface IsCondition {
  readonly kind: "is";
  readonly selector: Selector;
  readonly what: "TRUE" | "FALSE" | "NULL";
}

export interface NotExistsCondition {
  readonly kind: "not-exists";
  readonly selector: Selector;
}

export type EqualityOperator = "=" | "!=";
export type OrderingOperator = "<" | ">" | "<=" | ">=";
export type ComparisonOperator = EqualityOperator | OrderingOperator;

/** `$` followed by one step or more; at most one of them is a wildcard. */
export interface Selector {
  readonly kind: "selector";
  readonly steps: readonly SelectorStep[];
}

export type SelectorStep = KeyStep | IndexStep | WildcardStep;

/** `.name` or `.['any name']` */
export interface KeyStep {
  readonly kind: "key";
  readonly name: string;
}

/** `[n]`, from 0, arrays only. */
export interface IndexStep {
  readonly kind: "index";
  readonly index: number;
}

/** `[*]` or `.*`: both walk the elements of an array and the fields of an object. obs AWS26 */
export interface WildcardStep {
  readonly kind: "wildcard";
}

/** The right side of a comparison. An ordering operator only ever holds a `number`. */
export type Value = NumberValue | TextValue | GlobValue | RegexValue;

/** A bare number. Its text counts as well: against a string it is compared as spelled. obs AWS26 */
export interface NumberValue {
  readonly kind: "number";
  readonly text: string;
  readonly decimal: Decimal;
}

/** A quoted or bare text without an asterisk. */
export interface TextValue {
  readonly kind: "text";
  readonly text: string;
}

/** A quoted or bare text with asterisks: the two or more texts between them, some perhaps empty. */
export interface GlobValue {
  readonly kind: "glob";
  readonly parts: readonly string[];
}

export interface RegexValue {
  readonly kind: "regex";
  /** What stands between the two `%`. */
  readonly source: string;
  readonly tree: RegexTree;
}

/** `[ ... ]`. No entries at all (`[]`) matches everything. */
export interface DelimitedPattern {
  readonly kind: "delimited";
  readonly entries: readonly DelimitedEntry[];
}

export type DelimitedEntry = UnnamedEntry | EllipsisEntry | FieldEntry;

export interface UnnamedEntry {
  readonly kind: "unnamed";
}

/** `...`: zero or more fields, at most once in a pattern. */
export interface EllipsisEntry {
  readonly kind: "ellipsis";
}

export interface FieldEntry {
  readonly kind: "field";
  readonly name: string;
  /** `present` when only the name is given. */
  readonly condition: FieldExpression;
}

export type FieldExpression = Expression<FieldCondition>;
export type FieldCondition = FieldComparison | PresentCondition;

export interface FieldComparison {
  readonly kind: "compare";
  readonly operator: ComparisonOperator;
  readonly value: Value;
}

/** The name alone: satisfied by any field. */
export interface PresentCondition {
  readonly kind: "present";
}

/** A place in the pattern's text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Places of nodes, by identity of the node. */
export type Spans = ReadonlyMap<object, Span>;

/** How many regular expressions the pattern holds; a filter with any counts against the limit of its log group. */
export function countRegexes(pattern: FilterPattern): number {
  switch (pattern.kind) {
    case "match-all":
    case "terms":
      return 0;
    case "regex":
      return 1;
    case "json":
      return conditionsOf(pattern.expression).filter(holdsRegex).length;
    case "delimited":
      return pattern.entries
        .flatMap((entry) => (entry.kind === "field" ? conditionsOf(entry.condition) : []))
        .filter(holdsRegex).length;
  }
}

function holdsRegex(condition: JsonCondition | FieldCondition): boolean {
  return condition.kind === "compare" && condition.value.kind === "regex";
}

/** The conditions at the leaves, in the order of the text. */
export function conditionsOf<Condition extends { readonly kind: string }>(
  expression: Expression<Condition>,
): readonly Condition[] {
  return isJunction(expression) ? expression.operands.flatMap((operand) => conditionsOf(operand)) : [expression];
}

/** Tells an `and` or `or` from a condition. */
export function isJunction<Condition extends { readonly kind: string }>(
  expression: Expression<Condition>,
): expression is And<Condition> | Or<Condition> {
  return expression.kind === "and" || expression.kind === "or";
}
