import { type MetricIdentity, metricIdentity } from "../metric/metric.ts";
import type { StandardUnit } from "../metric/standard-unit.ts";
import type { Statistic } from "../metric/statistics.ts";

/** The three states of an alarm, in the order AWS lists them (obs LS). */
export const STATE_VALUES = ["INSUFFICIENT_DATA", "ALARM", "OK"] as const;
export type StateValue = (typeof STATE_VALUES)[number];

/** The operators of a static threshold (doc MODEL); those of anomaly bands come with metric math. */
export const COMPARISON_OPERATORS = [
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
] as const;
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];

export const TREAT_MISSING_DATA = ["breaching", "notBreaching", "ignore", "missing"] as const;
export type TreatMissingData = (typeof TREAT_MISSING_DATA)[number];

/** A dimension as alarms spell it; metrics use lower-case field names. */
export interface AlarmDimension {
  readonly Name: string;
  readonly Value: string;
}

/**
 * An alarm on one metric as PutMetricAlarm was given it. A field that was not given is absent, since AWS tells absent from
 * default when it describes the alarm (obs STACKD); the lists are empty instead.
 */
export interface MetricAlarmConfiguration {
  readonly AlarmName: string;
  readonly AlarmArn: string;
  readonly AlarmDescription?: string;
  /** Epoch milliseconds. */
  readonly AlarmConfigurationUpdatedTimestamp: number;
  readonly ActionsEnabled: boolean;
  readonly OKActions: readonly string[];
  readonly AlarmActions: readonly string[];
  readonly InsufficientDataActions: readonly string[];
  readonly MetricName: string;
  readonly Namespace: string;
  /** Exactly one of `Statistic` and `ExtendedStatistic` is present in a valid alarm. */
  readonly Statistic?: Statistic;
  readonly ExtendedStatistic?: string;
  readonly Dimensions: readonly AlarmDimension[];
  /** Seconds. */
  readonly Period: number;
  readonly Unit?: StandardUnit;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly Threshold: number;
  readonly ComparisonOperator: ComparisonOperator;
  readonly TreatMissingData?: TreatMissingData;
  readonly EvaluateLowSampleCountPercentile?: "evaluate" | "ignore";
}

/** What an alarm says now. Times are epoch milliseconds. */
export interface AlarmState {
  readonly StateValue: StateValue;
  readonly StateReason: string;
  /** A JSON text. */
  readonly StateReasonData?: string;
  readonly StateUpdatedTimestamp: number;
  readonly StateTransitionedTimestamp: number;
}

/** The state every new alarm starts in (obs STACKD). */
export function initialState(now: number): AlarmState {
  return {
    StateValue: "INSUFFICIENT_DATA",
    StateReason: "Unchecked: Initial alarm creation",
    StateUpdatedTimestamp: now,
    StateTransitionedTimestamp: now,
  };
}

/** The metric an alarm watches. */
export function alarmMetric(
  alarm: Pick<MetricAlarmConfiguration, "Namespace" | "MetricName" | "Dimensions">,
): MetricIdentity {
  const dimensions = alarm.Dimensions.map(({ Name, Value }) => ({ name: Name, value: Value }));
  return metricIdentity(alarm.Namespace, alarm.MetricName, dimensions);
}

/**
 * `arn:aws:cloudwatch:<region>:<account>:alarm:<name>`.
 *
 * @example
 * ```ts
 * alarmArn("eu-west-1", "123456789012", "root-usage");
 * // "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:root-usage"
 * ```
 */
export function alarmArn(region: string, account: string, alarmName: string): string {
  return `arn:${partition(region)}:cloudwatch:${region}:${account}:alarm:${alarmName}`;
}

function partition(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
