import type { AlarmState, StateValue } from "./alarm.ts";
import type { AlarmRefusal } from "./refusal.ts";

/** A request of SetAlarmState, its lengths and its StateValue already checked against the model. */
export interface SetAlarmStateRequest {
  readonly StateValue: StateValue;
  readonly StateReason: string;
  /** A JSON text; kept as it is written. */
  readonly StateReasonData?: string;
}

/** Refuses StateReasonData that is no JSON, without a message; any JSON value will do, `null` too (obs STACKD). */
export function checkStateReasonData(text: string | undefined): AlarmRefusal | undefined {
  if (text === undefined) return undefined;
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return { code: "InvalidFormat", message: "" };
  }
}

/** The state that SetAlarmState sets at `now` (epoch milliseconds). Data that was not given is gone (obs STACKD). */
export function setState(request: SetAlarmStateRequest, now: number): AlarmState {
  return {
    StateValue: request.StateValue,
    StateReason: request.StateReason,
    ...(request.StateReasonData === undefined ? {} : { StateReasonData: request.StateReasonData }),
    StateUpdatedTimestamp: now,
    StateTransitionedTimestamp: now,
  };
}
