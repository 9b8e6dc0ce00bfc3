import { type CompositeAlarmConfiguration, isCompositeAlarm, type MetricAlarmConfiguration } from "../alarm/alarm.ts";
import { type Evaluation, evaluateAlarm, type Slot } from "../alarm/evaluate.ts";
import { nextEvaluation, slotStarts } from "../alarm/evaluation-range.ts";
import type { MetricBucket } from "../metric/period.ts";
import { changeAlarm } from "./change-alarm.ts";
import { endSuppression } from "./change-composite.ts";
import type { EngineContext } from "./context.ts";
import { keepClock } from "./keep-clock.ts";
import type { AlarmRecord, BucketQuery, DueAlarm, Transaction } from "./ports.ts";
import { bucketQueries, type EvaluationPlan, evaluationPlan, slotsOf } from "./slots.ts";

/** How many alarms are judged in one transaction: enough to share its cost, few enough to let others in between. */
const ALARMS_PER_TRANSACTION = 1000;
/** Milliseconds. */
const PUT_OFF = 60_000;
/** How many seconds of metrics are read at once: that many buckets at most where data are of high resolution. */
const SECONDS_PER_READ = 500_000;

/** An alarm that is due, with what its evaluation reads. */
type Due =
  | {
      readonly kind: "metric";
      readonly record: DueAlarm;
      readonly plan: EvaluationPlan;
      /** The time as of which it is judged, epoch milliseconds. */
      readonly asOf: number;
      readonly starts: readonly number[];
      readonly queries: readonly BucketQuery[];
    }
  | {
      readonly kind: "composite";
      readonly record: AlarmRecord<CompositeAlarmConfiguration>;
      readonly queries: readonly [];
    };

type DueMetricAlarm = Extract<Due, { readonly kind: "metric" }>;
type StateTransition = Extract<Evaluation, { readonly kind: "transition" }>;

/**
 * Judges every alarm that is due. An evaluation that was missed (the engine was down) is made up for as of its own time,
 * one after another, so that data which arrived before the stop still ring.
 */
export async function evaluateDue(engine: EngineContext): Promise<void> {
  while ((await evaluateTogether(engine)) > 0);
}

/** One transaction of what is due. Should it fail, the alarm at fault is put off, so that it silences no other. */
async function evaluateTogether(engine: EngineContext): Promise<number> {
  try {
    return await evaluateSome(engine, ALARMS_PER_TRANSACTION);
  } catch {
    for (let count = 0; count < ALARMS_PER_TRANSACTION; count += 1) {
      try {
        if ((await evaluateSome(engine, 1)) === 0) return 0;
      } catch (error) {
        // Where it is the store that fails, this fails as well.
        await putOffFirst(engine, error);
        return 1;
      }
    }
    return ALARMS_PER_TRANSACTION;
  }
}

/** Judges so many of the alarms that are due, the earliest first, and tells how many there were. */
async function evaluateSome(engine: EngineContext, limit: number): Promise<number> {
  return engine.store.transaction(async (tx) => {
    const now = engine.clock.now();
    const due = (await tx.dueAlarms(now, limit)).map((found) => readingNeeds(found, now));
    const schedule: Rescheduled[] = [];
    for (const together of readTogether(due, now)) {
      const buckets = await tx.readStatistics(together.flatMap(({ queries }) => queries));
      let at = 0;
      for (const one of together) {
        const read = buckets.slice(at, at + one.queries.length);
        at += one.queries.length;
        const evaluated = evaluate({ engine, tx, now }, one, read);
        // Nearly all stay as they are: waiting for each of them would cost more than judging it.
        if (evaluated instanceof Promise) await evaluated;
        else schedule.push(evaluated);
      }
    }
    await tx.scheduleAlarms(schedule);
    if (due.length > 0) await keepClock(engine, tx);
    return due.length;
  });
}

/** Lets the alarm that is due first, and cannot be judged for a defect of Tocsin's, wait for another minute. */
async function putOffFirst(engine: EngineContext, error: unknown): Promise<void> {
  await engine.store.transaction(async (tx) => {
    const [first] = await tx.dueAlarms(engine.clock.now(), 1);
    if (first === undefined) return;
    const { AlarmArn } = first.configuration;
    engine.log.error({ err: error, AlarmArn }, "an alarm could not be evaluated and is tried again in a minute");
    const nextEvaluation = engine.clock.now() + PUT_OFF;
    const { lastEvaluation } = first;
    await tx.scheduleAlarms([
      { id: first.id, nextEvaluation, ...(lastEvaluation === undefined ? {} : { lastEvaluation }) },
    ]);
  });
}

