import { type Grid, mapSeries, type Series, seriesOf } from "./series.ts";

export const TRANSFORMS = ["ABS", "CEIL", "FLOOR", "LOG", "LOG10", "DIFF", "DIFF_TIME", "RATE", "RUNNING_SUM"] as const;
export type Transform = (typeof TRANSFORMS)[number];

/** The functions that make a time series of a time series (doc CWUG). A logarithm that is not finite is dropped (inf). */
export function transform(name: Transform, series: Series): Series {
  switch (name) {
    case "ABS":
      return mapSeries(series, Math.abs);
    case "CEIL":
      return mapSeries(series, Math.ceil);
    case "FLOOR":
      return mapSeries(series, Math.floor);
    case "LOG":
      return mapSeries(series, Math.log);
    case "LOG10":
      return mapSeries(series, Math.log10);
    case "DIFF":
      return changes(series, (value) => value);
    case "DIFF_TIME":
      return changes(series, (_value, seconds) => seconds);
    case "RATE":
      return changes(series, (value, seconds) => value / seconds);
    case "RUNNING_SUM": {
      let total = 0;
      return mapSeries(series, (value) => {
        total += value;
        return total;
      });
    }
  }
}

/** From each datapoint to the one before it, however far; the first has none before it. */
function changes(series: Series, read: (value: number, seconds: number) => number): Series {
  return mapSeries(series, (value, index) => {
    const [before, now, then] = [series.values[index - 1], series.timestamps[index], series.timestamps[index - 1]];
    if (before === undefined || now === undefined || then === undefined) return undefined;
    return read(value - before, (now - then) / 1000);
  });
}

export const CALENDAR = ["MINUTE", "HOUR", "DAY", "DATE", "MONTH", "YEAR", "EPOCH"] as const;
export type CalendarFunction = (typeof CALENDAR)[number];

/** A part of the time of every period, whether it has data or not, in UTC (doc CWUG). */
export function calendar(name: CalendarFunction, series: Series, grid: Grid): Series {
  return seriesOf(
    series,
    grid.timestamps.map((time) => [time, calendarPart(name, time)]),
  );
}

function calendarPart(name: CalendarFunction, time: number): number {
  const date = new Date(time);
  switch (name) {
    case "MINUTE":
      return date.getUTCMinutes();
    case "HOUR":
      return date.getUTCHours();
    case "DAY":
      // Monday is 1, Sunday is 7.
      return date.getUTCDay() === 0 ? 7 : date.getUTCDay();
    case "DATE":
      return date.getUTCDate();
    case "MONTH":
      return date.getUTCMonth() + 1;
    case "YEAR":
      return date.getUTCFullYear();
    case "EPOCH":
      return Math.floor(time / 1000);
  }
}
