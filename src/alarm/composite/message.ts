import type { CompositeAlarmConfiguration } from "../alarm.ts";
import { regionName } from "../region-name.ts";
import type { StateChange } from "../state-change.ts";
import { isoTimestamp, jsonArray, jsonObject } from "../wire-text.ts";
import { triggeringAlarms } from "./state.ts";

/**
 * The JSON document of a composite alarm's message (obs STACKD sns_publications; the members on suppression, which follow
 * only where there is a suppressor: inf).
 */
export function compositeMessage(change: StateChange<CompositeAlarmConfiguration>): string {
  const { configuration: alarm, oldState, newState, account, region, afterMuteWindow = false } = change;
  const children = triggeringAlarms(newState).map(({ arn, value, timestamp }) =>
    jsonObject([
      ["Arn", JSON.stringify(arn)],
      [
        "State",
        jsonObject([
          ["Value", JSON.stringify(value)],
          ["Timestamp", JSON.stringify(isoTimestamp(timestamp))],
        ]),
      ],
    ]),
  );
  const optional = (value: string | number | undefined) => (value === undefined ? undefined : JSON.stringify(value));
  return jsonObject([
    ["AlarmName", JSON.stringify(alarm.AlarmName)],
    ["AlarmDescription", JSON.stringify(alarm.AlarmDescription ?? null)],
    ["AWSAccountId", JSON.stringify(account)],
    ["NewStateValue", JSON.stringify(newState.StateValue)],
    ["NewStateReason", JSON.stringify(newState.StateReason)],
    ["StateChangeTime", JSON.stringify(isoTimestamp(newState.StateUpdatedTimestamp))],
    ["Region", JSON.stringify(regionName(region))],
    ["AlarmArn", JSON.stringify(alarm.AlarmArn)],
    ["OKActions", JSON.stringify(alarm.OKActions)],
    ["AlarmActions", JSON.stringify(alarm.AlarmActions)],
    ["InsufficientDataActions", JSON.stringify(alarm.InsufficientDataActions)],
    ["ActionExecutedAfterMuteWindow", String(afterMuteWindow)],
    ["OldStateValue", JSON.stringify(oldState.StateValue)],
    ["AlarmRule", JSON.stringify(alarm.AlarmRule)],
    ["TriggeringChildren", jsonArray(children)],
    ["ActionsSuppressor", optional(alarm.ActionsSuppressor)],
    ["ActionsSuppressorWaitPeriod", optional(alarm.ActionsSuppressorWaitPeriod)],
    ["ActionsSuppressorExtensionPeriod", optional(alarm.ActionsSuppressorExtensionPeriod)],
  ]);
}
