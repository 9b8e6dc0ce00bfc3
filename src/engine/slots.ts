import { alarmMetric, type MetricAlarmConfiguration, type MetricMathAlarmConfiguration } from "../alarm/alarm.ts";
import type { Slot } from "../alarm/evaluate.ts";
import { type EvaluationSchedule, scheduleOf } from "../alarm/evaluation-range.ts";
import { alarmPeriod, judgedQuery, planOf, queriedMetric } from "../alarm/metric-math.ts";
import { evaluatePlan, type Series } from "../metric/math/index.ts";
import type { MetricIdentity } from "../metric/metric.ts";
import type { MetricBucket } from "../metric/period.ts";
import { mergeStatistics, type StatisticSet } from "../metric/statistic-set.ts";
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

/** What each evaluation of an alarm needs of its configuration. */
export interface EvaluationPlan {
  readonly alarm: MetricAlarmConfiguration;
  readonly schedule: EvaluationSchedule;
  readonly readings: readonly Reading[];
}

/** A stored configuration is parsed once for each of its versions, and so is what it reads. */
const known = new WeakMap<MetricAlarmConfiguration, EvaluationPlan>();

export function evaluationPlan(alarm: MetricAlarmConfiguration): EvaluationPlan {
  const before = known.get(alarm);
  if (before !== undefined) return before;
  const readings = alarm.Metrics === undefined ? [readingOf(alarmMetric(alarm), alarm)] : mathReadings(alarm);
  const plan = { alarm, schedule: scheduleOf(alarm), readings };
  known.set(alarm, plan);
  return plan;
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
  { readings }: EvaluationPlan,
  starts: readonly number[],
): readonly BucketQuery[] {
  const from = starts[0] ?? 0;
  return readings.map(({ metric, unit }) =>
    unit === undefined
      ? { region, metric, from, to: Number.MAX_SAFE_INTEGER }
      : { region, metric, unit, from, to: Number.MAX_SAFE_INTEGER },
  );
}

/** The periods of an alarm, oldest first, from the buckets that each of its `bucketQueries` gave. */
export function slotsOf(
  { alarm, schedule, readings }: EvaluationPlan,
  starts: readonly number[],
  found: readonly (readonly MetricBucket[])[],
): readonly Slot[] {
  const slots = readings.map((reading, at) => slotsOfReading(reading, found[at] ?? [], starts, schedule.Period));
  return alarm.Metrics === undefined ? (slots[0] ?? []) : mathSlots(alarm, readings, starts, slots);
}

function mathSlots(
  alarm: MetricMathAlarmConfiguration,
  readings: readonly Reading[],
  starts: readonly number[],
  slots: readonly (readonly Slot[])[],
): readonly Slot[] {
  const series = new Map<string, Series>();
  for (const [at, { queryId = "", label = "" }] of readings.entries()) {
    const found = slots[at]?.filter(({ value }) => value !== undefined) ?? [];
    series.set(queryId, {
      id: queryId,
      label,
      timestamps: found.map(({ start }) => start),
      values: found.flatMap(({ value = [] }) => value),
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

/** The periods as one reading sees them. */
function slotsOfReading(
  { statistic }: Reading,
  buckets: readonly MetricBucket[],
  starts: readonly number[],
  period: number,
): readonly Slot[] {
  const from = starts[0] ?? 0;
  const sums: (StatisticSet | undefined)[] = [];
  for (const { start, statistics } of buckets) {
    // Periods follow one another without a gap.
    const at = Math.floor((start - from) / (period * 1000));
    if (at < 0 || at >= starts.length) continue;
    const before = sums[at];
    sums[at] = before === undefined ? statistics : mergeStatistics(before, statistics);
  }
  return starts.map((start, at) => {
    const sum = sums[at];
    const value = sum === undefined ? undefined : readStatistic(sum, statistic);
    return sum === undefined || value === undefined ? { start } : { start, value, sampleCount: sum.sampleCount };
  });
}
