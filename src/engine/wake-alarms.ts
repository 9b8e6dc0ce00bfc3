import { nextEvaluation } from "../alarm/evaluation-range.ts";
import type { MetricIdentity } from "../metric/metric.ts";
import type { Transaction } from "./ports.ts";

/**
 * Schedules the alarms that slept because nothing but new data could change them, now that their metric has some.
 * INVARIANT: an alarm without `nextEvaluation` would decide the same at every later time, as long as no data arrive.
 */
export async function wakeAlarms(
  tx: Transaction,
  region: string,
  metrics: readonly MetricIdentity[],
  now: number,
): Promise<void> {
  for (const metric of metrics) {
    for (const record of await tx.listAlarmsOnMetric(region, metric)) {
      if (record.nextEvaluation !== undefined) continue;
      await tx.scheduleAlarm(region, record.configuration.AlarmName, {
        nextEvaluation: nextEvaluation(record.configuration, now),
        ...(record.lastEvaluation === undefined ? {} : { lastEvaluation: record.lastEvaluation }),
      });
    }
  }
}
