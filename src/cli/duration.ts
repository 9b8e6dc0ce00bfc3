const MILLISECONDS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;
const ORDER = ["d", "h", "m", "s", "ms"] as const;

/** A century: more than any chain needs, far below the end of JavaScript's dates. */
const LONGEST = 36_525 * MILLISECONDS.d;

/**
 * Milliseconds of a duration such as `0s`, `90s`, `5m`, `1h30m` or `250ms`: whole numbers, each with its unit, the
 * larger unit first. Undefined when the text is no such duration, or longer than a century.
 *
 * @example
 * parseDuration("1h30m"); // 5_400_000
 */
export function parseDuration(text: string): number | undefined {
  if (!/^(?:\d{1,15}(?:ms|[dhms]))+$/.test(text)) return undefined;
  let total = 0;
  let next = 0;
  for (const [, digits, unit] of text.matchAll(/(\d+)(ms|[dhms])/g)) {
    const rank = ORDER.findIndex((name) => name === unit);
    const name = ORDER[rank];
    if (name === undefined || rank < next) return undefined;
    total += Number(digits) * MILLISECONDS[name];
    next = rank + 1;
  }
  return total <= LONGEST ? total : undefined;
}

/**
 * The shortest text that `parseDuration` reads back as the same whole number of milliseconds.
 *
 * @example
 * formatDuration(5_400_000); // "1h30m"
 */
export function formatDuration(milliseconds: number): string {
  let rest = milliseconds;
  let text = "";
  for (const unit of ORDER) {
    const count = Math.floor(rest / MILLISECONDS[unit]);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * MILLISECONDS[unit];
  }
  return text === "" ? "0s" : text;
}
