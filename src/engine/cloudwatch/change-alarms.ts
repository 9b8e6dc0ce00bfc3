import type { AlarmEvent } from "../../alarm/transition.ts";
import { changeAlarm } from "../change-alarm.ts";
import type { Operation } from "../context.ts";

export interface AlarmNamesInput {
  readonly AlarmNames: readonly string[];
}

/** All of the named alarms in one transaction. Names that do not exist are passed over in silence. obs STACKD */
function forEachAlarm(event: AlarmEvent): Operation<AlarmNamesInput, undefined> {
  return async (engine, call, input) => {
    const { region } = call.scope;
    await engine.store.transaction(async (tx) => {
      for (const alarmName of new Set(input.AlarmNames)) {
        const before = await tx.getAlarm(region, alarmName);
        await changeAlarm(engine, tx, { region, alarmName, before, event });
      }
    });
    engine.wake();
  };
}

/** DeleteAlarms: their history stays. doc MODEL */
export const deleteAlarms = forEachAlarm({ kind: "DeleteAlarms" });

/** EnableAlarmActions: runs no action for the state the alarm is in. inf */
export const enableAlarmActions = forEachAlarm({ kind: "EnableAlarmActions" });

export const disableAlarmActions = forEachAlarm({ kind: "DisableAlarmActions" });
