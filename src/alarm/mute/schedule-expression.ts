/** When mute windows begin, in local time. */
export type ScheduleExpression =
  /** Once, at this reading of the clock (epoch milliseconds of the same reading in UTC). */
  | { readonly kind: "at"; readonly reading: number }
  /** Whenever the clock reads a minute that all fields take. */
  | { readonly kind: "cron"; readonly takes: (reading: number) => boolean };

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/**
 * Reads `cron(Minutes Hours Day-of-month Month Day-of-week)` or `at(yyyy-MM-ddThh:mm)` (doc MODEL); undefined for any
 * other text. Fields take `*`, `-`, `,` and English names (doc MODEL); weekdays in numbers are 0 to 6 from Sunday, as
 * in standard cron (inf). Where neither field of days is `*`, a day is taken that either of them takes, as in standard
 * cron (inf).
 *
 * @example
 * ```ts
 * parseScheduleExpression("cron(0 2 * * SUN)")?.kind; // "cron"
 * parseScheduleExpression("rate(1 day)"); // undefined
 * ```
 */
export function parseScheduleExpression(text: string): ScheduleExpression | undefined {
  const at = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d)\)$/.exec(text)?.[1];
  if (at !== undefined) return parseAt(at);
  const fields = /^cron\(([^()]*)\)$/.exec(text)?.[1]?.trim().split(/\s+/);
  return fields?.length === 5 ? parseCron(fields) : undefined;
}

function parseAt(text: string): ScheduleExpression | undefined {
  const reading = Date.parse(`${text}:00Z`);
  // Date.parse takes 30 February for 2 March.
  if (Number.isNaN(reading) || !new Date(reading).toISOString().startsWith(text)) return undefined;
  return { kind: "at", reading };
}

function parseCron(fields: readonly string[]): ScheduleExpression | undefined {
  const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = ""] = fields;
  const minutes = parseField(minute, { first: 0, last: 59 });
  const hours = parseField(hour, { first: 0, last: 23 });
  const daysOfMonth = parseField(dayOfMonth, { first: 1, last: 31 });
  const months = parseField(month, { first: 1, last: 12, names: MONTHS });
  const daysOfWeek = parseField(dayOfWeek, { first: 0, last: 6, names: WEEKDAYS });
  if (!minutes || !hours || !daysOfMonth || !months || !daysOfWeek) return undefined;
  const either = dayOfMonth !== "*" && dayOfWeek !== "*";
  return {
    kind: "cron",
    takes(reading) {
      const date = new Date(reading);
      if (!minutes.has(date.getUTCMinutes()) || !hours.has(date.getUTCHours())) return false;
      if (!months.has(date.getUTCMonth() + 1)) return false;
      const inMonth = daysOfMonth.has(date.getUTCDate());
      const inWeek = daysOfWeek.has(date.getUTCDay());
      return either ? inMonth || inWeek : inMonth && inWeek;
    },
  };
}

/** What a field of a cron expression may hold; names stand for the numbers from `first` on. */
interface Field {
  readonly first: number;
  readonly last: number;
  readonly names?: readonly string[];
}

function parseField(text: string, field: Field): ReadonlySet<number> | undefined {
  const taken = new Set<number>();
  for (const item of text.split(",")) {
    const range = parseRange(item, field);
    if (range === undefined) return undefined;
    for (let value = range.from; value <= range.to; value += 1) taken.add(value);
  }
  return taken;
}

function parseRange(item: string, field: Field): { readonly from: number; readonly to: number } | undefined {
  if (item === "*") return { from: field.first, to: field.last };
  const [from, to, ...rest] = item.split("-").map((value) => parseValue(value, field));
  if (from === undefined || rest.length > 0) return undefined;
  if (!item.includes("-")) return { from, to: from };
  return to === undefined || to < from ? undefined : { from, to };
}

function parseValue(text: string, { first, last, names = [] }: Field): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  if (named >= 0) return first + named;
  if (!/^\d{1,2}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= first && value <= last ? value : undefined;
}
