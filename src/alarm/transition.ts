import type {
  AlarmConfiguration,
  AlarmSettings,
  AlarmState,
  CompositeAlarmConfiguration,
  MetricAlarmConfiguration,
  StateValue,
} from "./alarm.ts";
import { initialState } from "./alarm.ts";
import type { ChildState } from "./composite/child-state.ts";
import {
  type AlarmHistoryItem,
  type AlarmSnapshot,
  createdItem,
  deletedItem,
  stateUpdateItem,
  updatedItem,
} from "./history.ts";
import type { AlarmRefusal } from "./refusal.ts";
import { type SetAlarmStateRequest, setState } from "./set-alarm-state.ts";

/** An alarm and what it says now. */
export type Alarm = AlarmSnapshot;

/** What can happen to an alarm. A state comes with the event that brings it: an evaluation's, or SetAlarmState's own. */
export type AlarmEvent =
  | { readonly kind: "Evaluated"; readonly state: AlarmState }
  | { readonly kind: "SetAlarmState"; readonly request: SetAlarmStateRequest }
  | { readonly kind: "PutMetricAlarm"; readonly configuration: MetricAlarmConfiguration }
  | {
      readonly kind: "PutCompositeAlarm";
      readonly configuration: CompositeAlarmConfiguration;
      /** The alarms that the new rule mentions. */
      readonly children: readonly ChildState[];
    }
  | { readonly kind: "EnableAlarmActions" }
  | { readonly kind: "DisableAlarmActions" }
  | { readonly kind: "DeleteAlarms" };

/** The rows of the table: the states, and the alarm that is not there. */
export type AlarmStatus = StateValue | "absent";

/** The columns of the table: the events, those that bring a state told apart by it. */
export type EventName =
  | `Evaluated ${StateValue}`
  | `SetAlarmState ${StateValue}`
  | Exclude<AlarmEvent["kind"], "Evaluated" | "SetAlarmState">;

/** What an event does to an alarm. */
export type Effect =
  | "nothing" // no change, no history, no action
  | "create" // INSUFFICIENT_DATA, history of the creation
  | "reconfigure" // the configuration changes, the state stays; history of the update
  | "toOK" // change of state: history, OKActions
  | "toALARM" // change of state: history, AlarmActions
  | "toINSUFFICIENT_DATA" // change of state: history, InsufficientDataActions
  | "delete" // history of the deletion
  | "notFound"; // refused: ResourceNotFound

/**
 * The state machine: a cell for each state and event, which the type demands. SPEC.md prints it.
 * Same state again is a complete no-op, also through SetAlarmState (obs STACKD); EnableAlarmActions and its kin pass over
 * unknown names (obs STACKD).
 */
export const TRANSITIONS: { readonly [S in AlarmStatus]: { readonly [E in EventName]: Effect } } = {
  absent: {
    "Evaluated OK": "nothing",
    "Evaluated ALARM": "nothing",
    "Evaluated INSUFFICIENT_DATA": "nothing",
    "SetAlarmState OK": "notFound",
    "SetAlarmState ALARM": "notFound",
    "SetAlarmState INSUFFICIENT_DATA": "notFound",
    PutMetricAlarm: "create",
    PutCompositeAlarm: "create",
    EnableAlarmActions: "nothing",
    DisableAlarmActions: "nothing",
    DeleteAlarms: "nothing",
  },
  OK: {
    "Evaluated OK": "nothing",
    "Evaluated ALARM": "toALARM",
    "Evaluated INSUFFICIENT_DATA": "toINSUFFICIENT_DATA",
    "SetAlarmState OK": "nothing",
    "SetAlarmState ALARM": "toALARM",
    "SetAlarmState INSUFFICIENT_DATA": "toINSUFFICIENT_DATA",
    PutMetricAlarm: "reconfigure",
    PutCompositeAlarm: "reconfigure",
    EnableAlarmActions: "reconfigure",
    DisableAlarmActions: "reconfigure",
    DeleteAlarms: "delete",
  },
  ALARM: {
    "Evaluated OK": "toOK",
    "Evaluated ALARM": "nothing",
    "Evaluated INSUFFICIENT_DATA": "toINSUFFICIENT_DATA",
    "SetAlarmState OK": "toOK",
    "SetAlarmState ALARM": "nothing",
    "SetAlarmState INSUFFICIENT_DATA": "toINSUFFICIENT_DATA",
    PutMetricAlarm: "reconfigure",
    PutCompositeAlarm: "reconfigure",
    EnableAlarmActions: "reconfigure",
    DisableAlarmActions: "reconfigure",
    DeleteAlarms: "delete",
  },
  INSUFFICIENT_DATA: {
    "Evaluated OK": "toOK",
    "Evaluated ALARM": "toALARM",
    "Evaluated INSUFFICIENT_DATA": "nothing",
    "SetAlarmState OK": "toOK",
    "SetAlarmState ALARM": "toALARM",
    "SetAlarmState INSUFFICIENT_DATA": "nothing",
    PutMetricAlarm: "reconfigure",
    PutCompositeAlarm: "reconfigure",
    EnableAlarmActions: "reconfigure",
    DisableAlarmActions: "reconfigure",
    DeleteAlarms: "delete",
  },
};

