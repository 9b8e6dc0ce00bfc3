/** Datapoints in order of time. `timestamps` (epoch milliseconds, ascending, each once) and `values` are of one length. */
export interface Series {
  readonly id: string;
  readonly label: string;
  readonly timestamps: readonly number[];
  readonly values: readonly number[];
}

/** What an expression can come to: S, TS and TS[] in the terms of the CloudWatch guide (doc CWUG). */
export type MathValue =
  | { readonly kind: "scalar"; readonly value: number }
  | { readonly kind: "series"; readonly series: Series }
  | { readonly kind: "array"; readonly series: readonly Series[] };

/** All the periods of a query, also those without data: where FILL and TIME_SERIES put values. */
export interface Grid {
  /** Starts of the periods, epoch milliseconds, ascending. */
  readonly timestamps: readonly number[];
  /** Seconds. */
  readonly period: number;
}

export function scalar(value: number): MathValue {
  return { kind: "scalar", value };
}

/** The values of a series by their time. */
export function valuesByTime(series: Series): ReadonlyMap<number, number> {
  return new Map(series.timestamps.map((timestamp, index) => [timestamp, series.values[index] ?? 0]));
}

/** Each datapoint changed; a result that is no finite number is dropped, as a division by zero is (doc CWUG; inf others). */
export function mapSeries(series: Series, change: (value: number, index: number) => number | undefined): Series {
  return seriesOf(
    series,
    series.timestamps.map((timestamp, index) => [timestamp, change(series.values[index] ?? 0, index)]),
  );
}

/** A series of these datapoints, with the name of `origin`; what is undefined or not finite is a gap. */
export function seriesOf(
  origin: Pick<Series, "id" | "label">,
  points: readonly (readonly [timestamp: number, value: number | undefined])[],
): Series {
  const timestamps: number[] = [];
  const values: number[] = [];
  for (const [timestamp, value] of points) {
    if (value === undefined || !Number.isFinite(value)) continue;
    timestamps.push(timestamp);
    // -0 is no value of its own anywhere in CloudWatch.
    values.push(value === 0 ? 0 : value);
  }
  return { id: origin.id, label: origin.label, timestamps, values };
}

/** The times at which any of the series has a datapoint, ascending. */
export function timesOf(...all: readonly Series[]): readonly number[] {
  const [first, second] = all;
  if (first === undefined) return [];
  if (second === undefined) return first.timestamps;
  return [...new Set(all.flatMap((series) => series.timestamps))].sort((a, b) => a - b);
}
