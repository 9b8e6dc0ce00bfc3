import { roundSum } from "./exact-sum.ts";
import type { HistogramEntry } from "./histogram.ts";
import type { StatisticSet } from "./statistic-set.ts";

/** The statistics that need no single samples, in the order of the service model (doc MODEL). */
export const STATISTICS = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"] as const;
export type Statistic = (typeof STATISTICS)[number];

/** An extended statistic `pNN`: the value that `percent` of the samples do not exceed. */
export interface Percentile {
  readonly kind: "percentile";
  /** 0 to 100. */
  readonly percent: number;
}

/** The statistic a name stands for, or AWS's words of refusal. */
export type ParsedStatistic =
  | { readonly ok: true; readonly statistic: Statistic | Percentile }
  | { readonly ok: false; readonly message: string };

/** Whether `name` is one of the five plain statistics. */
export function isStatistic(name: string): name is Statistic {
  return STATISTICS.some((statistic) => statistic === name);
}

// Up to ten decimals (doc CWUG).
const PERCENTILE = /^p(\d{1,3}(?:\.\d{1,10})?)$/;

/**
 * Reads the name of a plain or extended statistic. Trimmed means and the other extended statistics of 2021 are not
 * supported and are refused as AWS refuses a name it does not know.
 *
 * @example
 * ```ts
 * parseStatistic("p99.9"); // { ok: true, statistic: { kind: "percentile", percent: 99.9 } }
 * parseStatistic("p101"); // { ok: false, message: "The value p101 for parameter ExtendedStatistic is not supported." }
 * ```
 */
export function parseStatistic(name: string): ParsedStatistic {
  if (isStatistic(name)) return { ok: true, statistic: name };
  const percent = Number(PERCENTILE.exec(name)?.[1] ?? Number.NaN);
  if (percent <= 100) return { ok: true, statistic: { kind: "percentile", percent } };
  // obs STACKD
  return { ok: false, message: `The value ${name} for parameter ExtendedStatistic is not supported.` };
}

/**
 * One statistic of a set, or nothing: of an empty set, and for a percentile also where single samples are unknown or
 * some value is negative (doc CWUG).
 *
 * @example
 * ```ts
 * readStatistic(mergeStatistics(singleSample(1), singleSample(4)), "Average"); // 2.5
 * ```
 */
export function readStatistic(set: StatisticSet, statistic: Statistic | Percentile): number | undefined {
  if (set.sampleCount === 0) return undefined;
  switch (statistic) {
    case "SampleCount":
      return set.sampleCount;
    case "Sum":
      return roundSum(set.sum);
    case "Average":
      return roundSum(set.sum) / set.sampleCount;
    case "Minimum":
      return set.minimum;
    case "Maximum":
      return set.maximum;
    default:
      return set.minimum < 0 ? undefined : percentile(set, statistic.percent);
  }
}

function percentile(set: StatisticSet, percent: number): number | undefined {
  if (set.values.kind === "unavailable") return undefined;
  // Linear interpolation between the two nearest ranks (inf: AWS's own method is not published, its results differ by up
  // to the width of a bin of about 1 %, obs STACKD).
  const last = Math.max(0, set.sampleCount - 1);
  const rank = (percent / 100) * last;
  const below = Math.floor(rank);
  // The ends are known exactly, where a bin knows only its middle.
  const low = below === 0 ? set.minimum : valueAt(set.values.entries, below);
  const high = below + 1 >= last ? set.maximum : valueAt(set.values.entries, below + 1);
  const value = below === last ? high : low + (high - low) * (rank - below);
  return Math.min(Math.max(value, set.minimum), set.maximum);
}

/** The value of the sample at `rank` (from 0) when all samples stand in order. */
function valueAt(entries: readonly HistogramEntry[], rank: number): number {
  let seen = 0;
  let value = 0;
  for (const [entry, count] of entries) {
    value = entry;
    seen += count;
    if (rank < seen) break;
  }
  return value;
}
