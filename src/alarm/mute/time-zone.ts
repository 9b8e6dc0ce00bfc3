/** Clocks change on a quarter of an hour in every time zone of today (inf): in between, the offset is read once. */
const QUARTER = 15 * 60_000;

/** What clocks of one time zone show: local time as epoch milliseconds of the same reading in UTC. */
export interface LocalClock {
  readonly reading: (time: number) => number;
  /** The first instant at which the clocks show this; undefined when they skip it. */
  readonly instantOf: (reading: number) => number | undefined;
}

/**
 * The clock of an IANA time zone; undefined when there is no such zone. Offsets such as `+02:00` are not standard
 * identifiers (doc MODEL).
 *
 * @example
 * ```ts
 * const clock = localClock("America/New_York");
 * clock?.reading(Date.UTC(2026, 6, 1, 12)); // Date.UTC(2026, 6, 1, 8)
 * ```
 */
export function localClock(timeZone: string): LocalClock | undefined {
  if (!/^[A-Za-z]/.test(timeZone)) return undefined;
  const format = offsetFormat(timeZone);
  if (format === undefined) return undefined;
  let known = Number.NaN;
  let offset = 0;
  const offsetAt = (time: number): number => {
    const quarter = Math.floor(time / QUARTER);
    if (quarter !== known) {
      known = quarter;
      offset = offsetIn(format.format(quarter * QUARTER));
    }
    return offset;
  };
  const reading = (time: number) => time + offsetAt(time);
  return {
    reading,
    instantOf(wanted) {
      // Wherever the clocks change, one of the offsets of the day before and the day after is right.
      const offsets = [offsetAt(wanted - 86_400_000), offsetAt(wanted + 86_400_000)];
      const found = offsets.map((each) => wanted - each).filter((time) => reading(time) === wanted);
      return found.length === 0 ? undefined : Math.min(...found);
    },
  };
}

function offsetFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  } catch {
    return undefined;
  }
}

/** `9/14/2026, GMT-04:00` in milliseconds; plain `GMT` is none. */
function offsetIn(formatted: string): number {
  const match = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(formatted);
  if (match === null) return 0;
  const [, sign, hours, minutes, seconds = "0"] = match;
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
  return sign === "-" ? -size : size;
}
