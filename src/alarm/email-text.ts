import { doubleText } from "../pattern/double-text.ts";
import { isCompositeAlarm, type MetricAlarmConfiguration, type SingleMetricAlarmConfiguration } from "./alarm.ts";
import { triggeringAlarms } from "./composite/state.ts";
import { datapointsToAlarm } from "./judgement.ts";
import { alarmPeriod, judgedQuery } from "./metric-math.ts";
import { regionName } from "./region-name.ts";
import type { StateChange } from "./state-change.ts";
import { longTimestamp } from "./wire-text.ts";

/** A matched event as an e-mail tells it. */
export interface EvidenceLine {
  readonly when: string;
  /** Who did what, from where, with what result. */
  readonly summary: string;
  /** The event itself, on a line of its own. */
  readonly raw?: string;
}

/** `- Name:                       root-usage`: labels padded to a common column. */
function field(label: string, value: string, column: number): string {
  return `- ${label}:`.padEnd(column) + value;
}

const DETAIL_COLUMN = 30;
const METRIC_COLUMN = 39;

function bracketed(items: readonly string[]): string {
  return items.length === 0 ? "" : `[${items.join(", ")}]`;
}

function matchedEvents(evidence: readonly EvidenceLine[]): readonly string[] {
  if (evidence.length === 0) return [];
  const events = evidence.flatMap(({ when, summary, raw }) => [
    `- ${when}  ${summary}`,
    ...(raw === undefined ? [] : [`  ${raw}`]),
  ]);
  return ["", "Matched events (added by Tocsin):", ...events];
}

/** A composite alarm lists at most so many alarms (obs STACKD, in its own heading). */
const SHOWN_CHILDREN = 10;

function metricLines(alarm: SingleMetricAlarmConfiguration): readonly string[] {
  const dimensions = alarm.Dimensions.map(({ Name, Value }) => `${Name} = ${Value}`);
  const optionalField = (label: string, value: string | undefined): string =>
    value === undefined ? "" : field(label, value, METRIC_COLUMN);
  return [
    "Monitored Metric:",
    field("MetricNamespace", alarm.Namespace, METRIC_COLUMN),
    field("MetricName", alarm.MetricName, METRIC_COLUMN),
    field("Dimensions", bracketed(dimensions), METRIC_COLUMN),
    field("Period", `${alarm.Period} seconds`, METRIC_COLUMN),
    field("Statistic", alarm.Statistic ?? alarm.ExtendedStatistic ?? "", METRIC_COLUMN),
    field("Unit", alarm.Unit ?? "not specified", METRIC_COLUMN),
    optionalField("TreatMissingData", alarm.TreatMissingData),
    optionalField("EvaluateLowSampleCountPercentile", alarm.EvaluateLowSampleCountPercentile),
  ];
}

/** The expression that is judged (obs STACKD sns_publications; a metric by itself, and a missing label: inf). */
function expressionLines(alarm: MetricAlarmConfiguration): readonly string[] {
  const query = judgedQuery(alarm.Metrics ?? []);
  return [
    "Monitored Metrics:",
    field("MetricExpression", query?.Expression ?? query?.MetricStat?.Metric.MetricName ?? "", DETAIL_COLUMN),
    field("MetricLabel", query?.Label ?? query?.Id ?? "", DETAIL_COLUMN),
  ];
}

function thresholdLines(alarm: MetricAlarmConfiguration): readonly string[] {
  return [
    "Threshold:",
    `- The alarm is in the ALARM state when the metric is ${alarm.ComparisonOperator} ${doubleText(alarm.Threshold)} for at least ${datapointsToAlarm(alarm)} of the last ${alarm.EvaluationPeriods} period(s) of ${alarmPeriod(alarm)} seconds. `,
    "",
    ...(alarm.Metrics === undefined ? metricLines(alarm) : expressionLines(alarm)),
  ];
}

/** Columns of one recording (obs STACKD sns_publications); how several lines are aligned is inf. */
function childLines({ newState }: StateChange): readonly string[] {
  const children = triggeringAlarms(newState)
    .slice(0, SHOWN_CHILDREN)
    .map(({ arn, value, timestamp }) => `- ${arn}   ${value.padEnd(20)}${longTimestamp(timestamp)}`);
  return [`Triggering children (max. ${SHOWN_CHILDREN}):`, ...children];
}

/**
 * The body of the e-mail, letter for letter, down to the blank that ends the Threshold line (obs STACKD sns_publications;
 * dimensions and unset fields: obs, public e-mails of 2019 to 2025; several dimensions or actions in one list: inf).
 * Tocsin's own section follows AWS's text.
 */
export function emailText(change: StateChange, evidence: readonly EvidenceLine[]): string {
  const { configuration: alarm, oldState, newState, account, region } = change;
  const place = regionName(region);
  const time = longTimestamp(newState.StateUpdatedTimestamp);
  const composite = isCompositeAlarm(alarm);
  const because = composite
    ? `has transitioned to ${newState.StateValue} state on ${time}, because "${newState.StateReason}".`
    : `has entered the ${newState.StateValue} state, because "${newState.StateReason}" at "${time}".`;
  return [
    `You are receiving this email because your Amazon CloudWatch Alarm "${alarm.AlarmName}" in the ${place} region ${because}`,
    "",
    "View this alarm in the AWS Management Console:",
    `https://${region}.console.aws.amazon.com/cloudwatch/deeplink.js?region=${region}#alarmsV2:alarm/${encodeURIComponent(alarm.AlarmName.toWellFormed())}`,
    "",
    "Alarm Details:",
    field("Name", alarm.AlarmName, DETAIL_COLUMN),
    field("Description", alarm.AlarmDescription ?? "", DETAIL_COLUMN),
    field("State Change", `${oldState.StateValue} -> ${newState.StateValue}`, DETAIL_COLUMN),
    ...(composite ? [field("Alarm Rule", alarm.AlarmRule, DETAIL_COLUMN)] : []),
    field("Reason for State Change", newState.StateReason, DETAIL_COLUMN),
    field("Timestamp", time, DETAIL_COLUMN),
    field("AWS Account", account, DETAIL_COLUMN),
    field("Alarm Arn", alarm.AlarmArn, DETAIL_COLUMN),
    "",
    ...(composite ? childLines(change) : thresholdLines(alarm)),
    "",
    "State Change Actions:",
    `- OK: ${bracketed(alarm.OKActions)}`,
    `- ALARM: ${bracketed(alarm.AlarmActions)}`,
    `- INSUFFICIENT_DATA: ${bracketed(alarm.InsufficientDataActions)}`,
    ...matchedEvents(evidence),
    "",
  ].join("\n");
}
