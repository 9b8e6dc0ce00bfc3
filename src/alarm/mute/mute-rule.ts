import { muteDuration } from "./duration.ts";
import { parseScheduleExpression, type ScheduleExpression } from "./schedule-expression.ts";
import { type LocalClock, localClock } from "./time-zone.ts";

/** When a mute rule is active, in AWS's own texts. */
export interface MuteSchedule {
  readonly Expression: string;
  readonly Duration: string;
  /** UTC unless given (doc MODEL). */
  readonly Timezone?: string;
}

/** An alarm mute rule as PutAlarmMuteRule was given it. Times are epoch milliseconds. */
export interface MuteRule {
  readonly Name: string;
  readonly AlarmMuteRuleArn: string;
  readonly Description?: string;
  readonly Rule: { readonly Schedule: MuteSchedule };
  readonly MuteTargets?: { readonly AlarmNames: readonly string[] };
  readonly StartDate?: number;
  readonly ExpireDate?: number;
  readonly LastUpdatedTimestamp: number;
}

/** What decides when a rule mutes. */
export type MuteTimes = Pick<MuteRule, "Rule" | "StartDate" | "ExpireDate">;

/** From `start` until just before `end`, epoch milliseconds. */
export interface MuteWindow {
  readonly start: number;
  readonly end: number;
}

export type MuteRuleStatus = "SCHEDULED" | "ACTIVE" | "EXPIRED";

interface ParsedSchedule {
  readonly expression: ScheduleExpression;
  readonly duration: number;
  readonly clock: LocalClock;
}

const MINUTE = 60_000;

/**
 * The window in which a rule mutes at a time (epoch milliseconds), or undefined when it does not. Of windows that
 * overlap it is the one that began last. A window begins whenever the clocks of the time zone show its beginning: twice
 * where an hour is repeated, not at all where it is skipped (unk). StartDate and ExpireDate cut it (doc MODEL for
 * ExpireDate, inf for StartDate).
 *
 * @example
 * ```ts
 * const Schedule = { Expression: "cron(0 2 * * *)", Duration: "PT4H" };
 * muteWindowAt({ Rule: { Schedule } }, Date.UTC(2026, 8, 14, 3));
 * // { start: Date.UTC(2026, 8, 14, 2), end: Date.UTC(2026, 8, 14, 6) }
 * ```
 */
export function muteWindowAt(rule: MuteTimes, time: number): MuteWindow | undefined {
  const schedule = scheduleOf(rule);
  const begun = lastBeginning(schedule, time);
  if (begun === undefined) return undefined;
  const start = Math.max(begun, rule.StartDate ?? begun);
  const end = Math.min(begun + schedule.duration, rule.ExpireDate ?? Number.POSITIVE_INFINITY);
  return start <= time && time < end ? { start, end } : undefined;
}

/** Doc MODEL; that a rule for one window expires with the window is inf. */
export function muteRuleStatus(rule: MuteTimes, time: number): MuteRuleStatus {
  if (muteWindowAt(rule, time) !== undefined) return "ACTIVE";
  if (rule.ExpireDate !== undefined && rule.ExpireDate <= time) return "EXPIRED";
  const { expression, duration, clock } = scheduleOf(rule);
  if (expression.kind === "cron") return "SCHEDULED";
  return (clock.instantOf(expression.reading) ?? Number.NEGATIVE_INFINITY) + duration <= time ? "EXPIRED" : "SCHEDULED";
}

export function muteType({ Rule: { Schedule } }: Pick<MuteRule, "Rule">): "ONE_TIME" | "RECURRING" {
  return Schedule.Expression.startsWith("at(") ? "ONE_TIME" : "RECURRING";
}

function scheduleOf({ Rule: { Schedule } }: MuteTimes): ParsedSchedule {
  const expression = parseScheduleExpression(Schedule.Expression);
  const duration = muteDuration(Schedule.Duration);
  const clock = localClock(Schedule.Timezone ?? "UTC");
  if (expression === undefined || duration === undefined || clock === undefined) {
    throw new Error("a mute rule was stored without having been checked");
  }
  return { expression, duration, clock };
}

/** The last beginning at or before `time` whose window still lasts. At most 15 days of minutes are looked at. */
function lastBeginning({ expression, duration, clock }: ParsedSchedule, time: number): number | undefined {
  if (expression.kind === "at") {
    const start = clock.instantOf(expression.reading);
    return start !== undefined && start <= time && time < start + duration ? start : undefined;
  }
  for (let start = Math.floor(time / MINUTE) * MINUTE; start > time - duration; start -= MINUTE) {
    if (expression.takes(clock.reading(start))) return start;
  }
  return undefined;
}
