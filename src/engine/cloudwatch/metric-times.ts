import { isPeriodAllowed, SHORT_PERIODS } from "../../metric/period.ts";

/** Why a period is refused: AWS's words where they were seen (obs STACKD metrics, a period of 7), else Tocsin's (unk). */
export function periodProblem(parameter: string, period: number): string {
  if (period < 60 && !SHORT_PERIODS.includes(period)) {
    return `The parameter ${parameter} must be a value in the set [${SHORT_PERIODS.join(", ")}].`;
  }
  if (period % 60 !== 0 && period > 60) return `The parameter ${parameter} must be a multiple of 60.`;
  const rule = "of 300 for data of more than 15 days, of 3600 for data of more than 63 days";
  return `The parameter ${parameter} must be a multiple of 60 for data of more than 3 hours, ${rule}.`;
}

const DAY = 86_400_000;
/** The longest that any data is kept, by the hour (doc MODEL). */
export const RETENTION = 455 * DAY;
/** Data may be stamped up to two hours ahead (doc MODEL), and a period may begin with the last of it. */
const AHEAD = DAY;

/**
 * The starts of all periods between `from` and `to` (epoch milliseconds), which may have data: a range from the year 1 to
 * the year 9999 is a legal question, and has no more periods than data can be kept.
 */
export function periodStarts(from: number, to: number, period: number, now: number): readonly number[] {
  const step = period * 1000;
  const first = from + Math.max(0, Math.ceil((now - RETENTION - from) / step)) * step;
  const last = Math.min(to, now + AHEAD);
  return Array.from({ length: Math.max(0, Math.ceil((last - first) / step)) }, (_, index) => first + index * step);
}

/** The shortest whole-minute period of data of that age (doc MODEL), in seconds. */
export function shortestPeriod(start: number, now: number): number {
  return [60, 300].find((period) => isPeriodAllowed(period, start, now)) ?? 3600;
}
