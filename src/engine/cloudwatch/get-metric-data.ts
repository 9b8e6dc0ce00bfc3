import {
  evaluatePlan,
  type Grid,
  type MathPlan,
  type MathValue,
  referencedIds,
  type Series,
  usesMetrics,
} from "../../metric/math/index.ts";
import { aggregate, alignEnd, alignStart } from "../../metric/period.ts";
import { readStatistic } from "../../metric/statistics.ts";
import type { Operation } from "../context.ts";
import type { Transaction } from "../ports.ts";
import { isDynamicLabel, readDynamicLabel, renderLabel } from "./dynamic-label.ts";
import { invalidParameterValue, validationError } from "./errors.ts";
import { defaultLabels } from "./metric-data-label.ts";
import { type MetricDataMessage, type MetricDataResult, pageOf } from "./metric-data-page.ts";
import { type MetricDataQuery, type MetricQuery, readQueries } from "./metric-data-query.ts";
import { readUnits } from "./metric-reader.ts";
import { periodStarts, RETENTION, shortestPeriod } from "./metric-times.ts";
import { byPreference } from "./unit-choice.ts";

export interface GetMetricDataInput {
  readonly MetricDataQueries: readonly MetricDataQuery[];
  /** Epoch milliseconds: inclusive, and rounded down to what is stored. */
  readonly StartTime: number;
  /** Epoch milliseconds: exclusive, and rounded down as StartTime is. */
  readonly EndTime: number;
  readonly NextToken?: string;
  readonly ScanBy?: string;
  readonly MaxDatapoints?: number;
  /** The time zone of placeholders that print times, which Tocsin refuses: nothing else depends on it (doc MODEL). */
  readonly LabelOptions?: { readonly Timezone?: string };
}

export interface GetMetricDataOutput {
  readonly MetricDataResults: readonly MetricDataResult[];
  readonly NextToken?: string;
  readonly Messages: readonly MetricDataMessage[];
}

/** doc MODEL */
const MAX_DATAPOINTS = 100_800;

/**
 * GetMetricData: metrics and metric math on them, newest datapoints first unless ScanBy says otherwise. An unknown metric
 * is an empty, complete result (obs LS). Of a metric with several units that a query does not choose from, one is
 * returned, with a message that names all (obs LS).
 */
export const getMetricData: Operation<GetMetricDataInput, GetMetricDataOutput> = async (engine, call, input) => {
  const { MetricDataQueries, StartTime, EndTime, ScanBy } = input;
  const now = engine.clock.now();
  checkTimes(input);
  checkTimezone(input.LabelOptions?.Timezone);
  const limit = maxDatapoints(input.MaxDatapoints);
  const range = { from: StartTime, to: EndTime, now };
  const { account, region } = call.scope;
  const { metrics, plan } = readQueries(MetricDataQueries, { account, startTime: StartTime, now });
  const labels = defaultLabels(metrics.filter(({ label }) => label === undefined));
  const read = await engine.store.transaction(async (tx) => {
    const all = new Map<string, ReadSeries>();
    for (const query of metrics) all.set(query.id, await readSeries(tx, region, query, labels.get(query.id), range));
    return all;
  });
  const values = evaluatePlan(plan, {
    series: new Map([...read].map(([id, { series }]) => [id, series])),
    ...gridsOf(plan, range),
  });
  const results = MetricDataQueries.filter(({ ReturnData }) => ReturnData !== false).flatMap(({ Id, Label = "" }) => {
    const dynamic = isDynamicLabel(Label) ? readDynamicLabel(Label) : undefined;
    const query = metrics.find(({ id }) => id === Id);
    return seriesOf(values.get(Id)).map((series) => {
      const label = dynamic?.ok ? renderLabel(dynamic.parts, series, query, call.scope) : series.label;
      return resultOf(Id, { ...series, label }, read.get(Id)?.messages ?? [], ScanBy === "TimestampAscending");
    });
  });
  const request = engine.ids.digest([JSON.stringify([MetricDataQueries, StartTime, EndTime, ScanBy ?? ""])]);
  const page = pageOf(results, limit, request, input.NextToken);
  return {
    MetricDataResults: page.results,
    ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }),
    Messages: [],
  };
};

function seriesOf(value: MathValue | undefined): readonly Series[] {
  if (value === undefined || value.kind === "scalar") return [];
  return value.kind === "series" ? [value.series] : value.series;
}

