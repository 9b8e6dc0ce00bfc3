/** Days, hours and minutes; weeks, months and seconds are in no example of AWS and are refused (unk). */
const DURATION = /^P(?=[\dT])(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,5})M)?)?$/;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The longest mute window (doc MODEL). */
export const LONGEST_WINDOW = 15 * DAY;

/**
 * The milliseconds of an ISO 8601 duration from `PT1M` to `P15D` (doc MODEL); undefined for any other text.
 *
 * @example
 * ```ts
 * muteDuration("P2DT12H"); // 216_000_000
 * muteDuration("PT30S"); // undefined
 * ```
 */
export function muteDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (match === null) return undefined;
  const [, days = "0", hours = "0", minutes = "0"] = match;
  const duration = Number(days) * DAY + Number(hours) * HOUR + Number(minutes) * MINUTE;
  return duration >= MINUTE && duration <= LONGEST_WINDOW ? duration : undefined;
}
