import type { Literal } from "./clause.ts";
import { fullMask, lowestBit, wordsFor } from "./mask.ts";
import type { ReducedVariable } from "./reduce.ts";

/** Where the bits of each variable lie in {@link Domains}. */
export interface Layout {
  readonly variables: readonly ReducedVariable[];
  readonly starts: readonly number[];
  readonly words: readonly number[];
}

/** The values still possible for every variable, as bits. Changed in place; a branch takes a copy. */
export type Domains = Int32Array;

export function layOut(variables: readonly ReducedVariable[]): Layout {
  const words = variables.map(({ values }) => wordsFor(values.length));
  let start = 0;
  const starts = words.map((count) => {
    start += count;
    return start - count;
  });
  return { variables, starts, words };
}

export function fullDomains({ variables, starts, words }: Layout): Domains {
  const domains = new Int32Array(words.reduce((sum, count) => sum + count, 0));
  for (const [index, { values }] of variables.entries()) domains.set(fullMask(values.length), starts[index] ?? 0);
  return domains;
}

/** `undefined`: both truths are still possible. */
export function truthOf(layout: Layout, domains: Domains, literal: Literal): boolean | undefined {
  const start = layout.starts[literal.variable] ?? 0;
  let inside = false;
  let outside = false;
  for (let word = 0; word < literal.mask.length; word += 1) {
    const domain = domains[start + word] ?? 0;
    const mask = literal.mask[word] ?? 0;
    inside ||= (domain & mask) !== 0;
    outside ||= (domain & ~mask) !== 0;
  }
  return inside && outside ? undefined : inside;
}

/** Makes a literal hold, or not hold. Gives back whether any value is left. */
export function narrow(layout: Layout, domains: Domains, literal: Literal, holds: boolean): boolean {
  const start = layout.starts[literal.variable] ?? 0;
  let left = 0;
  for (let word = 0; word < literal.mask.length; word += 1) {
    const mask = literal.mask[word] ?? 0;
    const domain = (domains[start + word] ?? 0) & (holds ? mask : ~mask);
    domains[start + word] = domain;
    left |= domain;
  }
  return left !== 0;
}

/** The least cost that a variable can still have. */
export function leastCost(layout: Layout, domains: Domains, variable: number): number {
  return costAt(layout, variable, cheapestValue(layout, domains, variable));
}

/** The cheapest value that a variable can still have. */
export function cheapestValue(layout: Layout, domains: Domains, variable: number): number {
  const start = layout.starts[variable] ?? 0;
  const words = layout.words[variable] ?? 0;
  for (let word = 0; word < words; word += 1) {
    const domain = domains[start + word] ?? 0;
    if (domain !== 0) return word * 32 + lowestBit(domain);
  }
  return -1;
}

/** The least cost with which a literal can hold; infinite when it cannot. */
export function leastCostIn(layout: Layout, domains: Domains, { variable, mask }: Literal): number {
  const start = layout.starts[variable] ?? 0;
  for (let word = 0; word < mask.length; word += 1) {
    const both = (domains[start + word] ?? 0) & (mask[word] ?? 0);
    if (both !== 0) return costAt(layout, variable, word * 32 + lowestBit(both));
  }
  return Number.POSITIVE_INFINITY;
}

function costAt(layout: Layout, variable: number, value: number): number {
  return layout.variables[variable]?.costs[value] ?? Number.POSITIVE_INFINITY;
}
