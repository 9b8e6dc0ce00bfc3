import { matchesArn, matchesWildcard } from "./wildcard.ts";

/** One line of a Condition block: the values are alternatives. */
export interface PolicyCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/**
 * What a request says about itself, by lower-case condition key. Undefined means "this request has no such value";
 * a key that is missing from the record is one this evaluator knows nothing about.
 */
export type ConditionContext = Readonly<Record<string, string | undefined>>;

/** Whether something holds; "unknown" when this evaluator cannot tell. */
export type Verdict = "yes" | "no" | "unknown";

interface Comparison {
  readonly matches: (pattern: string, actual: string) => boolean;
  readonly negated: boolean;
}

const equal = (pattern: string, actual: string) => pattern === actual;
const equalIgnoringCase = (pattern: string, actual: string) => pattern.toLowerCase() === actual.toLowerCase();

const comparisons: ReadonlyMap<string, Comparison> = new Map([
  ["stringequals", { matches: equal, negated: false }],
  ["stringnotequals", { matches: equal, negated: true }],
  ["stringequalsignorecase", { matches: equalIgnoringCase, negated: false }],
  ["stringnotequalsignorecase", { matches: equalIgnoringCase, negated: true }],
  ["stringlike", { matches: matchesWildcard, negated: false }],
  ["stringnotlike", { matches: matchesWildcard, negated: true }],
  // ArnEquals and ArnLike behave identically. doc IAM
  ["arnequals", { matches: matchesArn, negated: false }],
  ["arnlike", { matches: matchesArn, negated: false }],
  ["arnnotequals", { matches: matchesArn, negated: true }],
  ["arnnotlike", { matches: matchesArn, negated: true }],
  ["bool", { matches: equalIgnoringCase, negated: false }],
]);

/**
 * Judges one condition against a request.
 *
 * @example
 * judgeCondition({ operator: "StringEquals", key: "aws:SourceAccount", values: ["1"] }, { "aws:sourceaccount": "1" }); // "yes"
 */
export function judgeCondition(condition: PolicyCondition, context: ConditionContext): Verdict {
  const key = condition.key.toLowerCase();
  // A policy variable stands for a value of the request that is not known here.
  if (!Object.hasOwn(context, key) || condition.values.some((value) => value.includes("${"))) return "unknown";
  const actual = context[key];
  const operator = condition.operator.toLowerCase();
  if (operator === "null") return verdict(condition.values.includes(String(actual === undefined)));

  const optional = operator.endsWith("ifexists");
  const comparison = comparisons.get(optional ? operator.slice(0, -"ifexists".length) : operator);
  if (comparison === undefined) return "unknown";
  // doc IAM: a missing key satisfies a negated operator and every ...IfExists one, and no other.
  if (actual === undefined) return verdict(comparison.negated || optional);
  const found = condition.values.some((value) => comparison.matches(value, actual));
  return verdict(found !== comparison.negated);
}

function verdict(holds: boolean): Verdict {
  return holds ? "yes" : "no";
}
