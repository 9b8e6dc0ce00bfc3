import type { Budget } from "../budget.ts";
import { extraOf, leastExtra } from "./bound.ts";
import { type Clause, compileClause, type Literal } from "./clause.ts";
import { type Component, componentsOf } from "./components.ts";
import { cheapestValue, type Domains, fullDomains, type Layout, layOut, leastCost, narrow } from "./domains.ts";
import type { Constraint, Solution, Variable } from "./finite.ts";
import { propagate } from "./propagate.ts";
import { reduceValues } from "./reduce.ts";

/**
 * Finds values that satisfy a constraint, at the least sum of costs. Of solutions that cost the same the first found is
 * given, in an order that depends on nothing but the arguments.
 *
 * @param variables each with the cost of its values; a variable without values has no solution
 * @param budget `decisions` says how often the search may branch; spent, the best solution so far is given, `least: false`
 * @example
 * solve([{ costs: [0, 3] }], { kind: "in", variable: 0, values: new Set([1]) }, { states: 0, decisions: 10 });
 * // { kind: "found", values: [1], cost: 3, least: true }
 */
export function solve(variables: readonly Variable[], constraint: Constraint, budget: Budget): Solution {
  if (variables.some(({ costs }) => costs.length === 0)) return { kind: "none" };
  const compiled = compileClause(
    constraint,
    variables.map(({ costs }) => costs.length),
  );
  const reduced = reduceValues(compiled, variables);
  const layout = layOut(reduced.variables);
  const everything: Component = { clauses: [reduced.clause], variables: [...variables.keys()] };
  const counter = { left: budget.decisions, spent: false };
  const search = (goal: Goal, limit: number): Found | undefined =>
    searchComponent({ layout, counter, goal }, everything, fullDomains(layout), limit);

  // Any solution first: then the budget can only cost the proof that no other is smaller.
  const first = search("any", Number.POSITIVE_INFINITY);
  if (first === undefined) {
    return counter.spent
      ? { kind: "unknown", reason: `the search took more than ${budget.decisions} decisions` }
      : { kind: "none" };
  }
  const best = search("least", first.cost) ?? first;
  const values = reduced.variables.map((variable, index) => variable.values[best.values.get(index) ?? 0] ?? 0);
  return { kind: "found", values, cost: best.cost, least: !counter.spent };
}

type Goal = "any" | "least";

interface Search {
  readonly layout: Layout;
  readonly counter: { left: number; spent: boolean };
  readonly goal: Goal;
}

interface Found {
  readonly values: ReadonlyMap<number, number>;
  readonly cost: number;
}

/** A solution cheaper than `limit`; the domains are used up. */
function searchComponent(search: Search, component: Component, domains: Domains, limit: number): Found | undefined {
  const { layout } = search;
  const open = propagate(layout, domains, component.clauses);
  if (open === undefined) return undefined;
  const components = componentsOf(open);
  const undecided = new Set(components.flatMap(({ variables }) => variables));
  const values = new Map<number, number>();
  let cost = 0;
  for (const variable of component.variables) {
    if (undecided.has(variable)) continue;
    values.set(variable, cheapestValue(layout, domains, variable));
    cost += leastCost(layout, domains, variable);
  }
  // What the components not yet solved cost at least.
  const bounds = components.map((part) => lowerBound(layout, domains, part));
  let ahead = bounds.reduce((sum, bound) => sum + bound, 0);
  for (const [index, part] of components.entries()) {
    ahead -= bounds[index] ?? 0;
    const found = branch(search, part, domains, limit - cost - ahead);
    if (found === undefined) return undefined;
    cost += found.cost;
    for (const [variable, value] of found.values) values.set(variable, value);
  }
  return cost + ahead < limit ? { values, cost } : undefined;
}

function lowerBound(layout: Layout, domains: Domains, { clauses, variables }: Component): number {
  const least = variables.reduce((sum, variable) => sum + leastCost(layout, domains, variable), 0);
  return least + leastExtra(layout, domains, clauses);
}

function branch(search: Search, component: Component, domains: Domains, limit: number): Found | undefined {
  const { layout, counter, goal } = search;
  if (lowerBound(layout, domains, component) >= limit) return undefined;
  if (counter.left <= 0) {
    counter.spent = true;
    return undefined;
  }
  counter.left -= 1;
  const literal = literalToDecide(layout, domains, component.clauses);
  let best: Found | undefined;
  for (const holds of [true, false]) {
    const narrowed = domains.slice();
    narrow(layout, narrowed, literal, holds);
    best = searchComponent(search, component, narrowed, best?.cost ?? limit) ?? best;
    if (best !== undefined && goal === "any") return best;
  }
  return best;
}

/** The cheapest literal of the clause with the fewest choices. */
function literalToDecide(layout: Layout, domains: Domains, clauses: readonly Clause[]): Literal {
  const [first, ...others] = clauses;
  if (first === undefined) throw new Error("there is nothing to decide");
  let chosen = first;
  for (const clause of others) if (choicesOf(clause) < choicesOf(chosen)) chosen = clause;
  while (chosen.kind !== "in") chosen = cheapestPart(layout, domains, chosen.parts);
  return chosen;
}

function choicesOf(clause: Clause): number {
  return clause.kind === "any" ? clause.parts.length : 1;
}

function cheapestPart(layout: Layout, domains: Domains, parts: readonly Clause[]): Clause {
  const [first, ...others] = parts;
  if (first === undefined) throw new Error("a clause without parts is decided");
  let chosen = first;
  let least = extraOf(layout, domains, first);
  for (const part of others) {
    const extra = extraOf(layout, domains, part);
    if (extra < least) {
      chosen = part;
      least = extra;
    }
  }
  return chosen;
}
