import type { Assumption } from "../assume/assumption.ts";
import type { Budget } from "../budget.ts";
import type { Family } from "../family.ts";
import type { Formula } from "../formula.ts";
import type { Lemma, Refutation, SignedCondition } from "./certificate.ts";
import { clauseOf, spell } from "./check.ts";
import { type Claim, claimOf } from "./claim.ts";
import { openCondition, propagate, type Truths, truthOf } from "./logic.ts";
import { isImpossible } from "./theory/impossible.ts";

/** What a refutation may lean on, and how far the making of it may go. */
export interface Terms {
  readonly assumption: Assumption | undefined;
  readonly budget: Budget;
}

/**
 * Says why no event exists that every pattern of `must` matches and none of `mustNot`. Logic proposes what such an event
 * could be, the checker's own theory says why it cannot, and so on until logic has nothing left to propose: what is
 * learned this way is what the checker is able to confirm. An assumption is named only if it was needed.
 *
 * @returns `unknown` when the theory has no objection to a proposal, or the budget is spent
 */
export function refute(
  family: Family,
  { assumption, budget }: Terms,
): Refutation | { readonly kind: "unknown"; readonly reason: string } {
  const sides = {
    must: family.must.map(({ text }) => text),
    mustNot: family.mustNot.map(({ text }) => text),
  };
  let reason = "";
  for (const given of assumption === undefined ? [undefined] : [undefined, assumption]) {
    const claim = claimOf(sides, given);
    if (claim === undefined) return { kind: "unknown", reason: "the patterns are not of one family" };
    const learned = learn(claim, budget);
    if (learned.kind === "lemmas") {
      const assumptions = given === undefined ? [] : [given.name];
      return { kind: "refutation", ...sides, assumptions, lemmas: learned.lemmas };
    }
    reason = learned.reason;
  }
  return { kind: "unknown", reason };
}

/** In the words of a reason. */
const MOST_NAMED = 8;

type Learned =
  | { readonly kind: "lemmas"; readonly lemmas: readonly Lemma[] }
  | { readonly kind: "unknown"; readonly reason: string };

/** Lemmas that leave no way to make the formula of a claim true. */
function learn(claim: Claim, budget: Budget): Learned {
  const lemmas: Lemma[] = [];
  const clauses: Formula<string>[] = [];
  const formula: Formula<string> = { kind: "all", parts: [claim.formula, { kind: "all", parts: clauses }] };
  let left = budget.decisions;
  const refuse = (proposed: readonly SignedCondition[]): boolean => {
    if (!isRefused(claim, proposed)) return false;
    const lemma = { impossible: coreOf(claim, proposed) };
    lemmas.push(lemma);
    clauses.push(clauseOf(lemma));
    return true;
  };
  /** `undefined` when everything from here on is refuted, otherwise why not. */
  const explore = (truths: Truths): string | undefined => {
    if (!propagate(formula, truths)) return undefined;
    left -= 1;
    if (left < 0) return `a certificate needs more than ${budget.decisions} decisions`;
    const open = openCondition(claim.formula, truths);
    const proposed = open === undefined ? neededFor(claim.formula, truths) : signedBy(truths);
    // Better refused before it branches.
    if (refuse(proposed)) return undefined;
    if (open === undefined) return `no proof was found that no event has: ${spell(proposed.slice(0, MOST_NAMED))}`;
    return explore(new Map(truths).set(open, true)) ?? explore(new Map(truths).set(open, false));
  };
  const reason = explore(new Map());
  return reason === undefined ? { kind: "lemmas", lemmas } : { kind: "unknown", reason };
}

/** Conditions that are enough to make a formula true, of truths that do. */
function neededFor(formula: Formula<string>, truths: Truths): readonly SignedCondition[] {
  const needed: Truths = new Map();
  const choices: (readonly Formula<string>[])[] = [];
  const need = (part: Formula<string>): void => {
    if (part.kind === "literal") needed.set(part.condition, part.holds);
    else if (part.kind === "all") part.parts.forEach(need);
    else choices.push(part.parts.filter((each) => truthOf(each, truths) === true));
  };
  need(formula);
  // Grows while it is walked: what was chosen may leave more to choose.
  for (const met of choices) {
    const [first] = met;
    if (first !== undefined && !met.some((each) => truthOf(each, needed) === true)) need(first);
  }
  return signedBy(needed);
}

function signedBy(truths: Truths): readonly SignedCondition[] {
  return [...truths].map(([condition, holds]) => ({ condition, holds }));
}

function isRefused({ conditions, root }: Claim, proposed: readonly SignedCondition[]): boolean {
  const known = proposed.flatMap(({ condition, holds }) => {
    const meant = conditions.get(condition);
    return meant === undefined ? [] : [{ condition: meant, holds }];
  });
  return isImpossible(known, root);
}

/** As few of the conditions as are impossible together: first large pieces are left out, then single ones. */
function coreOf(claim: Claim, proposed: readonly SignedCondition[]): readonly SignedCondition[] {
  let core = proposed;
  for (let size = Math.ceil(core.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = core.length - size; at > -size; at -= size) {
      const rest = [...core.slice(0, Math.max(at, 0)), ...core.slice(at + size)];
      if (rest.length < core.length && isRefused(claim, rest)) core = rest;
    }
  }
  return core;
}
