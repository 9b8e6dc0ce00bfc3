import { type Grid, type MathValue, type Series, seriesOf, valuesByTime } from "./series.ts";

/** What FILL puts into a gap. */
export type Filler = "REPEAT" | "LINEAR" | MathValue;

/**
 * FILL: a datapoint for every period of the grid that has none: a number, the datapoint of another series, the last one
 * before (REPEAT), or the line between the neighbours (LINEAR) (doc CWUG). REPEAT leaves a gap at the beginning, LINEAR
 * at both ends, because there is nothing to continue from (inf).
 */
export function fill(series: Series, filler: Filler, grid: Grid): Series {
  const known = valuesByTime(series);
  const times = [...new Set([...grid.timestamps, ...series.timestamps])].sort((a, b) => a - b);
  const missing = fillerAt(series, filler);
  return seriesOf(
    series,
    times.map((time) => [time, known.get(time) ?? missing(time)]),
  );
}

/** Asked in order of time, so that one walk along the series serves all gaps. */
function fillerAt(series: Series, filler: Filler): (time: number) => number | undefined {
  if (filler !== "REPEAT" && filler !== "LINEAR") {
    if (filler.kind === "scalar") return () => filler.value;
    const values = filler.kind === "series" ? valuesByTime(filler.series) : new Map<number, number>();
    return (time) => values.get(time);
  }
  const { timestamps, values } = series;
  let next = 0;
  return (time) => {
    while (next < timestamps.length && (timestamps[next] ?? 0) < time) next += 1;
    const before = values[next - 1];
    if (filler === "REPEAT" || before === undefined) return before;
    const [from, to, after] = [timestamps[next - 1], timestamps[next], values[next]];
    if (from === undefined || to === undefined || after === undefined) return undefined;
    return before + ((after - before) * (time - from)) / (to - from);
  };
}
