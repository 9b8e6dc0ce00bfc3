import type { HistogramEntry } from "./histogram.ts";

/** Trimmed mean, count and sum, and winsorized mean. */
export const TRIMMED_MEASURES = ["TM", "TC", "TS", "WM"] as const;
export type TrimmedMeasure = (typeof TRIMMED_MEASURES)[number];

/** The samples that a trimmed statistic looks at; an absent bound does not restrict. */
export interface TrimmedRange {
  /** Shares of the samples in order of value (0 to 100), or values: those above `lower`, up to and with `upper`. */
  readonly bounds: "percent" | "value";
  readonly lower?: number;
  readonly upper?: number;
}

/**
 * A trimmed statistic of samples in order of value; undefined where a mean has nothing to take. Shares cut through a
 * value's count, so 10 % of five samples is half a sample (inf: the guide's own numbers are whole). TS is TM times TC
 * (doc CWUG).
 */
export function trimmed(
  measure: TrimmedMeasure,
  range: TrimmedRange,
  entries: readonly HistogramEntry[],
): number | undefined {
  const kept = range.bounds === "percent" ? byShare(range, entries) : byValue(range, entries);
  switch (measure) {
    case "TC":
      return kept.count;
    case "TS":
      return kept.sum;
    case "TM":
      return kept.count === 0 ? undefined : kept.sum / kept.count;
    case "WM":
      return kept.all === 0 ? undefined : kept.winsorized / kept.all;
  }
}

/** The share, in percent, of the samples in a range of values (doc CWUG). */
export function percentileRank(range: TrimmedRange, entries: readonly HistogramEntry[]): number {
  const { count, all } = byValue(range, entries);
  return (100 * count) / all;
}

interface Kept {
  readonly count: number;
  readonly sum: number;
  /** The sum of all samples, those outside taken for the value at the edge. */
  readonly winsorized: number;
  readonly all: number;
}

function byValue({ lower, upper }: TrimmedRange, entries: readonly HistogramEntry[]): Kept {
  const [least, most] = [lower ?? Number.NEGATIVE_INFINITY, upper ?? Number.POSITIVE_INFINITY];
  let [count, sum, winsorized, all] = [0, 0, 0, 0];
  for (const [value, samples] of entries) {
    all += samples;
    winsorized += Math.min(Math.max(value, least), most) * samples;
    if (value <= least || value > most) continue;
    count += samples;
    sum += value * samples;
  }
  return { count, sum, winsorized, all };
}

function byShare({ lower = 0, upper = 100 }: TrimmedRange, entries: readonly HistogramEntry[]): Kept {
  const all = entries.reduce((total, [, samples]) => total + samples, 0);
  const [from, to] = [(all * lower) / 100, (all * upper) / 100];
  let [count, sum, seen] = [0, 0, 0];
  let [lowest, highest] = [entries[0]?.[0] ?? 0, entries[0]?.[0] ?? 0];
  for (const [value, samples] of entries) {
    const inside = Math.max(0, Math.min(seen + samples, to) - Math.max(seen, from));
    count += inside;
    sum += value * inside;
    if (seen <= from) lowest = value;
    if (seen < to) highest = value;
    seen += samples;
  }
  return { count, sum, winsorized: sum + lowest * from + highest * (all - to), all };
}
