import type { AlarmState, SingleMetricAlarmConfiguration, StateValue } from "./alarm.ts";

/** An alarm for tests: Sum of CIS/RootUsage >= 1 over 3 of 3 minutes. */
export function alarmWith(changes: Partial<SingleMetricAlarmConfiguration> = {}): SingleMetricAlarmConfiguration {
  return {
    AlarmName: "root-usage",
    AlarmArn: "arn:aws:cloudwatch:us-east-1:123456789012:alarm:root-usage",
    AlarmConfigurationUpdatedTimestamp: Date.parse("2026-09-14T05:40:14.345Z"),
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    MetricName: "RootUsage",
    Namespace: "CIS",
    Statistic: "Sum",
    Dimensions: [],
    Period: 60,
    EvaluationPeriods: 3,
    Threshold: 1,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
    ...changes,
  };
}

export function stateOf(StateValue: StateValue, at = 0): AlarmState {
  return {
    StateValue,
    StateReason: `was ${StateValue}`,
    StateUpdatedTimestamp: at,
    StateTransitionedTimestamp: at,
  };
}
