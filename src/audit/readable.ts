import { COMPARISON_OPERATORS, isCompositeAlarm, type MetricAlarmConfiguration } from "../alarm/alarm.ts";
import { parseAlarmRule } from "../alarm/composite/parse-rule.ts";
import { alarmPeriod, planAlarmMetrics } from "../alarm/metric-math.ts";
import type { MuteRule } from "../alarm/mute/mute-rule.ts";
import { checkMuteRule } from "../alarm/mute/validate.ts";
import { hasValidPeriods } from "../alarm/validate.ts";
import { parseStatistic } from "../metric/statistics.ts";
import type { AlarmItem } from "./inventory.ts";

/** Whether an alarm is of a kind that is understood: no anomaly band, and nothing that PutMetricAlarm would refuse. */
export function isReadableAlarm({ configuration }: AlarmItem): boolean {
  if (isCompositeAlarm(configuration)) return parseAlarmRule(configuration.AlarmRule).ok;
  const { ComparisonOperator, Threshold } = configuration;
  if (!COMPARISON_OPERATORS.includes(ComparisonOperator) || !Number.isFinite(Threshold)) return false;
  if (!hasValidPeriods(configuration)) return false;
  return statisticsOf(configuration).every((name) => parseStatistic(name).ok) && hasReadableMath(configuration);
}

function statisticsOf(alarm: MetricAlarmConfiguration): readonly string[] {
  if (alarm.Metrics === undefined) return [alarm.Statistic ?? alarm.ExtendedStatistic ?? ""];
  return alarm.Metrics.flatMap(({ MetricStat }) => MetricStat?.Stat ?? []);
}

function hasReadableMath(alarm: MetricAlarmConfiguration): boolean {
  return alarm.Metrics === undefined || planAlarmMetrics(alarm.Metrics, alarmPeriod(alarm)).ok;
}

export function isReadableMuteRule(rule: MuteRule): boolean {
  return checkMuteRule(rule) === undefined;
}
