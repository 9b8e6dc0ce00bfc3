import type { MetricAlarmConfiguration } from "../../alarm/alarm.ts";
import { datapointsToAlarm, isBreaching, missingDataTreatment, type Slot } from "../../alarm/judgement.ts";
import { alarmPeriod, watchedMetrics } from "../../alarm/metric-math.ts";
import type { MetricDelta } from "../../metric/delta.ts";
import { metricKey } from "../../metric/metric.ts";
import type { Stop } from "./stop.ts";
import type { Timeline } from "./timeline.ts";

/** Why an alarm does not go to ALARM though its metric gets the event's samples; undefined when it does. */
export function whyCalm(
  alarm: MetricAlarmConfiguration,
  { standing, changes, seen }: Timeline,
  deltas: readonly MetricDelta[],
): Stop | undefined {
  if (changes.some(({ to }) => to.StateValue === "ALARM")) return undefined;
  const { AlarmName } = alarm;
  if (standing.StateValue === "ALARM") {
    const reason = `the alarm ${AlarmName} is in ALARM without the event too${standingCause(alarm)}, and tells only changes`;
    return { link: "alarm", reason };
  }
  if (seen === undefined) return unseen(alarm, deltas);
  return { link: "alarm", reason: `the alarm ${AlarmName} stays ${standing.StateValue}: ${shortfall(alarm, seen)}` };
}

function standingCause(alarm: MetricAlarmConfiguration): string {
  return missingDataTreatment(alarm) === "breaching" ? " (TreatMissingData is breaching)" : "";
}

function unseen(alarm: MetricAlarmConfiguration, deltas: readonly MetricDelta[]): Stop {
  const { AlarmName } = alarm;
  const watched = new Set(watchedMetrics(alarm).map(metricKey));
  const units = new Set(deltas.filter(({ metric }) => watched.has(metricKey(metric))).map(({ unit }) => unit));
  const { Unit } = alarm.Metrics === undefined ? alarm : {};
  if (Unit !== undefined && !units.has(Unit)) {
    const published = [...units].join(", ");
    return {
      link: "metric",
      reason: `the alarm ${AlarmName} asks for the Unit ${Unit}, and the metric has ${published}`,
    };
  }
  const statistic = alarm.Metrics === undefined ? (alarm.Statistic ?? alarm.ExtendedStatistic) : "metric math";
  return { link: "alarm", reason: `the alarm ${AlarmName} sees nothing of the event in its ${statistic}` };
}

/** What is missing to ALARM in the periods that an evaluation saw. */
function shortfall(alarm: MetricAlarmConfiguration, slots: readonly Slot[]): string {
  const values = slots.flatMap(({ value = [] }) => value);
  const breaching = values.filter((value) => isBreaching(alarm, value)).length;
  const needed = datapointsToAlarm(alarm);
  const { ComparisonOperator, Threshold } = alarm;
  const statistic = alarm.Metrics === undefined ? (alarm.Statistic ?? alarm.ExtendedStatistic) : "the expression";
  if (breaching === 0) {
    const value = alarm.ComparisonOperator.startsWith("Less") ? Math.min(...values) : Math.max(...values);
    return `${statistic} over ${alarmPeriod(alarm)} s is ${value}, not ${ComparisonOperator} ${Threshold}`;
  }
  const outOf = `${needed} of ${alarm.EvaluationPeriods}`;
  return `${breaching} breaching datapoint${breaching === 1 ? "" : "s"} where ${outOf} are needed (DatapointsToAlarm)`;
}