function checkTimes({ StartTime, EndTime }: GetMetricDataInput): void {
  // The words are those of two public imitations of the service (unk).
  if (StartTime === EndTime) throw validationError("The parameter StartTime must not equal parameter EndTime.");
  if (StartTime > EndTime) throw validationError("The parameter EndTime must be greater than StartTime.");
}

function checkTimezone(timezone = "+0000"): void {
  // The form is doc MODEL, the words are Tocsin's (unk).
  if (!/^[+-]\d{4}$/.test(timezone)) {
    throw invalidParameterValue("The parameter LabelOptions.Timezone must be a sign and four digits, such as +0130.");
  }
}

function maxDatapoints(asked: number = MAX_DATAPOINTS): number {
  if (Number.isInteger(asked) && asked >= 1 && asked <= MAX_DATAPOINTS) return asked;
  // The bounds are doc MODEL, the words are Tocsin's (unk).
  throw invalidParameterValue(`The parameter MaxDatapoints must be between 1 and ${MAX_DATAPOINTS}.`);
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

interface ReadSeries {
  readonly series: Series;
  readonly messages: readonly MetricDataMessage[];
}

/** obs STACKD metrics */
const FORBIDDEN: MetricDataMessage = {
  Code: "Forbidden",
  Value: "Access denied when getting data - please check that this account and the requested metric account are linked",
};

async function readSeries(
  tx: Transaction,
  region: string,
  query: MetricQuery,
  label: string | undefined,
  { from, to, now }: Range,
): Promise<ReadSeries> {
  const { id, metric, period, statistic, unit } = query;
  const named = { id, label: query.label ?? label ?? metric.metricName };
  if (query.foreign) return { series: { ...named, timestamps: [], values: [] }, messages: [FORBIDDEN] };
  const start = alignStart(from, period, now);
  const end = alignEnd(to, start, period, now);
  const found = byPreference(
    await readUnits(tx, {
      region,
      metric,
      from: Math.max(start, now - RETENTION),
      to: end,
      ...(unit === undefined ? {} : { unit }),
    }),
  );
  const points = aggregate(found[0]?.buckets ?? [], start, period, end).flatMap(({ timestamp, statistics }) => {
    const value = readStatistic(statistics, statistic);
    return value === undefined ? [] : [{ timestamp, value }];
  });
  return {
    series: {
      ...named,
      timestamps: points.map(({ timestamp }) => timestamp),
      values: points.map(({ value }) => value),
    },
    messages: found.length > 1 ? [multipleUnits(found.map((data) => data.unit))] : [],
  };
}

/** obs LS */
function multipleUnits(units: readonly string[]): MetricDataMessage {
  return { Code: "MultipleUnits", Value: `Multiple units returned: '[${units.join(", ")}]'` };
}

/**
 * The periods of each expression: its own Period, else the shortest of what it names (unk: what AWS does with several),
 * else the shortest that data of that age has.
 */
function gridsOf(plan: MathPlan, { from, to, now }: Range): { readonly grid: Grid; readonly grids: Map<string, Grid> } {
  const made = new Map<number, Grid>();
  const gridOf = (period: number): Grid => {
    const known = made.get(period);
    if (known !== undefined) return known;
    const start = alignStart(from, period, now);
    const grid = { timestamps: periodStarts(start, alignEnd(to, start, period, now), period, now), period };
    made.set(period, grid);
    return grid;
  };
  const unnamed = shortestPeriod(from, now);
  const periods = new Map(plan.metrics.map(({ id, period }) => [id, period ?? unnamed]));
  const ofMetrics = [...periods.values()];
  for (const { query, expression } of plan.steps) {
    const named = [...referencedIds(expression)].flatMap((id) => periods.get(id) ?? []);
    const shortest = Math.min(...named, ...(usesMetrics(expression) ? ofMetrics : []));
    periods.set(query.id, query.period ?? (Number.isFinite(shortest) ? shortest : unnamed));
  }
  return {
    grid: { timestamps: [], period: unnamed },
    grids: new Map(plan.steps.map(({ query }) => [query.id, gridOf(periods.get(query.id) ?? unnamed)])),
  };
}

function resultOf(
  id: string,
  series: Series,
  messages: readonly MetricDataMessage[],
  oldestFirst: boolean,
): MetricDataResult {
  return {
    Id: id,
    Label: series.label,
    Timestamps: oldestFirst ? series.timestamps : series.timestamps.toReversed(),
    Values: oldestFirst ? series.values : series.values.toReversed(),
    StatusCode: messages.includes(FORBIDDEN) ? "Forbidden" : "Complete",
    ...(messages.length === 0 ? {} : { Messages: messages }),
  };
}
