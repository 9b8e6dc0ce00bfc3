import { compareDecimals, type Decimal } from "../../pattern/decimal.ts";
import { doubleText } from "../../pattern/double-text.ts";
import { doubleAt, HIGHEST, LOWEST, nearestDouble, rankOf } from "./doubles.ts";
import type { ReadOrder } from "./order-reader.ts";

/** A range with more doubles than this is not written out. */
const MOST_DOUBLES = 200;

/**
 * The texts of all doubles that stand so to the decimals, and at most a few beside them; `undefined` when they are too
 * many to write out.
 */
export function doublesAmong(
  decimals: readonly Decimal[],
  orders: readonly ReadOrder[],
): readonly string[] | undefined {
  const low = decimals
    .filter((_, index) => orders[index] === "greater" || orders[index] === "equal")
    .sort(compareDecimals)
    .at(-1);
  const high = decimals
    .filter((_, index) => orders[index] === "less" || orders[index] === "equal")
    .sort(compareDecimals)[0];
  // Rounding moves a bound by less than one double, so one more on each side makes sure of all.
  const first = (low === undefined ? LOWEST : rankOf(nearestDouble(low))) - 1n;
  const last = (high === undefined ? HIGHEST : rankOf(nearestDouble(high))) + 1n;
  if (last - first > MOST_DOUBLES) return undefined;
  const texts: string[] = [];
  for (let rank = first; rank <= last; rank += 1n) {
    const double = doubleAt(rank);
    if (double !== undefined) texts.push(doubleText(double));
  }
  return texts;
}
