import type { BinaryOperator } from "./expression.ts";
import { type MathValue, mapSeries, type Series, scalar, seriesOf, timesOf, valuesByTime } from "./series.ts";

/** Both sides of an operator at one time. */
function compute(operator: BinaryOperator, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "^":
      return left ** right;
    case "==":
      return Number(left === right);
    case "!=":
      return Number(left !== right);
    case "<=":
      return Number(left <= right);
    case ">=":
      return Number(left >= right);
    case "<":
      return Number(left < right);
    case ">":
      return Number(left > right);
    case "AND":
      return Number(left !== 0 && right !== 0);
    case "OR":
      return Number(left !== 0 || right !== 0);
  }
}

/**
 * An operator between two values. Where only one of two time series has a datapoint the other counts as 0, for
 * arithmetic as for comparisons; a division by zero drops the datapoint (doc CWUG).
 */
export function operate(operator: BinaryOperator, left: MathValue, right: MathValue): MathValue {
  if (left.kind === "array") {
    return { kind: "array", series: left.series.map((one) => between(operator, one, right, one)) };
  }
  if (right.kind === "array") {
    return { kind: "array", series: right.series.map((one) => between(operator, left, one, one)) };
  }
  if (left.kind === "scalar" && right.kind === "scalar") {
    return scalar(compute(operator, left.value, right.value));
  }
  const name = left.kind === "series" ? left.series : right.kind === "series" ? right.series : { id: "", label: "" };
  return { kind: "series", series: between(operator, left, right, name) };
}

type Side = MathValue | Series;

function seriesSide(side: Side): Series | undefined {
  if (!("kind" in side)) return side;
  return side.kind === "series" ? side.series : undefined;
}

function scalarSide(side: Side): number {
  return "kind" in side && side.kind === "scalar" ? side.value : 0;
}

function between(operator: BinaryOperator, left: Side, right: Side, name: Pick<Series, "id" | "label">): Series {
  const [a, b] = [seriesSide(left), seriesSide(right)];
  if (a !== undefined && b !== undefined) {
    const [inA, inB] = [valuesByTime(a), valuesByTime(b)];
    return seriesOf(
      name,
      timesOf(a, b).map((time) => [time, compute(operator, inA.get(time) ?? 0, inB.get(time) ?? 0)]),
    );
  }
  const one = a ?? b ?? { ...name, timestamps: [], values: [] };
  const other = scalarSide(a === undefined ? left : right);
  const result = mapSeries(one, (value) =>
    a === undefined ? compute(operator, other, value) : compute(operator, value, other),
  );
  return { ...result, id: name.id, label: name.label };
}

/** The unary minus. */
export function negate(value: MathValue): MathValue {
  return operate("-", scalar(0), value);
}
