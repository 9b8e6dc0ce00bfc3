import { nextEvaluation } from "../alarm/evaluation-range.ts";
import { type AlarmEvent, applyEvent } from "../alarm/transition.ts";
import type { MetricBucket } from "../metric/period.ts";
import { runActions } from "./actions.ts";
import { refused } from "./alarm-refusal.ts";
import type { EngineContext } from "./context.ts";
import type { AlarmRecord, Transaction } from "./ports.ts";

/** Something that happens to an alarm. */
export interface AlarmChange {
  readonly region: string;
  readonly alarmName: string;
  /** The alarm as it is stored; absent when there is none. */
  readonly before: AlarmRecord | undefined;
  readonly event: AlarmEvent;
  /** Buckets whose events brought the change about; none when it came from outside. */
  readonly evidence?: readonly MetricBucket[];
  /** When it is evaluated next and was last; its own second of the coming minute unless given. */
  readonly times?: Pick<AlarmRecord, "nextEvaluation" | "lastEvaluation">;
}

/**
 * Lets an event happen to an alarm, by the state machine of src/alarm: stores what became of it, runs the actions of a
 * change of state, and writes the history, all in the caller's transaction.
 *
 * @throws AwsError what the state machine refuses: ResourceNotFound for an alarm that is not there.
 */
export async function changeAlarm(engine: EngineContext, tx: Transaction, change: AlarmChange): Promise<void> {
  const { region, alarmName, before, event } = change;
  const now = engine.clock.now();
  const transition = applyEvent(before, event, now);
  if (transition.kind === "refused") throw refused(transition.refusal);
  if (transition.history.length === 0) return;
  if (transition.alarm === undefined) {
    await tx.deleteAlarm(region, alarmName);
    await tx.appendHistory(region, transition.history);
    return;
  }
  const times = change.times ?? {
    nextEvaluation: nextEvaluation(transition.alarm.configuration, now),
    ...(before?.lastEvaluation === undefined ? {} : { lastEvaluation: before.lastEvaluation }),
  };
  const record: AlarmRecord = { region, ...transition.alarm, ...times };
  await tx.putAlarm(record);
  const actions =
    before === undefined || before.state === record.state
      ? []
      : await runActions(engine, tx, { record, previous: before.state, at: now, evidence: change.evidence ?? [] });
  await tx.appendHistory(region, [...transition.history, ...actions]);
}
