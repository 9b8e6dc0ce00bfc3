import { type MathPlan, type PlannedQueries, planQueries } from "../metric/math/index.ts";
import { type MetricIdentity, metricIdentity } from "../metric/metric.ts";
import {
  type AlarmMetricQuery,
  alarmMetric,
  type MetricAlarmConfiguration,
  type MetricMathAlarmConfiguration,
} from "./alarm.ts";

/** The query whose result the alarm judges. */
export function judgedQuery(queries: readonly AlarmMetricQuery[]): AlarmMetricQuery | undefined {
  return queries.find((query) => query.ReturnData);
}

/**
 * Seconds of the periods an alarm looks at. An alarm on metric math has one for all its metrics: its expression's own, or
 * that of the metrics (doc MODEL).
 */
export function alarmPeriod(alarm: MetricAlarmConfiguration): number {
  if (alarm.Metrics === undefined) return alarm.Period;
  return commonPeriod(alarm.Metrics) ?? 60;
}

export function commonPeriod(queries: readonly AlarmMetricQuery[]): number | undefined {
  return judgedQuery(queries)?.Period ?? queries.find(({ MetricStat }) => MetricStat !== undefined)?.MetricStat?.Period;
}

/** The metrics an alarm watches: one, or those its queries name. */
export function watchedMetrics(alarm: MetricAlarmConfiguration): readonly MetricIdentity[] {
  if (alarm.Metrics === undefined) return [alarmMetric(alarm)];
  return alarm.Metrics.flatMap((query) => {
    const metric = queriedMetric(query);
    return metric === undefined ? [] : [metric];
  });
}

export function queriedMetric({ MetricStat }: AlarmMetricQuery): MetricIdentity | undefined {
  if (MetricStat === undefined) return undefined;
  const { Namespace = "", MetricName = "", Dimensions } = MetricStat.Metric;
  return metricIdentity(
    Namespace,
    MetricName,
    Dimensions.map(({ Name, Value }) => ({ name: Name, value: Value })),
  );
}

/** The expressions of an alarm's queries, read and resolved, or what is wrong with them. */
export function planAlarmMetrics(queries: readonly AlarmMetricQuery[], period: number): PlannedQueries {
  return planQueries(
    queries.map(({ Id, Expression, Label, MetricStat, ReturnData }) => ({
      id: Id,
      ...(Expression === undefined ? {} : { expression: Expression }),
      ...(Label === undefined ? {} : { label: Label }),
      period: MetricStat?.Period ?? period,
      returnData: ReturnData,
    })),
  );
}

const plans = new WeakMap<MetricMathAlarmConfiguration, MathPlan>();

/** The plan of a stored alarm. PutMetricAlarm refuses queries that do not fit, so only a damaged store can hold some. */
export function planOf(alarm: MetricMathAlarmConfiguration): MathPlan {
  const known = plans.get(alarm);
  if (known !== undefined) return known;
  const planned = planAlarmMetrics(alarm.Metrics, alarmPeriod(alarm));
  if (!planned.ok) throw new Error(`the alarm ${alarm.AlarmName} has metric math that does not fit together`);
  plans.set(alarm, planned.plan);
  return planned.plan;
}
