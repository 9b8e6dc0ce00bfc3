import type { AlarmState } from "../alarm/alarm.ts";
import type { AlarmHistoryItem } from "../alarm/history.ts";
import type { MetricBucket } from "../metric/period.ts";
import type { EngineContext } from "./context.ts";
import { runOrMuteActions } from "./mute-actions.ts";
import type { AlarmRecord, Transaction } from "./ports.ts";

/** An alarm as it is to be stored, and what else follows from its change. */
export interface AlarmCommit {
  readonly record: AlarmRecord;
  /** History of the change itself; that of its actions is added. */
  readonly history: readonly AlarmHistoryItem[];
  /** The state that was left, when the actions of the present state are to run now. */
  readonly actFrom?: Pick<AlarmState, "StateValue">;
  /** Buckets whose events brought the change about. */
  readonly evidence?: readonly MetricBucket[];
}

/** Stores an alarm, runs its actions unless they are muted, and writes its history, all in the caller's transaction. */
export async function commitAlarm(engine: EngineContext, tx: Transaction, commit: AlarmCommit): Promise<void> {
  const { record, history, actFrom: previous, evidence = [] } = commit;
  await tx.putAlarm(record);
  const at = engine.clock.now();
  const actions = previous === undefined ? [] : await runOrMuteActions(engine, tx, { record, previous, at, evidence });
  await tx.appendHistory(record.region, [...history, ...actions]);
}
