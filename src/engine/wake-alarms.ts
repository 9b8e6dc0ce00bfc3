import type { MetricAlarmConfiguration } from "../alarm/alarm.ts";
import { nextEvaluation, scheduleOf, slotStarts } from "../alarm/evaluation-range.ts";
import type { MetricDelta } from "../metric/delta.ts";
import type { AlarmRecord, LateMark, Transaction } from "./ports.ts";

/**
 * Tells the alarms on these metrics that data have come: wakes those that slept because nothing else could change them,
 * and marks what none of their evaluations will see any more. Returns the samples that came too late, per alarm name.
 *
 * INVARIANT: whoever merges deltas calls this in the same transaction.
 */
export async function wakeAlarms(
  tx: Transaction,
  region: string,
  deltas: readonly MetricDelta[],
  now: number,
): Promise<Readonly<Record<string, number>>> {
  const marks: LateMark[] = [];
  for (const delta of deltas) {
    for (const record of await tx.listAlarmsOnMetric(region, delta.metric)) {
      const { AlarmName } = record.configuration;
      const next = record.nextEvaluation ?? nextEvaluation(scheduleOf(record.configuration), now);
      if (isTooLate(record, delta.start, next)) {
        const { sampleCount } = delta.statistics;
        marks.push({ region, alarmName: AlarmName, start: delta.start, sampleCount, noticedAt: now });
      } else if (record.nextEvaluation === undefined) {
        await tx.scheduleAlarm(region, AlarmName, { ...lastEvaluationOf(record), nextEvaluation: next });
      }
    }
  }
  await tx.appendLateMarks(marks);
  const late: Record<string, number> = {};
  for (const mark of marks) late[mark.alarmName] = (late[mark.alarmName] ?? 0) + mark.sampleCount;
  return late;
}

/** Whether a minute lies before everything that the next evaluation, and so every later one, looks at. */
function isTooLate(record: AlarmRecord<MetricAlarmConfiguration>, minute: number, next: number): boolean {
  const oldest = slotStarts(scheduleOf(record.configuration), next)[0];
  return oldest !== undefined && minute < oldest;
}

function lastEvaluationOf(record: AlarmRecord): Pick<AlarmRecord, "lastEvaluation"> {
  return record.lastEvaluation === undefined ? {} : { lastEvaluation: record.lastEvaluation };
}