/** What became of an alarm: the alarm as it is now (absent once deleted), history to write, actions (ARNs) to run. */
export type Transition =
  | {
      readonly kind: "done";
      readonly alarm?: Alarm;
      readonly history: readonly AlarmHistoryItem[];
      readonly actions: readonly string[];
    }
  | { readonly kind: "refused"; readonly refusal: AlarmRefusal };

function eventName(event: AlarmEvent): EventName {
  if (event.kind === "Evaluated") return `Evaluated ${event.state.StateValue}`;
  if (event.kind === "SetAlarmState") return `SetAlarmState ${event.request.StateValue}`;
  return event.kind;
}

const ACTIONS = { OK: "OKActions", ALARM: "AlarmActions", INSUFFICIENT_DATA: "InsufficientDataActions" } as const;

/** The actions that an alarm runs on entering a state; none while ActionsEnabled is false (obs STACKD). */
export function actionsOf(alarm: AlarmSettings, state: StateValue): readonly string[] {
  return alarm.ActionsEnabled ? alarm[ACTIONS[state]] : [];
}

function done(
  alarm: Alarm | undefined,
  history: readonly AlarmHistoryItem[] = [],
  actions: readonly string[] = [],
): Transition {
  return { kind: "done", ...(alarm === undefined ? {} : { alarm }), history, actions };
}

function reconfigure(alarm: Alarm, event: AlarmEvent, now: number): Transition {
  const after = { ...alarm, ...reconfigured(alarm.configuration, event, now) };
  return done(after, [updatedItem(alarm, after, now)]);
}

function reconfigured(
  before: AlarmConfiguration,
  event: AlarmEvent,
  now: number,
): Pick<AlarmSnapshot, "configuration" | "children"> {
  if (event.kind === "PutMetricAlarm") return { configuration: event.configuration };
  if (event.kind === "PutCompositeAlarm") return { configuration: event.configuration, children: event.children };
  const ActionsEnabled = event.kind === "EnableAlarmActions";
  return { configuration: { ...before, ActionsEnabled, AlarmConfigurationUpdatedTimestamp: now } };
}

function changeState(alarm: Alarm, event: AlarmEvent, now: number): Transition {
  if (event.kind !== "Evaluated" && event.kind !== "SetAlarmState") return done(alarm);
  const state = event.kind === "Evaluated" ? event.state : setState(event.request, now);
  return done(
    { ...alarm, state },
    [stateUpdateItem(alarm.configuration, alarm.state, state)],
    actionsOf(alarm.configuration, state.StateValue),
  );
}

/**
 * Applies an event to an alarm, or to its absence.
 *
 * @param now epoch milliseconds
 * @example
 * ```ts
 * applyEvent(undefined, { kind: "EnableAlarmActions" }, 0); // { kind: "done", history: [], actions: [] }
 * applyEvent(undefined, { kind: "SetAlarmState", request: { StateValue: "OK", StateReason: "by hand" } }, 0);
 * // { kind: "refused", refusal: { code: "ResourceNotFound", message: "" } }
 * ```
 */
export function applyEvent(alarm: Alarm | undefined, event: AlarmEvent, now: number): Transition {
  if (alarm === undefined) return applyToAbsent(event, now);
  switch (TRANSITIONS[alarm.state.StateValue][eventName(event)]) {
    case "reconfigure":
      return reconfigure(alarm, event, now);
    case "toOK":
    case "toALARM":
    case "toINSUFFICIENT_DATA":
      return changeState(alarm, event, now);
    case "delete":
      return done(undefined, [deletedItem(alarm, now)]);
    case "nothing":
    case "create":
    case "notFound":
      break;
  }
  return done(alarm);
}

function applyToAbsent(event: AlarmEvent, now: number): Transition {
  const effect = TRANSITIONS.absent[eventName(event)];
  // An empty message: obs STACKD.
  if (effect === "notFound") return { kind: "refused", refusal: { code: "ResourceNotFound", message: "" } };
  if (effect !== "create" || (event.kind !== "PutMetricAlarm" && event.kind !== "PutCompositeAlarm")) {
    return done(undefined);
  }
  const { kind: _, ...put } = event;
  const alarm = { ...put, state: initialState(now) };
  return done(alarm, [createdItem(alarm, now)]);
}
