import { addSums, type ExactSum, productSum, ZERO_SUM } from "./exact-sum.ts";
import { type Histogram, histogramOf, mergeHistograms } from "./histogram.ts";

/**
 * The mergeable summary of the samples of one metric in one stretch of time; plain JSON. All fields of an empty set
 * (sampleCount 0) are neutral, its minimum and maximum mean nothing.
 *
 * INVARIANT: merging is exactly associative and commutative, so samples may be split over batches, workers and retries in
 * any way and give the same set.
 */
export interface StatisticSet {
  readonly sampleCount: number;
  /** Unrounded; read it with `readStatistic(set, "Sum")`. */
  readonly sum: ExactSum;
  readonly minimum: number;
  readonly maximum: number;
  readonly values: Histogram;
}

/** CloudWatch takes values between -2^360 and 2^360 (doc MODEL). */
export const METRIC_VALUE_LIMIT = 2 ** 360;

/** Whether CloudWatch would take `value` as a sample: finite and within ±2^360. */
export function isMetricValue(value: number): boolean {
  return Math.abs(value) <= METRIC_VALUE_LIMIT;
}

/**
 * Clients may publish fractional counts. Kept to multiples of 2^-20, sums of counts are exact (below 2^33; whole counts
 * below 2^53), and with them merging stays associative.
 */
function exactCount(count: number): number {
  return Number.isInteger(count) ? count : Math.round(count * 2 ** 20) / 2 ** 20;
}

const EMPTY: StatisticSet = {
  sampleCount: 0,
  sum: ZERO_SUM,
  minimum: 0,
  maximum: 0,
  values: { kind: "exact", entries: [] },
};

/** The summary of no samples: merging it changes nothing. */
export function emptyStatistics(): StatisticSet {
  return EMPTY;
}

/**
 * The summary of `count` samples of one value.
 *
 * @example
 * ```ts
 * readStatistic(singleSample(5, 3), "Sum"); // 15
 * ```
 */
export function singleSample(value: number, count = 1): StatisticSet {
  if (!isMetricValue(value) || !(count >= 0)) throw new RangeError(`not a sample: ${value} times ${count}`);
  const sampleCount = exactCount(count);
  if (sampleCount === 0) return EMPTY;
  // -0 and 0 are one value, and JSON knows only one of them.
  const sample = value === 0 ? 0 : value;
  return {
    sampleCount,
    sum: productSum(sample, sampleCount),
    minimum: sample,
    maximum: sample,
    values: histogramOf([[sample, sampleCount]]),
  };
}

/**
 * A summary published as such (PutMetricData `StatisticValues`). Percentiles need single samples: they are known only when
 * minimum and maximum agree or there is one sample (doc MODEL).
 */
export function publishedStatistics(published: {
  readonly SampleCount: number;
  readonly Sum: number;
  readonly Minimum: number;
  readonly Maximum: number;
}): StatisticSet {
  const sampleCount = exactCount(published.SampleCount);
  if (sampleCount === 0) return EMPTY;
  const minimum = published.Minimum === 0 ? 0 : published.Minimum;
  const maximum = published.Maximum === 0 ? 0 : published.Maximum;
  return {
    sampleCount,
    sum: productSum(published.Sum, 1),
    minimum,
    maximum,
    values: statisticValues(published.Sum, sampleCount, minimum, maximum),
  };
}

function statisticValues(sum: number, sampleCount: number, minimum: number, maximum: number): Histogram {
  if (minimum === maximum) return histogramOf([[minimum, sampleCount]]);
  return sampleCount === 1 ? histogramOf([[sum, 1]]) : { kind: "unavailable" };
}

/** The summary of the samples of both. */
export function mergeStatistics(a: StatisticSet, b: StatisticSet): StatisticSet {
  if (a.sampleCount === 0) return b;
  if (b.sampleCount === 0) return a;
  return {
    sampleCount: a.sampleCount + b.sampleCount,
    sum: addSums(a.sum, b.sum),
    minimum: Math.min(a.minimum, b.minimum),
    maximum: Math.max(a.maximum, b.maximum),
    values: mergeHistograms(a.values, b.values),
  };
}
