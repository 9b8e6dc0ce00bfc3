import { type AlarmHistoryItem, mutedActionItem } from "../alarm/history.ts";
import { addMutedChange } from "../alarm/mute/muted-change.ts";
import { mutedUntil } from "../alarm/mute/muted-until.ts";
import { actionsOf } from "../alarm/transition.ts";
import { runActions, type TransitionToAct } from "./actions.ts";
import type { EngineContext } from "./context.ts";
import { keepClock } from "./keep-clock.ts";
import type { MutedAlarm, Transaction } from "./ports.ts";

/** Milliseconds. */
const PUT_OFF = 60_000;

async function mutedInStore(
  tx: Transaction,
  region: string,
  alarmName: string,
  now: number,
): Promise<number | undefined> {
  return mutedUntil(await tx.listDocuments("alarmMuteRule", { region }), alarmName, now);
}

/**
 * Runs the actions of a transition, or, while the alarm is muted, notes that they wait for the end of the window.
 * Returns the history of either.
 */
export async function runOrMuteActions(
  engine: EngineContext,
  tx: Transaction,
  transition: TransitionToAct,
): Promise<readonly AlarmHistoryItem[]> {
  const { record, previous, at, evidence } = transition;
  const { region, configuration, state } = record;
  const alarmName = configuration.AlarmName;
  const until = await mutedInStore(tx, region, alarmName, at);
  const [known] = await tx.listMutedAlarms({ region, alarmName });
  if (known !== undefined) await tx.deleteMutedAlarm(region, alarmName);
  if (until === undefined) return runActions(engine, tx, transition);
  // Disabled actions are not there to be muted, and enabling them runs none for the present state (inf).
  if (!configuration.ActionsEnabled) return [];
  const change = addMutedChange(known, previous.StateValue, state.StateValue);
  if (change !== undefined) await tx.putMutedAlarm({ region, alarmName, until, evidence, ...change });
  const { StateUpdatedTimestamp: stateUpdatedTimestamp } = state;
  return actionsOf(configuration, state.StateValue).map((action) =>
    mutedActionItem(configuration, { action, stateUpdatedTimestamp, muteWindowEnd: until }, at),
  );
}

/** Runs what has waited for the mute windows that have ended. Should that fail, the alarm at fault waits for another minute. */
export async function endMuteWindows(engine: EngineContext): Promise<void> {
  const now = engine.clock.now();
  const end = (choose: (ended: readonly MutedAlarm[]) => readonly MutedAlarm[]): Promise<void> =>
    engine.store.transaction(async (tx) => {
      const ended = choose(await tx.listMutedAlarms({ endedBy: now }));
      for (const muted of ended) await unmute(engine, tx, muted, now);
      if (ended.length > 0) await keepClock(engine, tx);
    });
  try {
    await end((ended) => ended);
  } catch {
    for (const one of await engine.store.transaction((tx) => tx.listMutedAlarms({ endedBy: now }))) {
      const { region, alarmName } = one;
      const isIt = (other: MutedAlarm): boolean => other.region === region && other.alarmName === alarmName;
      try {
        await end((ended) => ended.filter(isIt));
      } catch (error) {
        engine.log.error(
          { err: error, region, alarmName },
          "an alarm could not be unmuted and is tried again in a minute",
        );
        await engine.store.transaction((tx) => tx.putMutedAlarm({ ...one, until: now + PUT_OFF }));
      }
    }
  }
}

/** Looks again at alarms that a rule targeted or targets: one that is gone or changed unmutes at once (doc MODEL). */
export async function reviewMutedAlarms(
  engine: EngineContext,
  tx: Transaction,
  region: string,
  alarmNames: readonly string[],
): Promise<void> {
  const names = new Set(alarmNames);
  for (const muted of await tx.listMutedAlarms({ region })) {
    if (names.has(muted.alarmName)) await unmute(engine, tx, muted, engine.clock.now());
  }
}

/**
 * Runs the actions of the state in which an alarm is, unless it is still muted or back in the state before. A composite
 * alarm's suppressor goes on holding them (inf).
 */
async function unmute(engine: EngineContext, tx: Transaction, muted: MutedAlarm, now: number): Promise<void> {
  const { region, alarmName, evidence } = muted;
  await tx.deleteMutedAlarm(region, alarmName);
  const record = await tx.getAlarm(region, alarmName);
  if (record === undefined || record.state.suppression !== undefined) return;
  if (record.state.StateValue === muted.before) return;
  const until = await mutedInStore(tx, region, alarmName, now);
  if (until !== undefined) {
    await tx.putMutedAlarm({ ...muted, until });
    return;
  }
  const previous = { StateValue: muted.from };
  const muteWindowEnd = Math.min(muted.until, now);
  await tx.appendHistory(region, await runActions(engine, tx, { record, previous, at: now, evidence, muteWindowEnd }));
}
