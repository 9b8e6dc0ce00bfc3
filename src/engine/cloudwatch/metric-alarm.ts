import type { AlarmState, MetricAlarmConfiguration } from "../../alarm/alarm.ts";
import type { AlarmRecord } from "../ports.ts";

/** An alarm as DescribeAlarms gives it: lists are empty, everything else that was not given is absent. obs STACKD, LS */
export type MetricAlarm = MetricAlarmConfiguration & AlarmState;

export function metricAlarm({ configuration, state }: AlarmRecord): MetricAlarm {
  return { ...configuration, ...state };
}
