/**
 * CloudWatch writes its texts with Java. These are its spellings of times, and JSON in which numbers can be spelt as Java
 * spells doubles (`50.0`, where JSON.stringify writes `50`; obs STACKD, `8.3714617344E10` obs in a public e-mail).
 */

/** `2026-09-14T05:43:07.551+0000`, from epoch milliseconds: an offset without colon, always milliseconds (obs STACKD). */
export function isoTimestamp(time: number): string {
  return new Date(time).toISOString().replace("Z", "+0000");
}

/** `14/09/26 05:42:00`, from epoch milliseconds, UTC (obs STACKD). */
export function shortTimestamp(time: number): string {
  const iso = new Date(time).toISOString();
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(2, 4)} ${iso.slice(11, 19)}`;
}

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `Monday 14 September, 2026 11:18:44 UTC`, from epoch milliseconds (obs STACKD; two-digit day: `05 August, 2019`). */
export function longTimestamp(time: number): string {
  const date = new Date(time);
  const iso = date.toISOString();
  const weekday = WEEKDAYS[date.getUTCDay()] ?? "";
  const month = MONTHS[date.getUTCMonth()] ?? "";
  return `${weekday} ${iso.slice(8, 10)} ${month}, ${iso.slice(0, 4)} ${iso.slice(11, 19)} UTC`;
}

/** A JSON object from values that are JSON already, in this order; absent ones are left out. */
export function jsonObject(members: readonly (readonly [name: string, json: string | undefined])[]): string {
  const written = members.flatMap(([name, json]) => (json === undefined ? [] : `${JSON.stringify(name)}:${json}`));
  return `{${written.join(",")}}`;
}

/** A JSON array from values that are JSON already. */
export function jsonArray(items: readonly string[]): string {
  return `[${items.join(",")}]`;
}
