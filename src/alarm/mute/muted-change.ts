import type { StateValue } from "../alarm.ts";

/** What happened to an alarm while it was muted. */
export interface MutedChange {
  /** The state before the first change: what its actions last told. */
  readonly before: StateValue;
  /** The state that the last change left. */
  readonly from: StateValue;
}

/**
 * Adds a change of state to those before it in the same window. Undefined when the alarm is back where it was: then
 * nothing runs when the window ends (doc CWUG for the actions of ALARM, inf for those of the other states).
 *
 * @example
 * ```ts
 * const muted = addMutedChange(undefined, "OK", "ALARM"); // { before: "OK", from: "OK" }
 * addMutedChange(muted, "ALARM", "OK"); // undefined
 * ```
 */
export function addMutedChange(
  known: MutedChange | undefined,
  from: StateValue,
  to: StateValue,
): MutedChange | undefined {
  const before = known?.before ?? from;
  return to === before ? undefined : { before, from };
}
