import { nextEvaluation } from "../../alarm/evaluation-range.ts";
import { type AlarmEvent, applyEvent } from "../../alarm/transition.ts";
import { runActions } from "../actions.ts";
import type { EngineContext } from "../context.ts";
import type { Transaction } from "../ports.ts";
import { refused } from "./errors.ts";

/**
 * Lets an event happen to an alarm, by the state machine of src/alarm: stores what became of it, runs the actions of a
 * change of state, and writes the history. An alarm that changed is evaluated next at its own second of the minute.
 *
 * @throws AwsError what the state machine refuses: ResourceNotFound for an alarm that is not there.
 */
export async function changeAlarm(
  engine: EngineContext,
  tx: Transaction,
  region: string,
  alarmName: string,
  event: AlarmEvent,
): Promise<void> {
  const now = engine.clock.now();
  const before = await tx.getAlarm(region, alarmName);
  const transition = applyEvent(before, event, now);
  if (transition.kind === "refused") throw refused(transition.refusal);
  if (transition.history.length === 0) return;
  if (transition.alarm === undefined) {
    await tx.deleteAlarm(region, alarmName);
    await tx.appendHistory(region, transition.history);
    return;
  }
  const record = {
    region,
    ...transition.alarm,
    nextEvaluation: nextEvaluation(transition.alarm.configuration, now),
    ...(before?.lastEvaluation === undefined ? {} : { lastEvaluation: before.lastEvaluation }),
  };
  await tx.putAlarm(record);
  const actions =
    before === undefined || before.state === record.state
      ? []
      : await runActions(engine, tx, { record, previous: before.state, at: now, evidence: [] });
  await tx.appendHistory(region, [...transition.history, ...actions]);
}
