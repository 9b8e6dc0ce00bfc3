import { doubleText } from "../pattern/double-text.ts";
import {
  type AlarmConfiguration,
  type AlarmState,
  type AlarmType,
  alarmTypeOf,
  isCompositeAlarm,
  type SingleMetricAlarmConfiguration,
  type ThresholdSettings,
} from "./alarm.ts";
import { type ChildState, childStatesJson } from "./composite/child-state.ts";
import { historyQueries } from "./query-text.ts";
import { statisticConstant } from "./statistic-constant.ts";
import { isoTimestamp, jsonArray, jsonObject } from "./wire-text.ts";

/** The kinds of history that a metric alarm writes (doc MODEL). */
export type HistoryItemType = "ConfigurationUpdate" | "StateUpdate" | "Action";

/** One line of DescribeAlarmHistory. */
export interface AlarmHistoryItem {
  readonly AlarmName: string;
  readonly AlarmType: AlarmType;
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

/** An alarm as it stands, and of a composite alarm the alarms its rule mentions. */
export interface AlarmSnapshot {
  readonly configuration: AlarmConfiguration;
  readonly state: AlarmState;
  readonly children?: readonly ChildState[];
}

/**
 * An alarm as its history writes it. Key order, the spelling `okactions`, and a plain statistic under
 * `extendedStatistic` in capitals: obs STACKD alarm_controls; of composite alarms: obs STACKD alarm_composites (cycles).
 * Not recorded are the places of `unit`, `evaluateLowSampleCountPercentile` and the suppressor, and the form of dimensions (inf).
 */
function alarmMembers({ configuration, state, children = [] }: AlarmSnapshot): readonly JsonMember[] {
  const composite = isCompositeAlarm(configuration);
  return [
    ["alarmName", text(configuration.AlarmName)],
    ["alarmDescription", text(configuration.AlarmDescription)],
    ["alarmArn", text(configuration.AlarmArn)],
    ["alarmConfigurationUpdatedTimestamp", text(isoTimestamp(configuration.AlarmConfigurationUpdatedTimestamp))],
    ...whatIsWatched(configuration),
    ["stateValue", text(state.StateValue)],
    ["stateUpdatedTimestamp", text(isoTimestamp(state.StateUpdatedTimestamp))],
    ["actionsEnabled", String(configuration.ActionsEnabled)],
    ["alarmActions", texts(configuration.AlarmActions)],
    ["insufficientDataActions", texts(configuration.InsufficientDataActions)],
    ["childStates", composite ? childStatesJson(children) : undefined],
    ["okactions", texts(configuration.OKActions)],
  ];
}

function whatIsWatched(alarm: AlarmConfiguration): readonly JsonMember[] {
  if (isCompositeAlarm(alarm)) {
    return [
      ["alarmRule", text(alarm.AlarmRule)],
      ["actionsSuppressor", text(alarm.ActionsSuppressor)],
      ["actionsSuppressorWaitPeriod", whole(alarm.ActionsSuppressorWaitPeriod)],
      ["actionsSuppressorExtensionPeriod", whole(alarm.ActionsSuppressorExtensionPeriod)],
    ];
  }
  if (alarm.Metrics === undefined) return [...metricMembers(alarm), ...thresholdMembers(alarm)];
  return [["dimensions", "[]"], ["metrics", historyQueries(alarm.Metrics)], ...thresholdMembers(alarm)];
}

function whole(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function metricMembers(alarm: SingleMetricAlarmConfiguration): readonly JsonMember[] {
  return [
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
  ];
}

function thresholdMembers(alarm: ThresholdSettings): readonly JsonMember[] {
  return [
    ["threshold", doubleText(alarm.Threshold)],
    ["comparisonOperator", text(alarm.ComparisonOperator)],
    ["evaluationPeriods", String(alarm.EvaluationPeriods)],
    ["datapointsToAlarm", whole(alarm.DatapointsToAlarm)],
    ["treatMissingData", text(alarm.TreatMissingData)],
    ["evaluateLowSampleCountPercentile", text(alarm.EvaluateLowSampleCountPercentile)],
  ];
}

function configurationUpdate(
  alarm: AlarmConfiguration,
  at: number,
  verb: "created" | "updated" | "deleted",
  members: readonly JsonMember[],
): AlarmHistoryItem {
  return {
    AlarmName: alarm.AlarmName,
    AlarmType: alarmTypeOf(alarm),
    Timestamp: at,
    HistoryItemType: "ConfigurationUpdate",
    HistorySummary: `Alarm "${alarm.AlarmName}" ${verb}`,
    HistoryData: jsonObject([["version", '"1.0"'], ...members]),
  };
}

/** History of a new alarm (obs STACKD). `at` in epoch milliseconds, here and below. */
export function createdItem(alarm: AlarmSnapshot, at: number): AlarmHistoryItem {
  return configurationUpdate(alarm.configuration, at, "created", [
    ["type", '"Create"'],
    ["createdAlarm", jsonObject(alarmMembers(alarm))],
  ]);
}

/** History of a changed alarm: the new alarm, and the former values of what changed. A value it lacked is left out (obs STACKD). */
export function updatedItem(before: AlarmSnapshot, after: AlarmSnapshot, at: number): AlarmHistoryItem {
  const now = new Map(alarmMembers(after));
  const original = alarmMembers(before).filter(([name, json]) => json !== now.get(name));
  return configurationUpdate(after.configuration, at, "updated", [
    ["type", '"Update"'],
    ["updatedAlarm", jsonObject(alarmMembers(after))],
    ["originalUpdatedFields", jsonObject(original)],
  ]);
}

/** History of a deleted alarm (obs STACKD). */
export function deletedItem(alarm: AlarmSnapshot, at: number): AlarmHistoryItem {
  return configurationUpdate(alarm.configuration, at, "deleted", [
    ["type", '"Delete"'],
    ["deletedAlarm", jsonObject(alarmMembers(alarm))],
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
  alarm: AlarmConfiguration,
  oldState: AlarmState,
  newState: AlarmState,
): AlarmHistoryItem {
  return {
    AlarmName: alarm.AlarmName,
    AlarmType: alarmTypeOf(alarm),
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

/** An action that did not run, because the alarm was muted until `muteWindowEnd` (epoch milliseconds). */
export interface MutedAction extends Pick<ActionOutcome, "action" | "stateUpdatedTimestamp"> {
  readonly muteWindowEnd: number;
}

/** History of an action that was muted. That there is such an item, and what it says, is a choice (unk). */
export function mutedActionItem(alarm: AlarmConfiguration, muted: MutedAction, at: number): AlarmHistoryItem {
  return {
    AlarmName: alarm.AlarmName,
    AlarmType: alarmTypeOf(alarm),
    Timestamp: at,
    HistoryItemType: "Action",
    HistorySummary: `Muted action ${muted.action}`,
    HistoryData: jsonObject([
      ["actionState", '"Muted"'],
      ["stateUpdateTimestamp", String(muted.stateUpdatedTimestamp)],
      ["notificationResource", text(muted.action)],
      ["publishedMessage", "null"],
      ["error", "null"],
      ["muteWindowEndTimestamp", String(muted.muteWindowEnd)],
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
  /** End of the mute window that the action waited for, epoch milliseconds. */
  readonly muteWindowEnd?: number;
}

/** History of an executed or failed action (obs STACKD; `publishedMessage` of a failed one: inf). */
export function actionItem(alarm: AlarmConfiguration, outcome: ActionOutcome, at: number): AlarmHistoryItem {
  const { action, error, muteWindowEnd } = outcome;
  return {
    AlarmName: alarm.AlarmName,
    AlarmType: alarmTypeOf(alarm),
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
      ["muteWindowEndTimestamp", muteWindowEnd === undefined ? "null" : String(muteWindowEnd)],
    ]),
  };
}
