import { alarmMetric, type MetricAlarmConfiguration, type MetricMathAlarmConfiguration } from "../alarm/alarm.ts";
import type { Slot } from "../alarm/evaluate.ts";
import { alarmPeriod, judgedQuery, planOf, queriedMetric } from "../alarm/metric-math.ts";
import { evaluatePlan, type Series } from "../metric/math/index.ts";
import type { MetricIdentity } from "../metric/metric.ts";
import { aggregate, type MetricBucket } from "../metric/period.ts";
import { type AnyStatistic, parseStatistic, readStatistic } from "../metric/statistics.ts";
import type { BucketQuery } from "./ports.ts";

/** One metric as an alarm reads it. */
interface Reading {
  readonly metric: MetricIdentity;
  readonly unit?: string;
  readonly statistic: AnyStatistic;
  /** The query of metric math that it is the data of. */
  readonly queryId?: string;
  readonly label?: string;
}

/** A stored configuration is parsed once for each of its versions, and so is what it reads. */
const known = new WeakMap<MetricAlarmConfiguration, readonly Reading[]>();

function readingsOf(alarm: MetricAlarmConfiguration): readonly Reading[] {
  const before = known.get(alarm);
  if (before !== undefined) return before;
  const readings = alarm.Metrics === undefined ? [readingOf(alarmMetric(alarm), alarm)] : mathReadings(alarm);
  known.set(alarm, readings);
  return readings;
}

function mathReadings(alarm: MetricMathAlarmConfiguration): readonly Reading[] {
  return alarm.Metrics.flatMap((query) => {
    const metric = queriedMetric(query);
    if (metric === undefined || query.MetricStat === undefined) return [];
    const { Stat: Statistic, Unit } = query.MetricStat;
    const reading = readingOf(metric, { Statistic, ...(Unit === undefined ? {} : { Unit }) });
    return { ...reading, queryId: query.Id, label: query.Label ?? metric.metricName };
  });
}

function readingOf(
  metric: MetricIdentity,
  { Statistic, ExtendedStatistic, Unit }: { Statistic?: string; ExtendedStatistic?: string; Unit?: string },
): Reading {
  const name = Statistic ?? ExtendedStatistic ?? "";
  const parsed = parseStatistic(name);
  // PutMetricAlarm refuses such an alarm, so only a damaged store can hold one.
  if (!parsed.ok) throw new Error(`a stored alarm has the statistic ${name}, which does not parse`);
  return { metric, statistic: parsed.statistic, ...(Unit === undefined ? {} : { unit: Unit }) };
}

/** What an alarm has to read for the periods that begin at `starts` (epoch milliseconds, oldest first), and after them. */
export function bucketQueries(
  region: string,
  alarm: MetricAlarmConfiguration,
  starts: readonly number[],
): readonly BucketQuery[] {
  const from = starts[0] ?? 0;
  return readingsOf(alarm).map(({ metric, unit }) =>
    unit === undefined
      ? { region, metric, from, to: Number.MAX_SAFE_INTEGER }
      : { region, metric, unit, from, to: Number.MAX_SAFE_INTEGER },
  );
}

/** The periods of an alarm, oldest first, from the buckets that each of its `bucketQueries` gave. */
export function slotsOf(
  alarm: MetricAlarmConfiguration,
  starts: readonly number[],
  found: readonly (readonly MetricBucket[])[],
): readonly Slot[] {
  const period = alarmPeriod(alarm);
  const points = readingsOf(alarm).map((reading, at) => pointsOf(reading, found[at] ?? [], starts, period));
  if (alarm.Metrics === undefined) return starts.map((start) => points[0]?.get(start) ?? { start });
  return mathSlots(alarm, starts, points);
}

function mathSlots(
  alarm: MetricMathAlarmConfiguration,
  starts: readonly number[],
  points: readonly ReadonlyMap<number, Point>[],
): readonly Slot[] {
  const series = new Map<string, Series>();
  for (const [at, { queryId = "", label = "" }] of readingsOf(alarm).entries()) {
    const found = starts.flatMap((start) => points[at]?.get(start) ?? []);
    series.set(queryId, {
      id: queryId,
      label,
      timestamps: found.map(({ start }) => start),
      values: found.map(({ value }) => value),
    });
  }
  const values = evaluatePlan(planOf(alarm), { series, grid: { timestamps: starts, period: alarmPeriod(alarm) } });
  const judged = values.get(judgedQuery(alarm.Metrics)?.Id ?? "");
  const result = judged?.kind === "series" ? judged.series : undefined;
  const byTime = new Map(result?.timestamps.map((timestamp, at) => [timestamp, result.values[at]]));
  return starts.map((start) => {
    const value = byTime.get(start);
    return value === undefined ? { start } : { start, value };
  });
}

interface Point extends Slot {
  readonly value: number;
  readonly sampleCount: number;
}

function pointsOf(
  { statistic }: Reading,
  buckets: readonly MetricBucket[],
  starts: readonly number[],
  period: number,
): ReadonlyMap<number, Point> {
  const from = starts[0] ?? 0;
  const to = (starts.at(-1) ?? 0) + period * 1000;
  const points = new Map<number, Point>();
  for (const { timestamp: start, statistics } of aggregate(buckets, from, period, to)) {
    const value = readStatistic(statistics, statistic);
    if (value !== undefined) points.set(start, { start, value, sampleCount: statistics.sampleCount });
  }
  return points;
}
