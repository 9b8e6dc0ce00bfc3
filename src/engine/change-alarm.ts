import { isCompositeAlarm } from "../alarm/alarm.ts";
import { nextEvaluation, scheduleOf } from "../alarm/evaluation-range.ts";
import type { AlarmSnapshot } from "../alarm/history.ts";
import { type AlarmEvent, applyEvent } from "../alarm/transition.ts";
import type { MetricBucket } from "../metric/period.ts";
import { refused } from "./alarm-refusal.ts";
import { alarmTagsKey } from "./alarm-tags.ts";
import { changeComposite } from "./change-composite.ts";
import { commitAlarm } from "./commit-alarm.ts";
import { type CompositeRecord, childrenOf } from "./composite-relations.ts";
import type { EngineContext } from "./context.ts";
import type { AlarmRecord, Transaction } from "./ports.ts";
import { updateDependents } from "./update-dependents.ts";

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
 * change of state, writes the history, and lets the composite alarms that mention it follow, all in the caller's
 * transaction.
 *
 * @throws AwsError what the state machine refuses: ResourceNotFound for an alarm that is not there.
 */
export async function changeAlarm(engine: EngineContext, tx: Transaction, change: AlarmChange): Promise<void> {
  const { region, alarmName, before, event } = change;
  const now = engine.clock.now();
  const transition = applyEvent(before === undefined ? undefined : await snapshot(tx, before), event, now);
  if (transition.kind === "refused") throw refused(transition.refusal);
  if (transition.history.length === 0) return;
  if (transition.alarm === undefined) {
    await tx.deleteAlarm(region, alarmName);
    await tx.deleteDocument("alarmTags", alarmTagsKey(region, alarmName));
    await tx.deleteMutedAlarm(region, alarmName);
    await tx.appendHistory(region, transition.history);
    return;
  }
  const { configuration, state } = transition.alarm;
  const { history } = transition;
  let record: AlarmRecord;
  if (isCompositeAlarm(configuration)) {
    const after = { ...transition.alarm, configuration };
    const put = event.kind === "PutCompositeAlarm";
    record = await changeComposite(engine, tx, { region, before: compositeOf(before), after, history, put });
  } else {
    const times = change.times ?? {
      nextEvaluation: nextEvaluation(scheduleOf(configuration), now),
      ...(before?.lastEvaluation === undefined ? {} : { lastEvaluation: before.lastEvaluation }),
    };
    record = { region, configuration, state, ...times };
    const { evidence = [] } = change;
    const changed = before !== undefined && before.state !== state;
    await commitAlarm(engine, tx, { record, history, evidence, ...(changed ? { actFrom: before.state } : {}) });
  }
  if (before !== undefined && before.state.StateValue !== record.state.StateValue) {
    await updateDependents(engine, tx, record);
  }
}

async function snapshot(tx: Transaction, { region, configuration, state }: AlarmRecord): Promise<AlarmSnapshot> {
  if (!isCompositeAlarm(configuration)) return { configuration, state };
  return { configuration, state, children: await childrenOf(tx, region, configuration) };
}

/** Names are unique across both kinds, and an alarm never becomes one of the other: whoever puts one has seen to that. */
function compositeOf(record: AlarmRecord | undefined): CompositeRecord | undefined {
  if (record === undefined || !isCompositeAlarm(record.configuration)) return undefined;
  return { ...record, configuration: record.configuration };
}
