import {
  isCompositeAlarm,
  type MetricAlarmConfiguration,
  type SingleMetricAlarmConfiguration,
} from "../../alarm/alarm.ts";
import type { AlarmItem } from "../inventory.ts";
import { type Fault, type FaultKind, faultsOfItem } from "./fault.ts";

/** Faults that every alarm can have. */
const COMMON: readonly FaultKind<AlarmItem>[] = [
  { kind: "alarm-deleted", does: "the alarm is deleted", eventName: "DeleteAlarms", change: () => undefined },
  {
    kind: "alarm-actions-disabled",
    does: "the alarm's actions are disabled",
    eventName: "DisableAlarmActions",
    change: (item) => ({ ...item, configuration: { ...item.configuration, ActionsEnabled: false } }),
  },
];

function withoutAction(eventName: string): FaultKind<AlarmItem> {
  return {
    kind: "alarm-without-action",
    does: "the alarm has no AlarmActions",
    eventName,
    change: (item) =>
      item.configuration.AlarmActions.length === 0
        ? item
        : { ...item, configuration: { ...item.configuration, AlarmActions: [] } },
  };
}

const METRIC: readonly FaultKind<AlarmItem>[] = [
  withoutAction("PutMetricAlarm"),
  ofMetricAlarm("alarm-threshold-higher", "the Threshold is one further away", (alarm) => ({
    ...alarm,
    Threshold: alarm.Threshold + (alarm.ComparisonOperator.startsWith("Less") ? -1 : 1),
  })),
  ofMetricAlarm("alarm-more-datapoints", "two more datapoints are needed", (alarm) => ({
    ...alarm,
    EvaluationPeriods: alarm.EvaluationPeriods + 2,
    DatapointsToAlarm: (alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods) + 2,
  })),
  ofMetricAlarm("alarm-missing-data-breaching", "missing data count as breaching", (alarm) => ({
    ...alarm,
    TreatMissingData: "breaching",
  })),
];

const SINGLE: readonly FaultKind<AlarmItem>[] = [
  ofSingleMetric("alarm-other-namespace", "the alarm watches another namespace", (alarm) => ({
    ...alarm,
    Namespace: `${alarm.Namespace}-other`,
  })),
  ofSingleMetric("alarm-other-metric", "the alarm watches another metric", (alarm) => ({
    ...alarm,
    MetricName: `${alarm.MetricName}-other`,
  })),
  ofSingleMetric("alarm-other-dimension", "the alarm asks for a dimension that the metric has not", (alarm) => ({
    ...alarm,
    Dimensions: [...alarm.Dimensions, { Name: "Other", Value: "other" }],
  })),
  ofSingleMetric("alarm-other-unit", "the alarm asks for a unit that the metric has not", (alarm) => ({
    ...alarm,
    Unit: alarm.Unit === "Bytes" ? "Bits" : "Bytes",
  })),
];

function ofMetricAlarm(
  kind: string,
  does: string,
  change: (alarm: MetricAlarmConfiguration) => MetricAlarmConfiguration,
): FaultKind<AlarmItem> {
  return {
    kind,
    does,
    eventName: "PutMetricAlarm",
    change: (item) =>
      isCompositeAlarm(item.configuration) ? item : { ...item, configuration: change(item.configuration) },
  };
}

function ofSingleMetric(
  kind: string,
  does: string,
  change: (alarm: SingleMetricAlarmConfiguration) => SingleMetricAlarmConfiguration,
): FaultKind<AlarmItem> {
  return ofMetricAlarm(kind, does, (alarm) => (alarm.Metrics === undefined ? change(alarm) : alarm));
}

const COMPOSITE: readonly FaultKind<AlarmItem>[] = [
  withoutAction("PutCompositeAlarm"),
  {
    kind: "alarm-rule-false",
    does: "the AlarmRule never holds",
    eventName: "PutCompositeAlarm",
    change: (item) =>
      isCompositeAlarm(item.configuration)
        ? { ...item, configuration: { ...item.configuration, AlarmRule: "FALSE" } }
        : item,
  },
];

export function alarmFaults(item: AlarmItem): readonly Fault[] {
  const { configuration } = item;
  const single = !isCompositeAlarm(configuration) && configuration.Metrics === undefined;
  const own = isCompositeAlarm(configuration) ? COMPOSITE : single ? [...METRIC, ...SINGLE] : METRIC;
  return faultsOfItem("alarm", `alarm ${configuration.AlarmName}`, [...COMMON, ...own], item, {
    of: ({ alarms }) => alarms,
    put: (inventory, alarms) => ({ ...inventory, alarms }),
  });
}
