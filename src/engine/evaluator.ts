import { alarmMetric } from "../alarm/alarm.ts";
import { evaluateAlarm, type Slot } from "../alarm/evaluate.ts";
import { nextEvaluation, slotStarts } from "../alarm/evaluation-range.ts";
import { aggregate, type MetricBucket } from "../metric/period.ts";
import { parseStatistic, readStatistic } from "../metric/statistics.ts";
import { changeAlarm } from "./change-alarm.ts";
import type { EngineContext } from "./context.ts";
import { clockKey } from "./documents.ts";
import type { AlarmRecord, Transaction } from "./ports.ts";

/** How many alarms are judged in one transaction: enough to share its cost, few enough to let others in between. */
const ALARMS_PER_TRANSACTION = 100;

/**
 * Judges every alarm that is due. An evaluation that was missed (the engine was down) is made up for as of its own time,
 * one after another, so that data which arrived before the stop still ring.
 */
export async function evaluateDue(engine: EngineContext): Promise<void> {
  for (;;) {
    const evaluated = await engine.store.transaction(async (tx) => {
      const now = engine.clock.now();
      const due = await tx.dueAlarms(now, ALARMS_PER_TRANSACTION);
      for (const record of due) await evaluate(engine, tx, record, now);
      // A manual clock that has made something happen must not stand earlier after a restart.
      if (due.length > 0 && engine.clock.kind === "manual") await tx.putDocument("setting", clockKey, { value: now });
      return due.length;
    });
    if (evaluated === 0) return;
  }
}

async function evaluate(engine: EngineContext, tx: Transaction, record: AlarmRecord, now: number): Promise<void> {
  const { configuration, region } = record;
  const asOf = record.nextEvaluation ?? now;
  const starts = slotStarts(configuration, asOf);
  const from = starts[0] ?? asOf;
  const to = (starts.at(-1) ?? asOf) + configuration.Period * 1000;
  const buckets = await tx.readBuckets({
    region,
    metric: alarmMetric(configuration),
    ...(configuration.Unit === undefined ? {} : { unit: configuration.Unit }),
    from,
    to: Number.MAX_SAFE_INTEGER,
  });
  const slots = slotsOf(record, buckets, starts, from, to);
  const verdict = evaluateAlarm({ alarm: configuration, slots, state: record.state, now });
  const times = {
    lastEvaluation: asOf,
    // INVARIANT: only an alarm whose verdict no later evaluation can change without new data goes to sleep.
    ...(buckets.length === 0 && verdict.kind === "unchanged"
      ? {}
      : { nextEvaluation: nextEvaluation(configuration, asOf) }),
  };
  if (verdict.kind === "unchanged") {
    await tx.scheduleAlarm(region, configuration.AlarmName, times);
    return;
  }
  await changeAlarm(engine, tx, {
    region,
    alarmName: configuration.AlarmName,
    before: record,
    event: { kind: "Evaluated", state: verdict.state },
    evidence: buckets.filter((bucket) => isBehind(bucket, verdict.decidedBy, configuration.Period)),
    times,
  });
}

/** Whether a bucket's samples lie in one of the periods that decided. */
function isBehind(bucket: MetricBucket, decidedBy: readonly Slot[], period: number): boolean {
  return decidedBy.some(
    ({ start, value }) => value !== undefined && bucket.start >= start && bucket.start < start + period * 1000,
  );
}

function slotsOf(
  record: AlarmRecord,
  buckets: readonly MetricBucket[],
  starts: readonly number[],
  from: number,
  to: number,
): readonly Slot[] {
  const { configuration } = record;
  const parsed = parseStatistic(configuration.Statistic ?? configuration.ExtendedStatistic ?? "");
  // PutMetricAlarm refuses such an alarm, so only a damaged store can hold one.
  if (!parsed.ok) throw new Error(`the stored alarm ${configuration.AlarmName} has a statistic that does not parse`);
  const datapoints = new Map(
    aggregate(buckets, from, configuration.Period, to).map((datapoint) => [datapoint.timestamp, datapoint.statistics]),
  );
  return starts.map((start) => {
    const statistics = datapoints.get(start);
    const value = statistics === undefined ? undefined : readStatistic(statistics, parsed.statistic);
    if (statistics === undefined || value === undefined) return { start };
    return { start, value, sampleCount: statistics.sampleCount };
  });
}
