import { checkStateReasonData, type SetAlarmStateRequest } from "../../alarm/set-alarm-state.ts";
import { refused } from "../alarm-refusal.ts";
import { changeAlarm } from "../change-alarm.ts";
import type { Operation } from "../context.ts";

export interface SetAlarmStateInput extends SetAlarmStateRequest {
  readonly AlarmName: string;
}

/**
 * SetAlarmState: until the next evaluation, which brings a metric alarm back to its computed state (doc MODEL). The state
 * that it has already is a complete no-op (obs STACKD).
 */
export const setAlarmState: Operation<SetAlarmStateInput, undefined> = async (engine, call, input) => {
  const { AlarmName, ...request } = input;
  const refusal = checkStateReasonData(request.StateReasonData);
  if (refusal !== undefined) throw refused(refusal);
  const { region } = call.scope;
  await engine.store.transaction(async (tx) => {
    const before = await tx.getAlarm(region, AlarmName);
    await changeAlarm(engine, tx, { region, alarmName: AlarmName, before, event: { kind: "SetAlarmState", request } });
  });
  engine.wake();
};
