/** Every unit CloudWatch knows, in the order of its service model (doc MODEL). */
export const STANDARD_UNITS = [
  "Seconds",
  "Microseconds",
  "Milliseconds",
  "Bytes",
  "Kilobytes",
  "Megabytes",
  "Gigabytes",
  "Terabytes",
  "Bits",
  "Kilobits",
  "Megabits",
  "Gigabits",
  "Terabits",
  "Percent",
  "Count",
  "Bytes/Second",
  "Kilobytes/Second",
  "Megabytes/Second",
  "Gigabytes/Second",
  "Terabytes/Second",
  "Bits/Second",
  "Kilobits/Second",
  "Megabits/Second",
  "Gigabits/Second",
  "Terabits/Second",
  "Count/Second",
  "None",
] as const;

/** A unit of CloudWatch; data without a unit carries `None`. */
export type StandardUnit = (typeof STANDARD_UNITS)[number];

const KNOWN: ReadonlySet<string> = new Set(STANDARD_UNITS);

/** Whether `text` is one of AWS's units, spelt as AWS spells it. */
export function isStandardUnit(text: string): text is StandardUnit {
  return KNOWN.has(text);
}
