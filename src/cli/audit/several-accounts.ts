import type { AnsweredFinding, AppliedException } from "../../audit/exceptions/apply.ts";
import { SEVERITY } from "../../audit/verdict.ts";

/** Findings of several accounts, the most exposed first, then the worst; of equals the account that was read first. */
export function inOrderOfExposure(findings: readonly AnsweredFinding[]): readonly AnsweredFinding[] {
  return findings.toSorted((a, b) => b.exposure - a.exposure || SEVERITY[b.verdict] - SEVERITY[a.verdict]);
}

/** The same exceptions, applied to one account after another: each with all that it covers. */
export function exceptionsOverAll(applied: readonly (readonly AppliedException[])[]): readonly AppliedException[] {
  const [first = [], ...others] = applied;
  return first.map((exception, index) => ({
    ...exception,
    covers: [...exception.covers, ...others.flatMap((one) => one[index]?.covers ?? [])],
  }));
}
