import { isCompositeAlarm } from "../alarm/alarm.ts";
import { nextEvaluation, scheduleOf } from "../alarm/evaluation-range.ts";
import { clockKey } from "./documents.ts";
import type { Clock, Store, Transaction } from "./ports.ts";

/** Where a manual clock stood when the engine stopped, in epoch milliseconds; undefined in a fresh store. */
export async function storedTime(store: Store): Promise<number | undefined> {
  const setting = await store.transaction((tx) => tx.getDocument("setting", clockKey));
  return typeof setting?.value === "number" ? setting.value : undefined;
}

/** Every schedule but that of an alarm which looks back further than a day puts the next evaluation within a minute. */
const MINUTE = 60_000;
const ALARMS_PER_TRANSACTION = 1000;

/**
 * Brings forward the evaluations that lie further ahead than any schedule puts them: the machine's clock was set back
 * while the engine was down, and its alarms would sleep until that time comes again. Alarms that are evaluated more often
 * than once a minute catch up by themselves when they lie ahead by less than that.
 */
export async function repairSchedule(store: Store, clock: Clock): Promise<void> {
  let after: number | undefined = 0;
  while (after !== undefined) {
    const from: number = after;
    after = await store.transaction((tx) => repairPage(tx, clock.now(), from));
  }
}

/** Repairs what comes after the alarm with this number; gives the last one it looked at, unless none was left. */
async function repairPage(tx: Transaction, now: number, after: number): Promise<number | undefined> {
  const scheduled = await tx.alarmsScheduledAfter(now + MINUTE, { after, limit: ALARMS_PER_TRANSACTION });
  await tx.scheduleAlarms(
    scheduled.flatMap(({ id, configuration, nextEvaluation: planned = 0 }) => {
      // A composite alarm is due when a period of its suppression ends, and that may be far ahead.
      if (isCompositeAlarm(configuration)) return [];
      const latest = nextEvaluation(scheduleOf(configuration), now);
      return planned > latest ? [{ id, nextEvaluation: latest }] : [];
    }),
  );
  return scheduled.at(-1)?.id;
}
