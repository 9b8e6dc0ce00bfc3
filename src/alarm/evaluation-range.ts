import type { MetricAlarmConfiguration } from "./alarm.ts";
import { alarmPeriod } from "./metric-math.ts";

/** What decides when an alarm is evaluated and over which data. */
export interface EvaluationSchedule {
  readonly AlarmArn: string;
  /** Seconds. */
  readonly Period: number;
  readonly EvaluationPeriods: number;
  readonly isMetricMath?: boolean;
}

export function scheduleOf(alarm: MetricAlarmConfiguration): EvaluationSchedule {
  const { AlarmArn, EvaluationPeriods } = alarm;
  return { AlarmArn, Period: alarmPeriod(alarm), EvaluationPeriods, isMetricMath: alarm.Metrics !== undefined };
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY_SECONDS = 86_400;

/** An alarm that looks back further than a day is evaluated once an hour, over data up to the full hour (doc CWUG). */
function isLongRange(alarm: EvaluationSchedule): boolean {
  return alarm.EvaluationPeriods * alarm.Period > DAY_SECONDS;
}

/** Milliseconds from one evaluation to the next: an hour, a minute, or 10 s for periods below a minute (doc CWUG). */
function evaluationInterval(alarm: EvaluationSchedule): number {
  if (isLongRange(alarm)) return HOUR;
  return alarm.Period < 60 ? 10 * SECOND : MINUTE;
}

/**
 * How many periods an evaluation fetches. AWS fetches more than EvaluationPeriods and does not say how many.
 * Known: 3 to 5 (doc CWUG, period not given); 900 s, 1 to 3 and 8 to 10 (obs); 10 s, 3 to 9 (obs STACKD);
 * 60 s at least N + 4 (obs STACKD, the weakest). The rest is inferred from these.
 */
export function evaluationRange(alarm: EvaluationSchedule): number {
  if (alarm.Period >= 300) return alarm.EvaluationPeriods + 2;
  return alarm.EvaluationPeriods + (alarm.Period >= 60 ? 4 : 6);
}

/** Start of the newest period that an evaluation at `now` considers. Epoch milliseconds in and out. */
function newestSlot(alarm: EvaluationSchedule, now: number): number {
  const period = alarm.Period * SECOND;
  if (isLongRange(alarm)) return Math.floor(now / HOUR) * HOUR - period;
  // Slots slide by the minute, they are no multiples of the period (obs for 60, 300 and 900 s).
  if (alarm.Period >= 60) return Math.floor(now / MINUTE) * MINUTE - period;
  // One period of slack for a metric by itself, none for metric math (obs STACKD for 10 s; unk for 20 and 30 s).
  return Math.floor(now / period) * period - (alarm.isMetricMath === true ? 1 : 2) * period;
}

/**
 * Starts of the periods that an evaluation at `now` fetches, oldest first. Epoch milliseconds in and out.
 *
 * @example
 * ```ts
 * const alarm = { AlarmArn: "arn", Period: 900, EvaluationPeriods: 1 };
 * slotStarts(alarm, Date.parse("2026-09-14T08:14:49Z")).map((start) => new Date(start).toISOString());
 * // 07:29:00Z, 07:44:00Z and 07:59:00Z of that day
 * ```
 */
export function slotStarts(alarm: EvaluationSchedule, now: number): readonly number[] {
  const period = alarm.Period * SECOND;
  const newest = newestSlot(alarm, now);
  const starts: number[] = [];
  for (let back = evaluationRange(alarm) - 1; back >= 0; back -= 1) starts.push(newest - back * period);
  return starts;
}

/**
 * The second within the minute (0 to 59) at which an alarm is evaluated. AWS gives each alarm a fixed one of its own
 * (obs); here it follows from the ARN (FNV-1a), so that it survives restarts and spreads the load.
 */
export function evaluationSecond(alarmArn: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < alarmArn.length; i++) hash = Math.imul(hash ^ alarmArn.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % 60;
}

/** The first evaluation strictly later than `after`. Epoch milliseconds in and out. */
export function nextEvaluation(alarm: EvaluationSchedule, after: number): number {
  const interval = evaluationInterval(alarm);
  const offset = (evaluationSecond(alarm.AlarmArn) * SECOND) % interval;
  return (Math.floor((after - offset) / interval) + 1) * interval + offset;
}
