/**
 * A sum of doubles without any rounding: an expansion in the sense of Shewchuk ("Adaptive Precision Floating-Point
 * Arithmetic", 1997). Components are non-zero, do not overlap, and come smallest first; the empty list is zero.
 *
 * INVARIANT: canonical. Each component is the double nearest to the sum of itself and all smaller ones, so equal sums
 * are equal lists, whatever the order of addition.
 */
export type ExactSum = readonly number[];

/** a + b = high + low exactly, high being the nearest double. */
function twoSum(a: number, b: number): readonly [high: number, low: number] {
  const high = a + b;
  const virtual = high - a;
  return [high, a - (high - virtual) + (b - virtual)];
}

const SPLITTER = 2 ** 27 + 1;

function split(a: number): readonly [high: number, low: number] {
  const scaled = SPLITTER * a;
  const high = scaled - (scaled - a);
  return [high, a - high];
}

/** a * b = high + low exactly, for products within CloudWatch's range of values (below 2^996, no underflow). */
function twoProduct(a: number, b: number): readonly [high: number, low: number] {
  const high = a * b;
  const [aHigh, aLow] = split(a);
  const [bHigh, bLow] = split(b);
  return [high, aLow * bLow - (high - aHigh * bHigh - aLow * bHigh - aHigh * bLow)];
}

/** Shewchuk's grow-expansion: the expansion stays exact and non-overlapping. */
function grow(sum: ExactSum, value: number): number[] {
  const grown: number[] = [];
  let carry = value;
  for (const component of sum) {
    const [high, low] = twoSum(carry, component);
    if (low !== 0) grown.push(low);
    carry = high;
  }
  if (carry !== 0) grown.push(carry);
  return grown;
}

/** Renormalises from the top until nothing moves, which makes the list canonical. */
function canonical(expansion: readonly number[]): ExactSum {
  let current = [...expansion];
  for (;;) {
    const next: number[] = [];
    let carry = 0;
    let moved = false;
    for (const component of current.toReversed()) {
      const [high, low] = twoSum(carry, component);
      if (low === 0) {
        moved ||= carry !== 0;
        carry = high;
      } else {
        moved ||= high !== carry;
        next.push(high);
        carry = low;
      }
    }
    if (carry !== 0) next.push(carry);
    current = next.reverse();
    if (!moved) return current;
  }
}

/** The sum of nothing. */
export const ZERO_SUM: ExactSum = [];

/** The exact sum plus one double. */
export function addToSum(sum: ExactSum, value: number): ExactSum {
  return canonical(grow(sum, value));
}

/** Two exact sums added exactly: associative and commutative, unlike `+`. */
export function addSums(a: ExactSum, b: ExactSum): ExactSum {
  return canonical(b.reduce<ExactSum>(grow, a));
}

/** value * times, exactly. */
export function productSum(value: number, times: number): ExactSum {
  const [high, low] = twoProduct(value, times);
  return canonical(grow(low === 0 ? [] : [low], high));
}

/**
 * The double nearest to the exact sum.
 *
 * @example
 * ```ts
 * roundSum([1e100, 1, -1e100].reduce(addToSum, ZERO_SUM)); // 1, where plain addition gives 0
 * ```
 */
export function roundSum(sum: ExactSum): number {
  return sum.at(-1) ?? 0;
}
