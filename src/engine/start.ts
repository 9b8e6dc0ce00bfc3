import { isCompositeAlarm } from "../alarm/alarm.ts";
import { nextEvaluation, scheduleOf } from "../alarm/evaluation-range.ts";
import { clockKey } from "./documents.ts";
import type { Clock, Store } from "./ports.ts";

/** Where a manual clock stood when the engine stopped, in epoch milliseconds; undefined in a fresh store. */
export async function storedTime(store: Store): Promise<number | undefined> {
  const setting = await store.transaction((tx) => tx.getDocument("setting", clockKey));
  return typeof setting?.value === "number" ? setting.value : undefined;
}

/**
 * Brings forward the evaluations that lie further ahead than any schedule puts them: the machine's clock was set back
 * while the engine was down, and its alarms would sleep until that time comes again.
 */
export async function repairSchedule(store: Store, clock: Clock): Promise<void> {
  await store.transaction(async (tx) => {
    const now = clock.now();
    const scheduled = await tx.dueAlarms(Number.MAX_SAFE_INTEGER, -1);
    for (const record of scheduled) {
      // A composite alarm is due when a period of its suppression ends, and that may be far ahead.
      if (isCompositeAlarm(record.configuration)) continue;
      const latest = nextEvaluation(scheduleOf(record.configuration), now);
      if (record.nextEvaluation === undefined || record.nextEvaluation <= latest) continue;
      await tx.scheduleAlarm(record.region, record.configuration.AlarmName, { nextEvaluation: latest });
    }
  });
}
