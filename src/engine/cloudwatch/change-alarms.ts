import { isCompositeAlarm } from "../../alarm/alarm.ts";
import type { AlarmEvent } from "../../alarm/transition.ts";
import { changeAlarm } from "../change-alarm.ts";
import { alarmsNamed } from "../composite-relations.ts";
import type { EngineContext, Operation } from "../context.ts";
import type { Transaction } from "../ports.ts";
import { validationError } from "./errors.ts";

export interface AlarmNamesInput {
  readonly AlarmNames: readonly string[];
}

/** All of the named alarms in one transaction. Names that do not exist are passed over in silence. obs STACKD */
async function changeEach(
  engine: EngineContext,
  tx: Transaction,
  region: string,
  names: readonly string[],
  event: AlarmEvent,
): Promise<void> {
  for (const alarmName of new Set(names)) {
    const before = await tx.getAlarm(region, alarmName);
    await changeAlarm(engine, tx, { region, alarmName, before, event });
  }
}

function forEachAlarm(event: AlarmEvent): Operation<AlarmNamesInput, undefined> {
  return async (engine, call, { AlarmNames }) => {
    await engine.store.transaction((tx) => changeEach(engine, tx, call.scope.region, AlarmNames, event));
    engine.wake();
  };
}

/**
 * DeleteAlarms: their history stays (doc MODEL). All or none: an alarm that a composite alarm mentions cannot be deleted,
 * not even together with that one (obs STACKD dependencies/37).
 */
export const deleteAlarms: Operation<AlarmNamesInput, undefined> = async (engine, call, { AlarmNames }) => {
  const { region } = call.scope;
  await engine.store.transaction(async (tx) => {
    await checkDeletable(tx, region, [...new Set(AlarmNames)]);
    await changeEach(engine, tx, region, AlarmNames, { kind: "DeleteAlarms" });
  });
  engine.wake();
};

async function checkDeletable(tx: Transaction, region: string, names: readonly string[]): Promise<void> {
  const found = [...(await alarmsNamed(tx, region, names)).values()];
  if (found.filter(({ configuration }) => isCompositeAlarm(configuration)).length > 1) {
    // The rule is doc MODEL, the words are Tocsin's (unk).
    throw validationError("DeleteAlarms deletes at most one composite alarm at a time.");
  }
  const needed: string[] = [];
  for (const name of names) {
    if ((await tx.listDependents(region, name)).length > 0) needed.push(name);
  }
  if (needed.length === 0) return;
  // obs STACKD language/54; several: obs cloud-custodian#7763
  const pronoun = needed.length === 1 ? "it" : "them";
  throw validationError(`Cannot delete ${needed.join(",")} as there are composite alarm(s) depending on ${pronoun}.`);
}

/** EnableAlarmActions: runs no action for the state the alarm is in. inf */
export const enableAlarmActions = forEachAlarm({ kind: "EnableAlarmActions" });

export const disableAlarmActions = forEachAlarm({ kind: "DisableAlarmActions" });
