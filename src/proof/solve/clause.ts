import type { Constraint } from "./finite.ts";
import { fullMask, intersectionOf, isEmpty, isSame, type Mask, maskOf, unionOf } from "./mask.ts";

/** A constraint made ready for the search: literals are bits, and a junction has one literal of a variable at most. */
export type Clause = Literal | Junction;

export interface Literal {
  readonly kind: "in";
  readonly variable: number;
  readonly mask: Mask;
}

export interface Junction {
  readonly kind: "all" | "any";
  readonly parts: readonly Clause[];
}

export const TRUE: Junction = { kind: "all", parts: [] };
export const FALSE: Junction = { kind: "any", parts: [] };

export function isTrue(clause: Clause): boolean {
  return clause.kind === "all" && clause.parts.length === 0;
}

export function isFalse(clause: Clause): boolean {
  return clause.kind === "any" && clause.parts.length === 0;
}

/**
 * Flattens a constraint and joins the literals of a variable: an OR of 45 event names becomes one set of values.
 *
 * @param sizes how many values each variable has
 */
export function compileClause(constraint: Constraint, sizes: readonly number[]): Clause {
  if (constraint.kind === "in") {
    const full = fullMask(sizes[constraint.variable] ?? 0);
    return literal(constraint.variable, intersectionOf(full, maskOf(constraint.values, full.length)), full);
  }
  return join(
    constraint.kind,
    constraint.parts.map((part) => compileClause(part, sizes)),
    (variable) => fullMask(sizes[variable] ?? 0),
  );
}

function literal(variable: number, mask: Mask, full: Mask): Clause {
  if (isEmpty(mask)) return FALSE;
  return isSame(mask, full) ? TRUE : { kind: "in", variable, mask };
}

function join(kind: "all" | "any", parts: readonly Clause[], fullOf: (variable: number) => Mask): Clause {
  const combine = kind === "all" ? intersectionOf : unionOf;
  const decides = kind === "all" ? isFalse : isTrue;
  const masks = new Map<number, Mask>();
  const rest: Clause[] = [];
  for (const part of parts.flatMap((part) => (part.kind === kind ? part.parts : [part]))) {
    if (decides(part)) return part;
    if (part.kind !== "in") {
      // What does not decide a junction and is empty changes nothing.
      if (part.parts.length > 0) rest.push(part);
      continue;
    }
    const known = masks.get(part.variable);
    masks.set(part.variable, known === undefined ? part.mask : combine(known, part.mask));
  }
  const literals: Clause[] = [];
  for (const [variable, mask] of masks) {
    const joined = literal(variable, mask, fullOf(variable));
    if (decides(joined)) return joined;
    if (joined.kind === "in") literals.push(joined);
  }
  return junction(kind, [...literals, ...rest]);
}

/** Of parts none of which is true or false. */
export function junction(kind: "all" | "any", parts: readonly Clause[]): Clause {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind, parts };
}

/** Calls back for every literal. */
export function forEachLiteral(clause: Clause, visit: (literal: Literal) => void): void {
  if (clause.kind === "in") visit(clause);
  else for (const part of clause.parts) forEachLiteral(part, visit);
}
