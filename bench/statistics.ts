/** The middle of the values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** A line of a bench report: a figure, its bar, and whether it holds. */
export function report(name: string, figure: string, bar: string, holds: boolean): void {
  process.stdout.write(`${holds ? "ok  " : "MISS"}  ${name.padEnd(52)} ${figure.padStart(16)}   bar: ${bar}\n`);
  if (!holds) process.exitCode = 1;
}
