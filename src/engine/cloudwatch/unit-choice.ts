/**
 * The order in which CloudWatch prefers units where it can return the data of one only, as a public test suite found it
 * on AWS (obs LS).
 */
const PREFERENCE: readonly string[] = [
  "Megabits",
  "Terabits",
  "Gigabits",
  "Count",
  "Bytes",
  "Gigabytes",
  "Gigabytes/Second",
  "Kilobytes",
  "Kilobits/Second",
  "Terabytes",
  "Terabits/Second",
  "Bytes/Second",
  "Percent",
  "Megabytes",
  "Megabits/Second",
  "Milliseconds",
  "Microseconds",
  "Kilobytes/Second",
  "Gigabits/Second",
  "Megabytes/Second",
  "Bits",
  "Bits/Second",
  "Count/Second",
  "Seconds",
  "Kilobits",
  "Terabytes/Second",
  "None",
];

/** Units as CloudWatch prefers them, the first of them being the one it answers with. */
export function byPreference<Data extends { readonly unit: string }>(all: readonly Data[]): readonly Data[] {
  return all.toSorted((a, b) => PREFERENCE.indexOf(a.unit) - PREFERENCE.indexOf(b.unit));
}
