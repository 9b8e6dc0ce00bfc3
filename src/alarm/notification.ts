import { doubleText } from "../pattern/double-text.ts";
import {
  isCompositeAlarm,
  type MetricAlarmConfiguration,
  type SingleMetricAlarmConfiguration,
  type ThresholdSettings,
} from "./alarm.ts";
import { compositeMessage } from "./composite/message.ts";
import { type EvidenceLine, emailText } from "./email-text.ts";
import { alarmPeriod } from "./metric-math.ts";
import { messageQueries } from "./query-text.ts";
import { regionName } from "./region-name.ts";
import type { StateChange } from "./state-change.ts";
import { statisticConstant } from "./statistic-constant.ts";
import { isoTimestamp, jsonArray, jsonObject } from "./wire-text.ts";

/** What an alarm publishes to SNS: a subject, and a text per protocol (MessageStructure `json`). */
export interface AlarmNotification {
  readonly subject: string;
  /** A JSON text, byte for byte as AWS sends it. */
  readonly default: string;
  readonly sms: string;
  readonly email: string;
}

const SUBJECT_LIMIT = 100;
/** Of a long name, an SMS keeps 90 characters (obs STACKD, one length and one region). */
const SMS_NAME_LIMIT = 90;

/** `ALARM: "name" in US East (N. Virginia)`, a name beyond the limit cut and closed with dots. */
function headline(change: StateChange, nameLimit: (without: number) => number): string {
  // SNS subjects are ASCII: each run of other characters becomes one underscore (obs STACKD).
  const name = change.configuration.AlarmName.replaceAll(/[^\x20-\x7e]+/g, "_");
  const before = `${change.newState.StateValue}: "`;
  const after = `" in ${regionName(change.region)}`;
  const limit = nameLimit(before.length + after.length);
  const shown = name.length <= limit ? name : `${name.slice(0, Math.max(0, limit - 3))}...`;
  return `${before}${shown}${after}`;
}

type JsonMember = readonly [name: string, json: string | undefined];

function metricMembers(alarm: SingleMetricAlarmConfiguration): readonly JsonMember[] {
  const statistic: readonly (readonly [string, string | undefined])[] =
    alarm.Statistic === undefined
      ? [
          ["StatisticType", '"ExtendedStatistic"'],
          ["ExtendedStatistic", JSON.stringify(alarm.ExtendedStatistic)],
        ]
      : [
          ["StatisticType", '"Statistic"'],
          ["Statistic", JSON.stringify(statisticConstant(alarm.Statistic))],
        ];
  const dimensions = alarm.Dimensions.map(({ Name, Value }) =>
    jsonObject([
      ["value", JSON.stringify(Value)],
      ["name", JSON.stringify(Name)],
    ]),
  );
  return [
    ["MetricName", JSON.stringify(alarm.MetricName)],
    ["Namespace", JSON.stringify(alarm.Namespace)],
    ...statistic,
    ["Unit", JSON.stringify(alarm.Unit ?? null)],
    ["Dimensions", jsonArray(dimensions)],
  ];
}

function thresholdMembers(alarm: ThresholdSettings, period: number): readonly JsonMember[] {
  return [
    ["Period", String(period)],
    ["EvaluationPeriods", String(alarm.EvaluationPeriods)],
    ["DatapointsToAlarm", alarm.DatapointsToAlarm === undefined ? undefined : String(alarm.DatapointsToAlarm)],
    ["ComparisonOperator", JSON.stringify(alarm.ComparisonOperator)],
    ["Threshold", doubleText(alarm.Threshold)],
    // Empty where the alarm does not set it (obs, public messages of 2017 to 2025).
    ["TreatMissingData", JSON.stringify(alarm.TreatMissingData ?? "")],
    ["EvaluateLowSampleCountPercentile", JSON.stringify(alarm.EvaluateLowSampleCountPercentile ?? "")],
  ];
}

/** Metric math names its queries after all else instead of a metric before it (obs STACKD sns_publications, LS). */
function trigger(alarm: MetricAlarmConfiguration): string {
  const threshold = thresholdMembers(alarm, alarmPeriod(alarm));
  return alarm.Metrics === undefined
    ? jsonObject([...metricMembers(alarm), ...threshold])
    : jsonObject([...threshold, ["Metrics", messageQueries(alarm.Metrics)]]);
}

/** The JSON document of an alarm's message; key order obs STACKD sns_publications, 2026-09. */
function defaultMessage(change: StateChange): string {
  const { configuration: alarm, oldState, newState, account, region, afterMuteWindow = false } = change;
  if (isCompositeAlarm(alarm)) return compositeMessage({ ...change, configuration: alarm });
  return jsonObject([
    ["AlarmName", JSON.stringify(alarm.AlarmName)],
    ["AlarmDescription", JSON.stringify(alarm.AlarmDescription ?? null)],
    ["AWSAccountId", JSON.stringify(account)],
    ["AlarmConfigurationUpdatedTimestamp", JSON.stringify(isoTimestamp(alarm.AlarmConfigurationUpdatedTimestamp))],
    ["NewStateValue", JSON.stringify(newState.StateValue)],
    ["NewStateReason", JSON.stringify(newState.StateReason)],
    ["StateChangeTime", JSON.stringify(isoTimestamp(newState.StateUpdatedTimestamp))],
    ["Region", JSON.stringify(regionName(region))],
    ["AlarmArn", JSON.stringify(alarm.AlarmArn)],
    ["OldStateValue", JSON.stringify(oldState.StateValue)],
    ["ActionExecutedAfterMuteWindow", String(afterMuteWindow)],
    ["OKActions", JSON.stringify(alarm.OKActions)],
    ["AlarmActions", JSON.stringify(alarm.AlarmActions)],
    ["InsufficientDataActions", JSON.stringify(alarm.InsufficientDataActions)],
    ["Trigger", trigger(alarm)],
  ]);
}

/**
 * What an alarm publishes on a change of state. The matched events, if given, are added to the e-mail only, so that
 * programs keep reading exactly what AWS sends.
 *
 * @example
 * ```ts
 * const request = { AlarmName: "root-usage", Namespace: "CIS", MetricName: "RootUsage", Statistic: "Sum", Period: 60,
 *   EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: "GreaterThanOrEqualToThreshold" };
 * const parsed = parseMetricAlarm(request, alarmArn("us-east-1", "123456789012", "root-usage"), 0);
 * if (parsed.ok) {
 *   const newState = { ...initialState(0), StateValue: "ALARM" } as const;
 *   const places = { account: "123456789012", region: "us-east-1" };
 *   alarmNotification({ configuration: parsed.configuration, oldState: initialState(0), newState, ...places }).subject;
 *   // 'ALARM: "root-usage" in US East (N. Virginia)'
 * }
 * ```
 */
export function alarmNotification(change: StateChange, evidence: readonly EvidenceLine[] = []): AlarmNotification {
  return {
    subject: headline(change, (without) => SUBJECT_LIMIT - without),
    default: defaultMessage(change),
    sms: headline(change, () => SMS_NAME_LIMIT),
    email: emailText(change, evidence),
  };
}

/** The three texts as alarms publish and record them: one JSON text with MessageStructure `json`. */
export function publishedMessage(notification: AlarmNotification): string {
  return jsonObject([
    ["default", JSON.stringify(notification.default)],
    ["sms", JSON.stringify(notification.sms)],
    ["email", JSON.stringify(notification.email)],
  ]);
}
