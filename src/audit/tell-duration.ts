const UNITS: readonly (readonly [name: string, milliseconds: number])[] = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
];

/** `45 s`, `6 min`, `3 h`, `2 d`: rounded up, in the largest unit of which there are at least two. */
export function tellDuration(milliseconds: number): string {
  const [name, unit] = UNITS.find(([, one]) => milliseconds > 2 * one - 1000) ?? ["s", 1000];
  return `${Math.ceil(milliseconds / unit)} ${name}`;
}
