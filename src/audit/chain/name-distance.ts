/**
 * How far two names are apart: the least number of letters to add, take away or replace, and of neighbours to swap, that
 * makes one of the other. Case does not count.
 *
 * @example
 * nameDistance("RootUsage", "rootusege"); // 1
 */
export function nameDistance(one: string, other: string): number {
  const a = one.toLowerCase();
  const b = other.toLowerCase();
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, length) => length);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

/** A shorter name is part of many that have nothing to do with it. */
const SHORTEST_PART = 3;

/**
 * Whether one name may be meant for the other: they are at most a third of the longer one apart, or one contains the other.
 *
 * @example
 * isNearName("RootUsage", "Root"); // true
 * isNearName("RootUsage", "Logins"); // false
 */
export function isNearName(one: string, other: string): boolean {
  const [short = "", long = ""] = [one.toLowerCase(), other.toLowerCase()].sort((a, b) => a.length - b.length);
  if (short.length >= SHORTEST_PART && long.includes(short)) return true;
  // Whatever the letters are, so many have to be added.
  if (long.length - short.length > long.length / 3) return false;
  return nameDistance(short, long) <= long.length / 3;
}
