import { roundSum } from "./exact-sum.ts";
import type { HistogramEntry } from "./histogram.ts";
import type { StatisticSet } from "./statistic-set.ts";
import { percentileRank, TRIMMED_MEASURES, type TrimmedMeasure, type TrimmedRange, trimmed } from "./trimmed.ts";

/** The statistics that need no single samples, in the order of the service model (doc MODEL). */
export const STATISTICS = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"] as const;
export type Statistic = (typeof STATISTICS)[number];

/** An extended statistic `pNN`: the value that `percent` of the samples do not exceed. */
export interface Percentile {
  readonly kind: "percentile";
  /** 0 to 100. */
  readonly percent: number;
}

/** TM, TC, TS and WM of a range of the samples; `tm90` is TM(:90%), and IQM is TM(25%:75%) (doc CWUG). */
export interface Trimmed extends TrimmedRange {
  readonly kind: "trimmed";
  readonly measure: TrimmedMeasure;
}

/** `PR(a:b)`: the share of the samples that lie in a range of values. */
export interface PercentileRank extends TrimmedRange {
  readonly kind: "percentileRank";
  readonly bounds: "value";
}

export type AnyStatistic = Statistic | Percentile | Trimmed | PercentileRank;

/** The statistic a name stands for, or AWS's words of refusal. */
export type ParsedStatistic =
  | { readonly ok: true; readonly statistic: AnyStatistic }
  | { readonly ok: false; readonly message: string };

/** Whether `name` is one of the five plain statistics. */
export function isStatistic(name: string): name is Statistic {
  return STATISTICS.some((statistic) => statistic === name);
}

// Up to ten decimals (doc CWUG).
const SINGLE = /^(p|tm|tc|ts|wm)(\d{1,3}(?:\.\d{1,10})?)$/;
const RANGE = /^(TM|TC|TS|WM|PR)\((\d{1,20}(?:\.\d{1,10})?)?(%?):(\d{1,20}(?:\.\d{1,10})?)?(%?)\)$/;

/**
 * Reads the name of a plain or extended statistic.
 *
 * @example
 * ```ts
 * parseStatistic("p99.9"); // { ok: true, statistic: { kind: "percentile", percent: 99.9 } }
 * parseStatistic("tm90"); // { ok: true, statistic: { kind: "trimmed", measure: "TM", bounds: "percent", upper: 90 } }
 * parseStatistic("p101"); // { ok: false, message: "The value p101 for parameter ExtendedStatistic is not supported." }
 * ```
 */
export function parseStatistic(name: string): ParsedStatistic {
  const statistic = isStatistic(name) ? name : (parseSingle(name) ?? parseRange(name));
  if (statistic !== undefined) return { ok: true, statistic };
  // obs STACKD
  return { ok: false, message: `The value ${name} for parameter ExtendedStatistic is not supported.` };
}

function parseSingle(name: string): AnyStatistic | undefined {
  if (name === "IQM") return { kind: "trimmed", measure: "TM", bounds: "percent", lower: 25, upper: 75 };
  const [, letters, digits] = SINGLE.exec(name) ?? [];
  const percent = Number(digits ?? Number.NaN);
  if (letters === undefined || !(percent <= 100)) return undefined;
  if (letters === "p") return { kind: "percentile", percent };
  const measure = TRIMMED_MEASURES.find((known) => known === letters.toUpperCase());
  return measure === undefined ? undefined : { kind: "trimmed", measure, bounds: "percent", upper: percent };
}

/** One bound may be missing, and both are shares or both are values (inf: the guide shows no mixture). */
function parseRange(name: string): AnyStatistic | undefined {
  const [, letters, from, fromSign, to, toSign] = RANGE.exec(name) ?? [];
  if (letters === undefined || (from === undefined && to === undefined)) return undefined;
  const signs = [...(from === undefined ? [] : [fromSign]), ...(to === undefined ? [] : [toSign])];
  // A sign belongs to a number, and all numbers have it or none.
  if ((from === undefined && fromSign !== "") || (to === undefined && toSign !== "")) return undefined;
  if (new Set(signs).size > 1) return undefined;
  const lower = from === undefined ? {} : { lower: Number(from) };
  const upper = to === undefined ? {} : { upper: Number(to) };
  if (from !== undefined && to !== undefined && Number(from) >= Number(to)) return undefined;
  const percent = signs[0] === "%";
  if (letters === "PR") return percent ? undefined : { kind: "percentileRank", bounds: "value", ...lower, ...upper };
  if (percent && Math.max(Number(from ?? 0), Number(to ?? 0)) > 100) return undefined;
  const measure = TRIMMED_MEASURES.find((known) => known === letters);
  if (measure === undefined) return undefined;
  return { kind: "trimmed", measure, bounds: percent ? "percent" : "value", ...lower, ...upper };
}

/**
 * One statistic of a set, or nothing: of an empty set, and for an extended statistic also where single samples are unknown
 * or some value is negative, which only the counts of a range of values, TC and PR, can bear (doc CWUG), and p0 and p100.
 *
 * @example
 * ```ts
 * readStatistic(mergeStatistics(singleSample(1), singleSample(4)), "Average"); // 2.5
 * ```
 */
export function readStatistic(set: StatisticSet, statistic: AnyStatistic): number | undefined {
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
      return extended(set, statistic);
  }
}

function extended(set: StatisticSet, statistic: Exclude<AnyStatistic, Statistic>): number | undefined {
  // The ends are known of every set, of unknown samples and of negative ones, too: obs STACKD metrics.
  if (statistic.kind === "percentile" && statistic.percent === 0) return set.minimum;
  if (statistic.kind === "percentile" && statistic.percent === 100) return set.maximum;
  if (set.values.kind === "unavailable") return undefined;
  const { entries } = set.values;
  switch (statistic.kind) {
    case "percentile":
      return set.minimum < 0 ? undefined : percentile(set, statistic.percent);
    case "percentileRank":
      return percentileRank(statistic, entries);
    case "trimmed": {
      const counts = statistic.measure === "TC" && statistic.bounds === "value";
      return set.minimum < 0 && !counts ? undefined : trimmed(statistic.measure, statistic, entries);
    }
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
