import { doubleText } from "../pattern/double-text.ts";
import type { MetricAlarmConfiguration, SingleMetricAlarmConfiguration } from "./alarm.ts";
import type { Judgement, Slot } from "./judgement.ts";
import { alarmPeriod } from "./metric-math.ts";
import { isoTimestamp, jsonArray, jsonObject } from "./wire-text.ts";

function optional<T>(value: T | undefined, write: (value: T) => string): string | undefined {
  return value === undefined ? undefined : write(value);
}

/** Values from the oldest to the newest considered datapoint, with a null for each period between that has none. */
function recentDatapoints(slots: readonly Slot[], judgement: Judgement): string {
  const oldest = judgement.considered.at(0);
  const newest = judgement.considered.at(-1);
  if (oldest === undefined || newest === undefined) return "[]";
  const recent = slots.filter(({ start }) => start >= oldest.start && start <= newest.start);
  return jsonArray(recent.map(({ value }) => (value === undefined ? "null" : doubleText(value))));
}

/** Alarms on metric math have neither (obs STACKD). */
function metricMembers(alarm: SingleMetricAlarmConfiguration): readonly (readonly [string, string | undefined])[] {
  return [
    ["unit", optional(alarm.Unit, (unit) => JSON.stringify(unit))],
    ["statistic", JSON.stringify(alarm.Statistic ?? alarm.ExtendedStatistic)],
  ];
}

/**
 * The StateReasonData of an evaluation at `now` (epoch milliseconds): a JSON text with AWS's key order and number format
 * (obs STACKD, LS). `unit` is the alarm's own, never the data's (obs, public descriptions of alarms without a unit).
 */
export function stateReasonData(
  alarm: MetricAlarmConfiguration,
  slots: readonly Slot[],
  judgement: Judgement,
  now: number,
): string {
  return jsonObject([
    ["version", '"1.0"'],
    ["queryDate", JSON.stringify(isoTimestamp(now))],
    ["startDate", optional(judgement.considered.at(0), ({ start }) => JSON.stringify(isoTimestamp(start)))],
    ...(alarm.Metrics === undefined ? metricMembers(alarm) : []),
    ["period", String(alarmPeriod(alarm))],
    ["recentDatapoints", recentDatapoints(slots, judgement)],
    ["threshold", doubleText(alarm.Threshold)],
    [
      "evaluatedDatapoints",
      jsonArray(
        judgement.evaluated.map(({ start, sampleCount, value }) =>
          jsonObject([
            ["timestamp", JSON.stringify(isoTimestamp(start))],
            ["sampleCount", optional(sampleCount, doubleText)],
            ["value", optional(value, doubleText)],
          ]),
        ),
      ),
    ],
  ]);
}