function readingNeeds(found: DueAlarm, now: number): Due {
  const { configuration } = found;
  if (isCompositeAlarm(configuration)) return { kind: "composite", record: { ...found, configuration }, queries: [] };
  const asOf = found.nextEvaluation ?? now;
  const plan = evaluationPlan(configuration);
  const starts = slotStarts(plan.schedule, asOf);
  return { kind: "metric", record: found, plan, asOf, starts, queries: bucketQueries(found.region, plan, starts) };
}

/** Splits the alarms, in their order, so that no part reads more than memory bears; one alarm alone reads what it must. */
function* readTogether(due: readonly Due[], now: number): Generator<readonly Due[]> {
  let part: Due[] = [];
  let seconds = 0;
  for (const one of due) {
    let needed = 0;
    for (const { from } of one.queries) needed += Math.max(0, now - from) / 1000;
    if (part.length > 0 && seconds + needed > SECONDS_PER_READ) {
      yield part;
      part = [];
      seconds = 0;
    }
    part.push(one);
    seconds += needed;
  }
  if (part.length > 0) yield part;
}

/** The transaction that judges, and the time at which it began. */
interface Judging {
  readonly engine: EngineContext;
  readonly tx: Transaction;
  readonly now: number;
}

/** When an alarm whose state stays is evaluated next. */
interface Rescheduled extends Pick<AlarmRecord, "nextEvaluation" | "lastEvaluation"> {
  readonly id: number;
}

/**
 * When the alarm is evaluated next, or the promise that it is stored as it has become.
 *
 * INVARIANT: what is due was read before the first alarm is judged. For a metric alarm that is good enough: judging others
 * changes no metric, and no metric alarm but the judged one.
 */
function evaluate(judging: Judging, due: Due, read: readonly (readonly MetricBucket[])[]): Rescheduled | Promise<void> {
  if (due.kind === "composite") return evaluateCompositeAlarm(judging, due.record);
  const { record, plan, asOf, starts } = due;
  const slots = slotsOf(plan, starts, read);
  const verdict = evaluateAlarm({ alarm: plan.alarm, slots, state: record.state, now: judging.now });
  if (verdict.kind === "transition") return changeState(judging, due, verdict);
  // INVARIANT: only an alarm whose verdict no later evaluation can change without new data goes to sleep.
  if (maySleep(plan.alarm, slots, read)) return { id: record.id, lastEvaluation: asOf };
  return { id: record.id, lastEvaluation: asOf, nextEvaluation: nextEvaluation(plan.schedule, asOf) };
}

async function evaluateCompositeAlarm(
  { engine, tx, now }: Judging,
  { region, configuration: found }: AlarmRecord<CompositeAlarmConfiguration>,
): Promise<void> {
  // An alarm before it may have changed this one: a composite alarm follows those that it mentions.
  const record = await tx.getAlarm(region, found.AlarmName);
  if (record?.nextEvaluation === undefined || record.nextEvaluation > now) return;
  const { configuration } = record;
  if (isCompositeAlarm(configuration)) await endSuppression(engine, tx, { ...record, configuration });
}

async function changeState(
  { engine, tx }: Judging,
  { record, plan, asOf, queries }: DueMetricAlarm,
  { state, decidedBy }: StateTransition,
): Promise<void> {
  await changeAlarm(engine, tx, {
    region: record.region,
    alarmName: record.configuration.AlarmName,
    before: record,
    event: { kind: "Evaluated", state },
    evidence: await evidenceOf(tx, queries, decidedBy, plan.schedule.Period),
    times: { lastEvaluation: asOf, nextEvaluation: nextEvaluation(plan.schedule, asOf) },
  });
}

/** Without data nothing changes; but metric math may make values of the time of day, or of nothing at all. */
function maySleep(
  configuration: MetricAlarmConfiguration,
  slots: readonly Slot[],
  read: readonly (readonly MetricBucket[])[],
): boolean {
  if (read.some((buckets) => buckets.length > 0)) return false;
  return configuration.Metrics === undefined || slots.every(({ value }) => value === undefined);
}

/** The buckets, with their evidence, whose samples lie in one of the periods that decided. */
async function evidenceOf(
  tx: Transaction,
  queries: readonly BucketQuery[],
  decidedBy: readonly Slot[],
  period: number,
): Promise<readonly MetricBucket[]> {
  const buckets: MetricBucket[] = [];
  for (const query of queries) buckets.push(...(await tx.readBuckets(query)));
  return buckets.filter((bucket) =>
    decidedBy.some(
      ({ start, value }) => value !== undefined && bucket.start >= start && bucket.start < start + period * 1000,
    ),
  );
}
