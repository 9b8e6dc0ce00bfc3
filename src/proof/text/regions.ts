import { compareDecimals, type Decimal } from "../../pattern/decimal.ts";
import { ordersTo } from "./class-table.ts";
import type { Order } from "./classes.ts";

/** A part of the line of all numbers within which nothing is told apart; the bounds of a gap are outside it. */
export type Region =
  | { readonly kind: "point"; readonly at: Decimal }
  | { readonly kind: "gap"; readonly low: Decimal | undefined; readonly high: Decimal | undefined };

/**
 * The line, cut at each of the decimals: ascending, a gap at both ends.
 *
 * @example
 * regionsOf([]); // [{ kind: "gap", low: undefined, high: undefined }]
 */
export function regionsOf(decimals: readonly Decimal[]): readonly Region[] {
  const regions: Region[] = [];
  let low: Decimal | undefined;
  for (const at of decimals.toSorted(compareDecimals)) {
    if (low !== undefined && compareDecimals(low, at) === 0) continue;
    regions.push({ kind: "gap", low, high: at }, { kind: "point", at });
    low = at;
  }
  return [...regions, { kind: "gap", low, high: undefined }];
}

export function isIn(region: Region, number: Decimal): boolean {
  if (region.kind === "point") return compareDecimals(region.at, number) === 0;
  const { low, high } = region;
  return (
    (low === undefined || compareDecimals(low, number) < 0) && (high === undefined || compareDecimals(number, high) < 0)
  );
}

/** How every number of the region stands to each of the decimals that cut the line. */
export function ordersIn(region: Region, decimals: readonly Decimal[]): readonly Order[] {
  if (region.kind === "point") return ordersTo(decimals, region.at);
  const { low, high } = region;
  // In a gap a number stands as its bound does, only past it.
  if (low !== undefined) return ordersTo(decimals, low).map((order) => (order === "equal" ? "greater" : order));
  return ordersTo(decimals, high).map((order) => (order === "equal" ? "less" : order));
}
