import { type Clause, forEachLiteral } from "./clause.ts";
import { type Domains, type Layout, leastCost, leastCostIn } from "./domains.ts";

/**
 * What open clauses add at least to the sum of the least costs. Clauses that share a variable may be satisfied by one
 * value, so only clauses with variables of their own are added up.
 */
export function leastExtra(layout: Layout, domains: Domains, clauses: readonly Clause[]): number {
  const counted = new Set<number>();
  let sum = 0;
  for (const clause of clauses) {
    const extra = extraOf(layout, domains, clause);
    if (extra === 0 || sharesVariable(clause, counted)) continue;
    forEachLiteral(clause, ({ variable }) => counted.add(variable));
    sum += extra;
  }
  return sum;
}

/** What one clause adds at least. */
export function extraOf(layout: Layout, domains: Domains, clause: Clause): number {
  if (clause.kind === "in") {
    return leastCostIn(layout, domains, clause) - leastCost(layout, domains, clause.variable);
  }
  if (clause.kind === "all") return leastExtra(layout, domains, clause.parts);
  let least = Number.POSITIVE_INFINITY;
  for (const part of clause.parts) least = Math.min(least, extraOf(layout, domains, part));
  return least;
}

function sharesVariable(clause: Clause, counted: ReadonlySet<number>): boolean {
  if (clause.kind === "in") return counted.has(clause.variable);
  return clause.parts.some((part) => sharesVariable(part, counted));
}
