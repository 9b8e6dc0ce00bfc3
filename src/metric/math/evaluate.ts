import { AGGREGATES, type Aggregate, aggregateNumbers, aggregateValue } from "./aggregate.ts";
import { conditional } from "./conditional.ts";
import type { Expression, Node } from "./expression.ts";
import { type Filler, fill } from "./fill.ts";
import { negate, operate } from "./operators.ts";
import { type Grid, type MathValue, type Series, scalar, seriesOf } from "./series.ts";
import { CALENDAR, calendar, TRANSFORMS, transform } from "./transform.ts";

/** The data an expression is evaluated on. */
export interface Environment {
  /** The metrics and the results of other expressions, by id. */
  readonly values: ReadonlyMap<string, MathValue>;
  /** What METRICS() returns, in the order of the request. */
  readonly metrics: readonly Series[];
  readonly grid: Grid;
  /** Seconds, by the id of a metric. */
  readonly periods: ReadonlyMap<string, number>;
}

const EMPTY: Series = { id: "", label: "", timestamps: [], values: [] };

/**
 * The value of an expression that `planQueries` has accepted. Work and memory grow with the length of the expression
 * times the number of datapoints.
 *
 * @example
 * ```ts
 * const parsed = parseExpression("m1 * 2");
 * const m1 = { id: "m1", label: "m", timestamps: [0, 60_000], values: [1, 2] };
 * const environment = {
 *   values: new Map([["m1", { kind: "series", series: m1 } as const]]),
 *   metrics: [m1],
 *   grid: { timestamps: [0, 60_000], period: 60 },
 *   periods: new Map([["m1", 60]]),
 * };
 * if (parsed.ok) evaluateExpression(parsed.expression, environment); // a series with the values 2 and 4
 * ```
 */
export function evaluateExpression(expression: Expression, environment: Environment): MathValue {
  return evaluate(expression.root, environment);
}

function evaluate(node: Node, environment: Environment): MathValue {
  switch (node.kind) {
    case "number":
      return scalar(node.value);
    case "reference":
      return environment.values.get(node.id) ?? { kind: "series", series: EMPTY };
    case "list":
      return { kind: "array", series: node.items.flatMap((item) => allSeries(evaluate(item, environment))) };
    case "negation":
      return negate(evaluate(node.operand, environment));
    case "binary":
      return operate(node.operator, evaluate(node.left, environment), evaluate(node.right, environment));
    case "call":
      return call(node.name, node.args, environment);
    case "text":
    case "keyword":
      throw new Error(`an expression that was not checked: ${node.kind} has no value`);
  }
}

function allSeries(value: MathValue): readonly Series[] {
  switch (value.kind) {
    case "scalar":
      return [];
    case "series":
      return [value.series];
    case "array":
      return value.series;
  }
}

function eachSeries(value: MathValue, change: (series: Series) => Series): MathValue {
  return value.kind === "array"
    ? { kind: "array", series: value.series.map(change) }
    : { kind: "series", series: change(allSeries(value)[0] ?? EMPTY) };
}

function call(name: string, args: readonly Node[], environment: Environment): MathValue {
  const { grid } = environment;
  const [first, second, third] = args;
  if (name === "METRICS") return { kind: "array", series: metrics(first, environment.metrics) };
  if (name === "PERIOD") {
    return scalar(first?.kind === "reference" ? (environment.periods.get(first.id) ?? grid.period) : grid.period);
  }
  if (first === undefined) throw new Error(`an expression that was not checked: ${name} without arguments`);
  const value = evaluate(first, environment);
  const aggregate = AGGREGATES.find((known) => known === name);
  if (aggregate !== undefined) return aggregateValue(aggregate, value, grid);
  const transformation = TRANSFORMS.find((known) => known === name);
  if (transformation !== undefined) return eachSeries(value, (series) => transform(transformation, series));
  const part = CALENDAR.find((known) => known === name);
  if (part !== undefined) return eachSeries(value, (series) => calendar(part, series, grid));
  switch (name) {
    case "FIRST":
      return { kind: "series", series: allSeries(value)[0] ?? EMPTY };
    case "LAST":
      return { kind: "series", series: allSeries(value).at(-1) ?? EMPTY };
    case "METRIC_COUNT":
      return scalar(allSeries(value).length);
    case "REMOVE_EMPTY":
      return { kind: "array", series: allSeries(value).filter((series) => series.values.length > 0) };
    case "TIME_SERIES":
      return { kind: "series", series: constant(value, grid) };
    case "FILL": {
      const filler = fillerOf(second, environment);
      return eachSeries(value, (series) => fill(series, filler, grid));
    }
    case "IF": {
      const yes = second === undefined ? scalar(0) : evaluate(second, environment);
      return conditional(value, yes, third === undefined ? undefined : evaluate(third, environment));
    }
    case "SLICE": {
      const end = third === undefined ? undefined : position(third, environment);
      return { kind: "array", series: allSeries(value).slice(position(second, environment), end) };
    }
    case "SORT":
      return { kind: "array", series: sort(allSeries(value), args, environment) };
    default:
      throw new Error(`an expression that was not checked: ${name} is no function`);
  }
}

function metrics(filter: Node | undefined, all: readonly Series[]): readonly Series[] {
  return filter?.kind === "text" ? all.filter(({ id }) => id.includes(filter.value)) : all;
}

function constant(value: MathValue, grid: Grid): Series {
  const number = value.kind === "scalar" ? value.value : undefined;
  return seriesOf(
    EMPTY,
    grid.timestamps.map((time) => [time, number]),
  );
}

function fillerOf(node: Node | undefined, environment: Environment): Filler {
  if (node === undefined) return scalar(0);
  if (node.kind !== "keyword") return evaluate(node, environment);
  return node.name === "LINEAR" ? "LINEAR" : "REPEAT";
}

/** A place in an array: whole, and not below 0 (inf). */
function position(node: Node | undefined, environment: Environment): number {
  const value = node === undefined ? scalar(0) : evaluate(node, environment);
  return value.kind === "scalar" ? Math.max(0, Math.trunc(value.value) || 0) : 0;
}

/** SORT(array, function, order, limit): series without data stand last in either order (unk). */
function sort(all: readonly Series[], args: readonly Node[], environment: Environment): readonly Series[] {
  const [, by, order, limit] = args;
  const name: Aggregate = AGGREGATES.find((known) => by?.kind === "keyword" && by.name === known) ?? "AVG";
  const sign = order?.kind === "keyword" && order.name === "DESC" ? -1 : 1;
  const ranked = all.map((series) => ({
    series,
    rank: series.values.length === 0 ? undefined : sign * aggregateNumbers(name, series.values, series.values.length),
  }));
  ranked.sort((a, b) => (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) || 0);
  const sorted = ranked.map(({ series }) => series);
  return limit === undefined ? sorted : sorted.slice(0, position(limit, environment));
}
