import type { Formula } from "../formula.ts";

export type Truths = Map<string, boolean>;

/** Draws what must follow into `truths`; `false` when the formula cannot become true any more. */
export function propagate(formula: Formula<string>, truths: Truths): boolean {
  for (let known = -1; known < truths.size; ) {
    known = truths.size;
    if (!force(formula, truths)) return false;
  }
  return true;
}

function force(formula: Formula<string>, truths: Truths): boolean {
  if (formula.kind === "literal") {
    const { condition, holds } = formula;
    if (!truths.has(condition)) truths.set(condition, holds);
    return truths.get(condition) === holds;
  }
  if (formula.kind === "all") return formula.parts.every((part) => force(part, truths));
  const open = formula.parts.filter((part) => truthOf(part, truths) !== false);
  const [only] = open;
  return open.length === 1 && only !== undefined ? force(only, truths) : open.length > 0;
}

export function truthOf(formula: Formula<string>, truths: Truths): boolean | undefined {
  if (formula.kind === "literal") {
    const truth = truths.get(formula.condition);
    return truth === undefined ? undefined : truth === formula.holds;
  }
  const decisive = formula.kind === "any";
  let undecided = false;
  for (const part of formula.parts) {
    const truth = truthOf(part, truths);
    if (truth === decisive) return decisive;
    undecided ||= truth === undefined;
  }
  return undecided ? undefined : !decisive;
}

/** A condition whose truth would help to decide a formula; `undefined` when the formula is decided. */
export function openCondition(formula: Formula<string>, truths: Truths): string | undefined {
  if (formula.kind === "literal") return truths.has(formula.condition) ? undefined : formula.condition;
  if (truthOf(formula, truths) !== undefined) return undefined;
  for (const part of formula.parts) {
    const open = openCondition(part, truths);
    if (open !== undefined) return open;
  }
  return undefined;
}

/** Can nothing make the formula true? `false` also when that took more branches than `fuel` has. */
export function isContradiction(formula: Formula<string>, known: Truths, fuel: { left: number }): boolean {
  const truths = new Map(known);
  if (!propagate(formula, truths)) return true;
  const open = openCondition(formula, truths);
  fuel.left -= 1;
  if (open === undefined || fuel.left < 0) return false;
  return [true, false].every((truth) => isContradiction(formula, new Map(truths).set(open, truth), fuel));
}
