import { type Grid, type MathValue, type Series, scalar, seriesOf, timesOf, valuesByTime } from "./series.ts";

export const AGGREGATES = ["SUM", "AVG", "MIN", "MAX", "STDDEV", "DATAPOINT_COUNT"] as const;
export type Aggregate = (typeof AGGREGATES)[number];

/**
 * One number of a time series, or one time series of an array (doc CWUG). A number stays what it is (inf).
 * SUM and AVG of nothing is 0; MIN, MAX and STDDEV of nothing has no value and drops what it enters (unk).
 */
export function aggregateValue(name: Aggregate, value: MathValue, grid: Grid): MathValue {
  switch (value.kind) {
    case "scalar":
      return name === "DATAPOINT_COUNT" || name === "STDDEV" ? scalar(name === "STDDEV" ? 0 : 1) : value;
    case "series":
      return scalar(aggregateNumbers(name, value.series.values, value.series.values.length));
    case "array":
      return { kind: "series", series: acrossSeries(name, value.series, grid) };
  }
}

function acrossSeries(name: Aggregate, all: readonly Series[], grid: Grid): Series {
  const byTime = all.map(valuesByTime);
  return seriesOf(
    { id: "", label: "" },
    (name === "DATAPOINT_COUNT" ? grid.timestamps : timesOf(...all)).map((time) => {
      const present = byTime.flatMap((values) => values.get(time) ?? []);
      return [time, aggregateNumbers(name, present, all.length)];
    }),
  );
}

/** `count` is what an average is divided by: of an array, missing values count as 0 (doc CWUG). */
export function aggregateNumbers(name: Aggregate, values: readonly number[], count: number): number {
  switch (name) {
    case "SUM":
      return sum(values);
    case "AVG":
      return count === 0 ? 0 : sum(values) / count;
    case "MIN":
      return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
    case "MAX":
      return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    case "DATAPOINT_COUNT":
      return values.length;
    case "STDDEV":
      return standardDeviation(values);
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Of the whole population (unk: the guide does not say which). */
function standardDeviation(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / values.length);
}
