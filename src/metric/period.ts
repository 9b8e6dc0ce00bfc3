import { type EvidenceRef, mergeEvidence } from "./evidence.ts";
import { mergeStatistics, type StatisticSet } from "./statistic-set.ts";

/** What is stored of a metric: the samples of one minute, or of one second for high-resolution data. */
export interface MetricBucket {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly statistics: StatisticSet;
  readonly evidence: readonly EvidenceRef[];
}

/** The samples of one period, stamped with the period's start (doc MODEL). */
export interface Datapoint {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly statistics: StatisticSet;
  readonly evidence: readonly EvidenceRef[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The bucket a sample belongs to: the minute of its own time, or its second at storage resolution 1 (obs STACKD). */
export function bucketStart(timestamp: number, storageResolution: 1 | 60 = 60): number {
  return floorTo(timestamp, storageResolution * SECOND);
}

function floorTo(time: number, step: number): number {
  return Math.floor(time / step) * step;
}

/**
 * Rounds the start of a query as CloudWatch does: to the resolution that is still kept of data of that age, or to the
 * period itself where it is shorter than a minute (doc MODEL). Milliseconds in and out, `period` in seconds.
 *
 * @example
 * ```ts
 * alignStart(Date.parse("2026-09-14T05:43:51Z"), 300, Date.parse("2026-09-14T06:00:00Z"));
 * // 2026-09-14T05:43:00Z: buckets of five minutes begin at 05:43, not at a multiple of five
 * ```
 */
export function alignStart(start: number, period: number, now: number): number {
  const age = now - start;
  if (age > 63 * DAY) return floorTo(start, HOUR);
  if (age >= 15 * DAY) return floorTo(start, 5 * MINUTE);
  return floorTo(start, period < 60 ? period * SECOND : MINUTE);
}

/**
 * Rounds the end of a query down as its start is rounded, so that the minute it lies in is left out: obs STACKD metrics (an
 * end of 01:09:01 had no datapoint of 01:09) for periods of a minute, inf beyond. A query whose start and end lie in the same
 * minute is answered with that minute (unk). `from` is the rounded start.
 *
 * @example
 * ```ts
 * const now = Date.parse("2026-09-14T01:14:00Z");
 * alignEnd(Date.parse("2026-09-14T01:09:01Z"), Date.parse("2026-09-14T01:08:00Z"), 60, now); // 01:09:00Z
 * ```
 */
export function alignEnd(end: number, from: number, period: number, now: number): number {
  const rounded = alignStart(end, period, now);
  return rounded > from ? rounded : end;
}

/** The periods under a minute that data stored by the second has (obs STACKD metrics), in seconds. */
export const SHORT_PERIODS: readonly number[] = [1, 5, 10, 20, 30];

/** Whether CloudWatch serves `period` (seconds) for data that old (doc MODEL). */
export function isPeriodAllowed(period: number, start: number, now: number): boolean {
  const age = now - start;
  if (!Number.isInteger(period) || period <= 0) return false;
  if (age > 63 * DAY) return period % 3600 === 0;
  if (age >= 15 * DAY) return period % 300 === 0;
  if (period % 60 === 0) return true;
  return age <= 3 * HOUR && SHORT_PERIODS.includes(period);
}

/**
 * Sums buckets up to datapoints. Periods are counted from `from`, not from the epoch (obs STACKD for 60 s, inf beyond);
 * `from` is inclusive and `to` exclusive (doc MODEL). Periods without data yield nothing.
 * `from` and `to` in epoch milliseconds, `period` in seconds. Datapoints come oldest first.
 */
export function aggregate(
  buckets: readonly MetricBucket[],
  from: number,
  period: number,
  to: number,
): readonly Datapoint[] {
  const byStart = new Map<number, Datapoint>();
  for (const { start, statistics, evidence } of buckets) {
    if (start < from || start >= to || statistics.sampleCount === 0) continue;
    const timestamp = from + floorTo(start - from, period * SECOND);
    const before = byStart.get(timestamp);
    byStart.set(
      timestamp,
      before === undefined
        ? { timestamp, statistics, evidence }
        : {
            timestamp,
            statistics: mergeStatistics(before.statistics, statistics),
            evidence: mergeEvidence(before.evidence, evidence),
          },
    );
  }
  return [...byStart.values()].sort((a, b) => a.timestamp - b.timestamp);
}
