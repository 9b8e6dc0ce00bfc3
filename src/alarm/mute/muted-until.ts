import { type MuteRule, muteWindowAt } from "./mute-rule.ts";

/** How long rules mute an alarm that is muted at `now`: while any of them does (doc CWUG). Epoch milliseconds. */
export function mutedUntil(rules: readonly MuteRule[], alarmName: string, now: number): number | undefined {
  let until: number | undefined;
  for (const rule of rules) {
    if (rule.MuteTargets?.AlarmNames.includes(alarmName) !== true) continue;
    const window = muteWindowAt(rule, now);
    if (window !== undefined) until = Math.max(window.end, until ?? window.end);
  }
  return until;
}
