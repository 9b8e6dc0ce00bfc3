import type { AlarmState, StateValue } from "../alarm.ts";
import { isoTimestamp, jsonArray, jsonObject, longTimestamp } from "../wire-text.ts";
import type { ChildState } from "./child-state.ts";
import type { Suppression } from "./suppression.ts";

/** Why a rule was evaluated: the alarm itself was put, or one that it mentions changed. */
export type EvaluationCause =
  | { readonly kind: "created" | "updated"; readonly arn: string }
  | { readonly kind: "child"; readonly child: ChildState };

/** The state in which a rule that holds, or does not, puts the alarm: ALARM or OK (doc MODEL). */
export function ruleState(holds: boolean): StateValue {
  return holds ? "ALARM" : "OK";
}

/** The alarms that explain a state: those of the rule that are in it themselves (obs STACKD alarm_composites, all 30 cases). */
export function triggeringChildren(children: readonly ChildState[], value: StateValue): readonly ChildState[] {
  return children.filter(({ state }) => state === value);
}

/** The state a composite alarm arrives at, with AWS's reason and reason data (obs STACKD alarm_composites). */
export function compositeState(
  value: StateValue,
  cause: EvaluationCause,
  children: readonly ChildState[],
  now: number,
): AlarmState {
  return {
    StateValue: value,
    StateReason: reason(value, cause),
    StateReasonData: reasonData(triggeringChildren(children, value)),
    StateUpdatedTimestamp: now,
    StateTransitionedTimestamp: now,
  };
}

function reason(value: StateValue, cause: EvaluationCause): string {
  switch (cause.kind) {
    case "created":
      return `${cause.arn} was created and its alarm rule evaluates to ${value}`;
    case "updated":
      return `${cause.arn} was updated and its new alarm rule evaluates to ${value}`;
    case "child":
      return `${cause.child.arn} transitioned to ${cause.child.state} at ${longTimestamp(cause.child.transitioned)}`;
  }
}

function reasonData(children: readonly ChildState[]): string {
  const alarms = children.map(({ arn, state, transitioned }) =>
    jsonObject([
      ["arn", JSON.stringify(arn)],
      [
        "state",
        jsonObject([
          ["value", JSON.stringify(state)],
          ["timestamp", JSON.stringify(isoTimestamp(transitioned))],
        ]),
      ],
    ]),
  );
  return jsonObject([["triggeringAlarms", jsonArray(alarms)]]);
}

/** What DescribeAlarms tells of actions that wait (obs STACKD alarm_composites, suppression). */
export function describeSuppression(suppression: Suppression): {
  readonly ActionsSuppressedBy: Suppression["kind"];
  readonly ActionsSuppressedReason: string;
} {
  const by =
    suppression.kind === "Alarm"
      ? `${suppression.arn} that transitioned to ALARM at ${longTimestamp(suppression.since)}`
      : suppression.kind;
  return { ActionsSuppressedBy: suppression.kind, ActionsSuppressedReason: `Actions suppressed by ${by}` };
}

/** An alarm that explains a state. `timestamp` in epoch milliseconds. */
export interface TriggeringAlarm {
  readonly arn: string;
  readonly value: string;
  readonly timestamp: number;
}

/** The alarms that the reason data of a state name; none where somebody set the state by hand (obs, public samples). */
export function triggeringAlarms({ StateReasonData = "{}" }: AlarmState): readonly TriggeringAlarm[] {
  const data: unknown = JSON.parse(StateReasonData);
  if (typeof data !== "object" || data === null || !("triggeringAlarms" in data)) return [];
  return Array.isArray(data.triggeringAlarms) ? data.triggeringAlarms.flatMap(triggeringAlarm) : [];
}

/** SetAlarmState takes any JSON: what does not look like an alarm is left out. */
function triggeringAlarm(item: unknown): readonly TriggeringAlarm[] {
  if (typeof item !== "object" || item === null || !("arn" in item) || !("state" in item)) return [];
  const { arn, state } = item;
  if (typeof state !== "object" || state === null || !("value" in state) || !("timestamp" in state)) return [];
  const timestamp = Date.parse(String(state.timestamp).replace(/\+0000$/, "Z"));
  if (typeof arn !== "string" || typeof state.value !== "string" || Number.isNaN(timestamp)) return [];
  return [{ arn, value: state.value, timestamp }];
}
