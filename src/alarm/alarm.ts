import { type MetricIdentity, metricIdentity } from "../metric/metric.ts";
import type { StandardUnit } from "../metric/standard-unit.ts";
import type { Statistic } from "../metric/statistics.ts";
import type { Suppression } from "./composite/suppression.ts";

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

/** What metric alarms and composite alarms have in common. Absent and empty are different things (obs STACKD). */
export interface AlarmSettings {
  readonly AlarmName: string;
  readonly AlarmArn: string;
  readonly AlarmDescription?: string;
  /** Epoch milliseconds. */
  readonly AlarmConfigurationUpdatedTimestamp: number;
  readonly ActionsEnabled: boolean;
  readonly OKActions: readonly string[];
  readonly AlarmActions: readonly string[];
  readonly InsufficientDataActions: readonly string[];
}

/** How datapoints become a state, whatever they come from. */
export interface ThresholdSettings {
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly Threshold: number;
  readonly ComparisonOperator: ComparisonOperator;
  readonly TreatMissingData?: TreatMissingData;
  readonly EvaluateLowSampleCountPercentile?: "evaluate" | "ignore";
}

/**
 * An alarm on one metric as PutMetricAlarm was given it. A field that was not given is absent, since AWS tells absent from
 * default when it describes the alarm (obs STACKD); the lists are empty instead.
 */
export interface SingleMetricAlarmConfiguration extends AlarmSettings, ThresholdSettings {
  readonly MetricName: string;
  readonly Namespace: string;
  /** Exactly one of `Statistic` and `ExtendedStatistic` is present in a valid alarm. */
  readonly Statistic?: Statistic;
  readonly ExtendedStatistic?: string;
  readonly Dimensions: readonly AlarmDimension[];
  /** Seconds. */
  readonly Period: number;
  readonly Unit?: StandardUnit;
  readonly Metrics?: never;
}

/** One of the metrics, or an expression on them, of an alarm on metric math. */
export interface AlarmMetricQuery {
  readonly Id: string;
  readonly MetricStat?: {
    readonly Metric: {
      readonly Namespace?: string;
      readonly MetricName?: string;
      readonly Dimensions: readonly AlarmDimension[];
    };
    /** Seconds. */
    readonly Period: number;
    readonly Stat: string;
    readonly Unit?: StandardUnit;
  };
  readonly Expression?: string;
  readonly Label?: string;
  readonly ReturnData: boolean;
  /** Seconds. */
  readonly Period?: number;
  readonly AccountId?: string;
}

/** An alarm on the one query of several that returns data. Its own Dimensions are empty (obs STACKD). */
export interface MetricMathAlarmConfiguration extends AlarmSettings, ThresholdSettings {
  readonly Dimensions: readonly [];
  readonly Metrics: readonly AlarmMetricQuery[];
}

export type MetricAlarmConfiguration = SingleMetricAlarmConfiguration | MetricMathAlarmConfiguration;

/** An alarm on the states of other alarms, as PutCompositeAlarm was given it. */
export interface CompositeAlarmConfiguration extends AlarmSettings {
  readonly AlarmRule: string;
  /** Name or ARN, as it was put. */
  readonly ActionsSuppressor?: string;
  /** Seconds. */
  readonly ActionsSuppressorWaitPeriod?: number;
  /** Seconds. */
  readonly ActionsSuppressorExtensionPeriod?: number;
}

export type AlarmConfiguration = MetricAlarmConfiguration | CompositeAlarmConfiguration;

export type AlarmType = "MetricAlarm" | "CompositeAlarm";

export function isCompositeAlarm(alarm: AlarmConfiguration): alarm is CompositeAlarmConfiguration {
  return "AlarmRule" in alarm;
}

export function alarmTypeOf(alarm: AlarmConfiguration): AlarmType {
  return isCompositeAlarm(alarm) ? "CompositeAlarm" : "MetricAlarm";
}

/** What an alarm says now. Times are epoch milliseconds. */
export interface AlarmState {
  readonly StateValue: StateValue;
  readonly StateReason: string;
  /** A JSON text. */
  readonly StateReasonData?: string;
  readonly StateUpdatedTimestamp: number;
  readonly StateTransitionedTimestamp: number;
  /** Only of composite alarms: why the actions of the last change of state wait. */
  readonly suppression?: Suppression;
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

/** The metric an alarm on one metric watches. */
export function alarmMetric(
  alarm: Pick<SingleMetricAlarmConfiguration, "Namespace" | "MetricName" | "Dimensions">,
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
