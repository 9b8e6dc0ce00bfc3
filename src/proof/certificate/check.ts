import { compilePattern } from "../../pattern/match.ts";
import { parsePattern } from "../../pattern/parse.ts";
import type { Assumption } from "../assume/assumption.ts";
import type { Formula } from "../formula.ts";
import type { Certificate, Refutation, SignedCondition } from "./certificate.ts";
import { claimOf } from "./claim.ts";
import { isContradiction } from "./logic.ts";
import { isImpossible } from "./theory/impossible.ts";

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly problem: string };

const MOST_BRANCHES = 100_000;

/**
 * Confirms a certificate, or says what is wrong with it or could not be followed. Nothing of the search that made it is
 * trusted: the patterns are read again, each lemma is proven by a theory of its own, and so is that they are enough.
 *
 * @param assumption what the certificate may lean on, if it names it
 * @example
 * checkCertificate({ kind: "example", must: ["ERROR"], mustNot: [], message: "an ERROR" }, undefined); // { ok: true }
 */
export function checkCertificate(certificate: Certificate, assumption: Assumption | undefined): Verdict {
  const problem = problemOf(certificate, assumption);
  return problem === undefined ? { ok: true } : { ok: false, problem };
}

function problemOf(certificate: Certificate, assumption: Assumption | undefined): string | undefined {
  switch (certificate.kind) {
    case "both":
      return certificate.parts.map((part) => problemOf(part, assumption)).find((problem) => problem !== undefined);
    case "example": {
      const { must, mustNot, message } = certificate;
      const isSo =
        must.every((text) => matches(text, message) === true) &&
        mustNot.every((text) => matches(text, message) === false);
      return isSo ? undefined : "the message is no such event";
    }
    case "refutation":
      return problemOfRefutation(certificate, assumption);
  }
}

function matches(text: string, message: string): boolean | undefined {
  const parsed = parsePattern(text);
  return parsed.ok ? compilePattern(parsed.pattern)(message).matched : undefined;
}

function problemOfRefutation(certificate: Refutation, assumption: Assumption | undefined): string | undefined {
  const { assumptions, lemmas } = certificate;
  if (assumptions.some((name) => name !== assumption?.name)) return "it leans on what is not assumed";
  const claim = claimOf(certificate, assumptions.length > 0 ? assumption : undefined);
  if (claim === undefined) return "its patterns cannot be read, or are not of one family";
  for (const { impossible } of lemmas) {
    const conditions = impossible.flatMap(({ condition, holds }) => {
      const known = claim.conditions.get(condition);
      return known === undefined ? [] : [{ condition: known, holds }];
    });
    // What no pattern says counts for nothing, so the rest alone has to be impossible.
    if (!isImpossible(conditions, claim.root)) return `not confirmed to be impossible: ${spell(impossible)}`;
  }
  const formula: Formula<string> = { kind: "all", parts: [claim.formula, ...lemmas.map(clauseOf)] };
  return isContradiction(formula, new Map(), { left: MOST_BRANCHES }) ? undefined : "its lemmas are not enough";
}

/** One of the conditions is otherwise. */
export function clauseOf({ impossible }: { readonly impossible: readonly SignedCondition[] }): Formula<string> {
  const parts = impossible.map(({ condition, holds }) => ({ kind: "literal", condition, holds: !holds }) as const);
  return { kind: "any", parts };
}

/** Signed conditions in words. */
export function spell(impossible: readonly SignedCondition[]): string {
  return impossible.map(({ condition, holds }) => (holds ? condition : `not ${condition}`)).join(", ");
}
