import { doubleText } from "../pattern/double-text.ts";
import type { AlarmState, MetricAlarmConfiguration } from "./alarm.ts";
import { statisticConstant } from "./statistic-constant.ts";
import { isoTimestamp, jsonArray, jsonObject } from "./wire-text.ts";

/** The kinds of history that a metric alarm writes (doc MODEL). */
export type HistoryItemType = "ConfigurationUpdate" | "StateUpdate" | "Action";

/** One line of DescribeAlarmHistory. */
export interface AlarmHistoryItem {
  readonly AlarmName: string;
  readonly AlarmType: "MetricAlarm" | "CompositeAlarm";
  /** Epoch milliseconds. */
  readonly Timestamp: number;
  readonly HistoryItemType: HistoryItemType;
  readonly HistorySummary: string;
  /** A JSON text. */
  readonly HistoryData: string;
}

type JsonMember = readonly [name: string, json: string | undefined];

function text(value: string | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

function texts(values: readonly string[]): string {
  return jsonArray(values.map((value) => JSON.stringify(value)));
}

/**
 * An alarm as its history writes it. Key order, the spelling `okactions`, and a plain statistic under
 * `extendedStatistic` in capitals: obs STACKD alarm_controls. The places of `unit` and
 * `evaluateLowSampleCountPercentile`, and the form of dimensions, are not recorded (inf).
 */
function alarmMembers(alarm: MetricAlarmConfiguration, state: AlarmState): readonly JsonMember[] {
  return [
    ["alarmName", text(alarm.AlarmName)],
    ["alarmDescription", text(alarm.AlarmDescription)],
    ["alarmArn", text(alarm.AlarmArn)],
    ["alarmConfigurationUpdatedTimestamp", text(isoTimestamp(alarm.AlarmConfigurationUpdatedTimestamp))],
    ["namespace", text(alarm.Namespace)],
    ["metricName", text(alarm.MetricName)],
    [
      "extendedStatistic",
      text(alarm.Statistic === undefined ? alarm.ExtendedStatistic : statisticConstant(alarm.Statistic)),
    ],
    ["period", String(alarm.Period)],
    ["unit", text(alarm.Unit)],
    [
      "dimensions",
      jsonArray(
        alarm.Dimensions.map(({ Name, Value }) =>
          jsonObject([
            ["name", text(Name)],
            ["value", text(Value)],
          ]),
        ),
      ),
    ],
    ["threshold", doubleText(alarm.Threshold)],
    ["comparisonOperator", text(alarm.ComparisonOperator)],
    ["evaluationPeriods", String(alarm.EvaluationPeriods)],
    ["datapointsToAlarm", alarm.DatapointsToAlarm === undefined ? undefined : String(alarm.DatapointsToAlarm)],
    ["treatMissingData", text(alarm.TreatMissingData)],
    ["evaluateLowSampleCountPercentile", text(alarm.EvaluateLowSampleCountPercentile)],
    ["stateValue", text(state.StateValue)],
    ["stateUpdatedTimestamp", text(isoTimestamp(state.StateUpdatedTimestamp))],
    ["actionsEnabled", String(alarm.ActionsEnabled)],
    ["alarmActions", texts(alarm.AlarmActions)],
    ["insufficientDataActions", texts(alarm.InsufficientDataActions)],
    ["okactions", texts(alarm.OKActions)],
  ];
}

function configurationUpdate(
  alarm: MetricAlarmConfiguration,
  at: number,
  verb: "created" | "updated" | "deleted",
  members: readonly JsonMember[],
): AlarmHistoryItem {
  return {
    AlarmName: alarm.AlarmName,
    AlarmType: "MetricAlarm",
    Timestamp: at,
    HistoryItemType: "ConfigurationUpdate",
    HistorySummary: `Alarm "${alarm.AlarmName}" ${verb}`,
    HistoryData: jsonObject([["version", '"1.0"'], ...members]),
  };
}

/** History of a new alarm (obs STACKD). `at` in epoch milliseconds, here and below. */
export function createdItem(alarm: MetricAlarmConfiguration, state: AlarmState, at: number): AlarmHistoryItem {
  return configurationUpdate(alarm, at, "created", [
    ["type", '"Create"'],
    ["createdAlarm", jsonObject(alarmMembers(alarm, state))],
  ]);
}

/** History of a changed alarm: the new alarm, and the former values of what changed. A value it lacked is left out (obs STACKD). */
export function updatedItem(
  before: MetricAlarmConfiguration,
  after: MetricAlarmConfiguration,
  state: AlarmState,
  at: number,
): AlarmHistoryItem {
  const now = new Map(alarmMembers(after, state));
  const original = alarmMembers(before, state).filter(([name, json]) => json !== now.get(name));
  return configurationUpdate(after, at, "updated", [
    ["type", '"Update"'],
    ["updatedAlarm", jsonObject(alarmMembers(after, state))],
    ["originalUpdatedFields", jsonObject(original)],
  ]);
}

/** History of a deleted alarm (obs STACKD). */
export function deletedItem(alarm: MetricAlarmConfiguration, state: AlarmState, at: number): AlarmHistoryItem {
  return configurationUpdate(alarm, at, "deleted", [
    ["type", '"Delete"'],
    ["deletedAlarm", jsonObject(alarmMembers(alarm, state))],
  ]);
}

function stateObject(state: AlarmState): string {
  return jsonObject([
    ["stateValue", text(state.StateValue)],
    ["stateReason", text(state.StateReason)],
    // Embedded as it was written, blanks included, not as a string (obs STACKD).
    ["stateReasonData", state.StateReasonData],
  ]);
}

/** History of a change of state (obs STACKD). */
export function stateUpdateItem(
  alarm: MetricAlarmConfiguration,
  oldState: AlarmState,
  newState: AlarmState,
): AlarmHistoryItem {
  return {
    AlarmName: alarm.AlarmName,
    AlarmType: "MetricAlarm",
    Timestamp: newState.StateUpdatedTimestamp,
    HistoryItemType: "StateUpdate",
    HistorySummary: `Alarm updated from ${oldState.StateValue} to ${newState.StateValue}`,
    HistoryData: jsonObject([
      ["version", '"1.0"'],
      ["oldState", stateObject(oldState)],
      ["newState", stateObject(newState)],
    ]),
  };
}

/** An action that ran for a change of state: what was published where, and why it failed if it did. */
export interface ActionOutcome {
  readonly action: string;
  /** StateUpdatedTimestamp of the state that ran the action. */
  readonly stateUpdatedTimestamp: number;
  /** JSON text of `{default, sms, email}`. */
  readonly publishedMessage: string;
  readonly error?: string;
}

/** History of an executed or failed action (obs STACKD; `publishedMessage` of a failed one: inf). */
export function actionItem(alarmName: string, outcome: ActionOutcome, at: number): AlarmHistoryItem {
  const { action, error } = outcome;
  return {
    AlarmName: alarmName,
    AlarmType: "MetricAlarm",
    Timestamp: at,
    HistoryItemType: "Action",
    HistorySummary:
      error === undefined
        ? `Successfully executed action ${action}`
        : `Failed to execute action ${action}. Received error: "${error}"`,
    HistoryData: jsonObject([
      ["actionState", error === undefined ? '"Succeeded"' : '"Failed"'],
      ["stateUpdateTimestamp", String(outcome.stateUpdatedTimestamp)],
      ["notificationResource", text(action)],
      ["publishedMessage", text(outcome.publishedMessage)],
      ["error", text(error) ?? "null"],
      ["muteWindowEndTimestamp", "null"],
    ]),
  };
}
