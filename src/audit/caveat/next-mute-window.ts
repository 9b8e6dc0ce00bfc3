import { type MuteTimes, type MuteWindow, muteWindowAt } from "../../alarm/mute/mute-rule.ts";
import { parseScheduleExpression } from "../../alarm/mute/schedule-expression.ts";
import { localClock } from "../../alarm/mute/time-zone.ts";

const MINUTE = 60_000;

/**
 * The first window of a mute rule that begins at `from` or later, or holds it; undefined when none begins before `until`.
 * Epoch milliseconds.
 *
 * @example
 * const Schedule = { Expression: "cron(0 2 * * *)", Duration: "PT4H" };
 * nextMuteWindow({ Rule: { Schedule } }, Date.UTC(2026, 8, 14, 12), Date.UTC(2026, 8, 16));
 * // { start: Date.UTC(2026, 8, 15, 2), end: Date.UTC(2026, 8, 15, 6) }
 */
export function nextMuteWindow(rule: MuteTimes, from: number, until: number): MuteWindow | undefined {
  const first = Math.max(from, rule.StartDate ?? from);
  const last = Math.min(until, rule.ExpireDate ?? until);
  if (first >= last) return undefined;
  const held = muteWindowAt(rule, first);
  if (held !== undefined) return held;
  const { Expression, Timezone = "UTC" } = rule.Rule.Schedule;
  const expression = parseScheduleExpression(Expression);
  const clock = localClock(Timezone);
  if (expression === undefined || clock === undefined) return undefined;
  if (expression.kind === "at") {
    const start = clock.instantOf(expression.reading);
    return start !== undefined && start >= first && start < last ? muteWindowAt(rule, start) : undefined;
  }
  for (let start = Math.ceil(first / MINUTE) * MINUTE; start < last; start += MINUTE)
    if (expression.takes(clock.reading(start))) return muteWindowAt(rule, start);
  return undefined;
}
