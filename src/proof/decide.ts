import type { Assumption } from "./assume/assumption.ts";
import { nearestRecord } from "./assume/nearest-record.ts";
import type { Budget } from "./budget.ts";
import type { Refutation } from "./certificate/certificate.ts";
import { checkCertificate } from "./certificate/check.ts";
import { refute } from "./certificate/refute.ts";
import { type Family, familiesOf, matchesEverything, type Sides } from "./family.ts";
import { type EventCondition, type Formula, formulaOf } from "./formula.ts";
import { searchJson } from "./json/search.ts";
import { searchLine } from "./line/search-line.ts";
import { searchText } from "./line/search-text.ts";
import { matcherOf } from "./matcher.ts";
import type { Search } from "./search.ts";

/** Is there an event that every pattern of `must` matches and none of `mustNot`? Every question comes down to this. */
export interface Question extends Sides {
  readonly assumption: Assumption | undefined;
  readonly budget: Budget;
}

export type Decision =
  /** There is: this one. The matcher has confirmed it. */
  | { readonly kind: "event"; readonly message: string; readonly least: boolean }
  /** There is none. The checker has confirmed why. */
  | { readonly kind: "none"; readonly certificate: Refutation }
  | { readonly kind: "unknown"; readonly reason: string };

/**
 * Decides a question. Patterns of one family are decided together; patterns of different families (JSON, raw text,
 * delimited) only where one family alone settles it.
 */
export function decide(question: Question): Decision {
  const { must, mustNot, assumption } = question;
  if ([...must, ...mustNot].some(({ text }) => LONE_SURROGATE.test(text))) {
    return unknown("a pattern holds half of a surrogate pair, and proofs are about whole characters");
  }
  const everything = mustNot.find(matchesEverything);
  if (everything !== undefined) {
    const mustNotMatch = [everything.text];
    return certified({ kind: "refutation", must: [], mustNot: mustNotMatch, assumptions: [], lemmas: [] }, question);
  }
  const families = familiesOf(question);
  const searches = families.map((family) => ({ family, search: searchFamily(family, question) }));
  const dead = searches.find(({ search }) => search.kind === "none");
  if (dead !== undefined) return refuted(dead.family, question);
  if (assumption !== undefined && families.some(({ kind }) => kind !== "json")) {
    return unknown(
      `what is assumed (${assumption.name}) is about JSON events, and one of the patterns is no JSON pattern`,
    );
  }
  return findAmong(
    searches.map(({ search }) => search),
    question,
  );
}

/** `u` makes a pair one character, so that only halves are left to this class. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;

function findAmong(searches: readonly Search[], question: Question): Decision {
  const confirmed = matcherOf(question);
  // The empty message is neither a JSON object nor a line with fields: beside match-all it is the smallest witness.
  if (question.must.some(matchesEverything) && question.assumption === undefined && confirmed("")) {
    return { kind: "event", message: "", least: true };
  }
  for (const search of searches) {
    if (search.kind !== "found") continue;
    if (confirmed(search.message)) {
      return { kind: "event", message: search.message, least: search.least && searches.length === 1 };
    }
    if (searches.length === 1) throw new Error(`the matcher denies a witness: ${search.message}`);
  }
  for (const search of searches) if (search.kind === "unknown") return search;
  return unknown("the patterns are of different families (JSON, raw text, delimited) and were not decided together");
}

function searchFamily(family: Family, { budget, assumption }: Question): Search {
  switch (family.kind) {
    case "json":
      return assumption === undefined
        ? searchJson(jsonFormula(family), { budget })
        : nearestRecord(jsonFormula(family), assumption, budget);
    case "text":
      return searchText(family, { budget });
    case "delimited":
      return searchLine(family, { budget });
  }
}

function jsonFormula({ must, mustNot }: Family & { readonly kind: "json" }): Formula<EventCondition> {
  return {
    kind: "all",
    parts: [
      ...must.map(({ pattern }) => formulaOf<EventCondition>(pattern.expression, true)),
      ...mustNot.map(({ pattern }) => formulaOf<EventCondition>(pattern.expression, false)),
    ],
  };
}

function refuted(family: Family, question: Question): Decision {
  const refutation = refute(family, question);
  return refutation.kind === "unknown" ? refutation : certified(refutation, question);
}

function certified(certificate: Refutation, { assumption }: Question): Decision {
  const verdict = checkCertificate(certificate, assumption);
  return verdict.ok
    ? { kind: "none", certificate }
    : unknown(`no such event was found, but the certificate was not confirmed: ${verdict.problem}`);
}

function unknown(reason: string): Decision {
  return { kind: "unknown", reason };
}
