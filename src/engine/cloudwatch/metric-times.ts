import { isPeriodAllowed } from "../../metric/period.ts";

/** What a period must be: the rule is doc MODEL, the words are Tocsin's (unk). */
export const PERIOD_RULE =
  "must be a multiple of 60 (of 300 for data of more than 15 days, of 3600 for data of more than 63 days), or 1, 5, 10, " +
  "20 or 30 for data of the last 3 hours.";

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
