import { invalidParameter, type Refusal } from "../refusal.ts";
import { type Cursor, cursorOver } from "./cursor.ts";
import type { Pattern } from "./pattern.ts";
import { readPattern } from "./read-pattern.ts";
import { PolicyRefused } from "./refused.ts";
import { tokenize } from "./tokens.ts";

export type FilterPolicyScope = "MessageAttributes" | "MessageBody";

/** What a policy asks of one leaf: that a value at this path satisfies one of the patterns. */
export interface FieldRule {
  /** Member names joined by dots; a name that itself holds dots is the same path. obs LS dot_attribute */
  readonly path: string;
  readonly depth: number;
  readonly patterns: readonly Pattern[];
}

/** Rules that must all hold; a policy holds when one of its branches does. Only `$or` makes more than one. */
export type Branch = readonly FieldRule[];

export interface FilterPolicy {
  readonly scope: FilterPolicyScope;
  readonly branches: readonly Branch[];
}

const maxBytes = 256 * 1024;
const maxKeys = 5;
const maxCombinations = 150;
/** Points of all wildcard patterns together: one for a single star, three for more. doc SNSDG */
const maxWildcardPoints = 100;
/** doc RULER: names that mean an operator elsewhere cannot be fields of an `$or`. */
const reservedInOr: readonly string[] = [
  "exactly",
  "prefix",
  "suffix",
  "equals-ignore-case",
  "wildcard",
  "numeric",
  "anything-but",
  "exists",
  "cidr",
];

/**
 * Reads a FilterPolicy. `reason` is what SNS puts before its explanation: Subscribe says `Attributes Reason: `,
 * SetSubscriptionAttributes nothing.
 *
 * @example
 * compileFilterPolicy('{"kind":["root"]}', "MessageAttributes", "");
 * // { ok: true, policy: { scope: "MessageAttributes", branches: [[{ path: "kind", depth: 1, patterns: [..] }]] } }
 */
export function compileFilterPolicy(
  text: string,
  scope: FilterPolicyScope,
  reason: "" | "Attributes Reason: ",
): { readonly ok: true; readonly policy: FilterPolicy } | Refusal {
  try {
    return { ok: true, policy: { scope, branches: compile(text, scope) } };
  } catch (error) {
    if (!(error instanceof PolicyRefused)) throw error;
    return invalidParameter(`${reason}${error.named ? "FilterPolicy: " : ""}${error.message}`);
  }
}

function compile(text: string, scope: FilterPolicyScope): readonly Branch[] {
  // unk: AWS's words for a policy above its documented size.
  if (text.length > maxBytes) throw new PolicyRefused("Filter policy is too long");
  const tokens = tokenize(text);
  // obs LS: how it begins; the parser's own words, which AWS adds, are not imitated.
  if (tokens === undefined) throw new PolicyRefused("failed to parse JSON.");
  const cursor = cursorOver(tokens);
  if (cursor.next().kind !== "{") return cursor.refuse("Filter is not an object");
  const branches = readObject(cursor, [], false, [[]]);

  const rules = branches.flat();
  // doc SNSDG: five keys; inf: of a nested policy the leaves count.
  if (new Set(rules.map((rule) => rule.path)).size > maxKeys) {
    throw new PolicyRefused(`Filter policy can not have more than ${maxKeys} keys`);
  }
  if (scope === "MessageAttributes" && rules.some((rule) => rule.depth > 1)) {
    throw new PolicyRefused("Filter policy scope MessageAttributes does not support nested filter policy", false);
  }
  const combinations = branches.reduce((sum, branch) => sum + weight(branch), 0);
  if (combinations > maxCombinations || wildcardPoints(new Set(rules)) > maxWildcardPoints) throw tooComplex();
  return branches;
}

/** Reads an object up to its closing brace; every branch so far gets what it asks for. */
function readObject(
  cursor: Cursor,
  path: readonly string[],
  insideOr: boolean,
  sofar: readonly Branch[],
): readonly Branch[] {
  let branches = sofar;
  let empty = true;
  for (let token = cursor.next(); token.kind !== "}"; token = cursor.next()) {
    empty = false;
    const name = token.text;
    if (name === "$or") {
      branches = readOr(cursor, path, branches);
      continue;
    }
    if (insideOr && reservedInOr.includes(name)) {
      return cursor.refuse(`${name} is Ruler reserved fieldName which cannot be used inside $or.`);
    }
    const value = cursor.next();
    const inner = [...path, name];
    if (value.kind === "{") {
      branches = readObject(cursor, inner, insideOr, branches);
    } else if (value.kind === "[") {
      const rule = { path: inner.join("."), depth: inner.length, patterns: readAlternatives(cursor) };
      branches = branches.map((branch) => [...branch.filter((other) => other.path !== rule.path), rule]);
    } else {
      return cursor.refuse(`"${name}" must be an object or an array`);
    }
  }
  return empty ? cursor.refuse("Empty objects are not allowed") : branches;
}

/** obs STACKD filters: a singleton and a list of anything but objects are refused; texts doc RULER. */
function readOr(cursor: Cursor, path: readonly string[], sofar: readonly Branch[]): readonly Branch[] {
  if (cursor.next().kind !== "[") return cursor.refuse("It must be an Array followed with $or.");
  const branches: Branch[] = [];
  let count = 0;
  for (let token = cursor.next(); token.kind !== "]"; token = cursor.next()) {
    if (token.kind !== "{") return cursor.refuse("Only JSON object is allowed in array of $or relationship.");
    count += 1;
    branches.push(...readObject(cursor, path, true, sofar));
    // Every branch weighs at least one, so more can never be accepted: nested lists must not multiply without end.
    if (branches.length > maxCombinations) throw tooComplex();
  }
  return count < 2 ? cursor.refuse("There must have at least 2 Objects in $or relationship.") : branches;
}

function readAlternatives(cursor: Cursor): readonly Pattern[] {
  const patterns: Pattern[] = [];
  for (let token = cursor.next(); token.kind !== "]"; token = cursor.next()) patterns.push(readPattern(cursor, token));
  return patterns.length > 0 ? patterns : cursor.refuse("Empty arrays are not allowed");
}

/** The product of the numbers of alternatives, each times its depth. doc SNSDG, obs LS test_policy_complexity_with_or */
function weight(branch: Branch): number {
  return branch.reduce((product, rule) => product * rule.patterns.length * rule.depth, 1);
}

function wildcardPoints(rules: ReadonlySet<FieldRule>): number {
  let points = 0;
  for (const rule of rules) {
    for (const pattern of rule.patterns) {
      const all = pattern.kind === "anything-but" ? pattern.patterns : [pattern];
      for (const one of all) if (one.kind === "wildcard") points += one.steps.length > 2 ? 3 : 1;
    }
  }
  return points;
}

function tooComplex(): PolicyRefused {
  return new PolicyRefused("Filter policy is too complex");
}
