import { type MathValue, type Series, seriesOf, valuesByTime } from "./series.ts";

/** What IF yields at a time: a number everywhere, or the datapoints of a series. */
type Branch = (time: number) => number | undefined;

function branch(value: MathValue | undefined, missing: number | undefined): Branch {
  if (value === undefined) return () => undefined;
  if (value.kind === "scalar") return () => value.value;
  const values = value.kind === "series" ? valuesByTime(value.series) : new Map<number, number>();
  return (time) => values.get(time) ?? missing;
}

const NOTHING: Series = { id: "", label: "", timestamps: [], values: [] };

/**
 * IF(condition, yes, no). Any number but 0 is true. Where a condition that is a time series has no datapoint there is no
 * result; where it is true and `yes` has none the result is 0; where it is false and `no` has none it is dropped (doc CWUG,
 * with the three tables of its page).
 */
export function conditional(condition: MathValue, yes: MathValue, no: MathValue | undefined): MathValue {
  if (condition.kind === "scalar") {
    const chosen = condition.value !== 0 ? yes : no;
    if (chosen === undefined) return { kind: "series", series: NOTHING };
    // Both branches are of one type to whoever uses the result, so a number beside a series stands at its times (inf).
    const shape = chosen === yes ? no : yes;
    return chosen.kind === "scalar" && shape?.kind === "series"
      ? {
          kind: "series",
          series: seriesOf(
            NOTHING,
            shape.series.timestamps.map((time) => [time, chosen.value]),
          ),
        }
      : chosen;
  }
  if (condition.kind === "array") throw new Error("an expression that was not checked: IF of an array");
  const [whenTrue, whenFalse] = [branch(yes, 0), branch(no, undefined)];
  const { timestamps, values } = condition.series;
  const points = timestamps.map(
    (time, index) => [time, values[index] === 0 ? whenFalse(time) : whenTrue(time)] as const,
  );
  return { kind: "series", series: seriesOf(NOTHING, points) };
}
