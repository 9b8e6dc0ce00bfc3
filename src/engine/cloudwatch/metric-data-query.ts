import { type MathPlan, planQueries } from "../../metric/math/index.ts";
import { type MetricIdentity, metricIdentity } from "../../metric/metric.ts";
import { isPeriodAllowed } from "../../metric/period.ts";
import { type AnyStatistic, parseStatistic } from "../../metric/statistics.ts";
import { type AwsDimension, toDimensions } from "./dimensions.ts";
import { isDynamicLabel, readDynamicLabel } from "./dynamic-label.ts";
import { invalidParameterCombination, invalidParameterValue, validationError } from "./errors.ts";
import { periodProblem } from "./metric-times.ts";

export interface MetricStat {
  readonly Metric: {
    readonly Namespace?: string;
    readonly MetricName?: string;
    readonly Dimensions?: readonly AwsDimension[];
  };
  /** Seconds. */
  readonly Period: number;
  readonly Stat: string;
  readonly Unit?: string;
}

export interface MetricDataQuery {
  readonly Id: string;
  readonly MetricStat?: MetricStat;
  readonly Expression?: string;
  readonly Label?: string;
  readonly ReturnData?: boolean;
  readonly Period?: number;
  readonly AccountId?: string;
}

/** A query that reads a metric. */
export interface MetricQuery {
  readonly id: string;
  readonly metric: MetricIdentity;
  readonly period: number;
  readonly stat: string;
  readonly statistic: AnyStatistic;
  readonly unit?: string;
  /** Absent where none was given, and where it has placeholders. */
  readonly label?: string;
  /** Asks for the metric of an account that is not linked to this one: Tocsin has one account. */
  readonly foreign: boolean;
}

/** What GetMetricData is to answer, judged and in AWS's words refused where it cannot be. */
export interface ReadQueries {
  readonly metrics: readonly MetricQuery[];
  readonly plan: MathPlan;
}

/** doc MODEL */
const MAX_QUERIES = 500;

/** What the queries are judged against; times in epoch milliseconds. */
export interface QueryScope {
  readonly account: string;
  readonly startTime: number;
  readonly now: number;
}

/** @throws AwsError ValidationError, InvalidParameterValue, InvalidParameterCombination */
export function readQueries(queries: readonly MetricDataQuery[], scope: QueryScope): ReadQueries {
  if (queries.length > MAX_QUERIES) {
    // The rule is doc MODEL, the words are obs PUB.
    throw validationError(`The collection MetricDataQueries must not have a size greater than ${MAX_QUERIES}.`);
  }
  checkIds(queries);
  checkStatistics(queries);
  const metrics = queries.flatMap((query, index) => {
    const at = `MetricDataQueries.member.${index + 1}`;
    checkShape(query, at, scope);
    return query.MetricStat === undefined ? [] : [metricQuery(query, query.MetricStat, `${at}.MetricStat`, scope)];
  });
  return { metrics, plan: planOf(queries, metrics) };
}

const ID = /^[a-z][a-zA-Z0-9_]*$/;

/** The words are obs STACKD metrics; that several problems come in lines is obs PUB for the statistics, inf for the ids. */
function checkIds(queries: readonly MetricDataQuery[]): void {
  const problems = queries.flatMap(({ Id }, index) => {
    const at = `MetricDataQueries.member.${index + 1}.Id`;
    return ID.test(Id) ? [] : [`The value for parameter ${at} is not matching the expected pattern ${ID.source}.`];
  });
  if (problems.length > 0) throw validationError(problems.join("\n"));
  if (new Set(queries.map(({ Id }) => Id)).size < queries.length) {
    throw validationError("The values for parameter id in MetricDataQueries are not unique.");
  }
}

/** obs STACKD metrics; PUB (yet-another-cloudwatch-exporter 1435) for several. */
function checkStatistics(queries: readonly MetricDataQuery[]): void {
  const problems = queries.flatMap(({ MetricStat }, index) => {
    if (MetricStat === undefined || parseStatistic(MetricStat.Stat).ok) return [];
    return [`The value for parameter MetricDataQueries.member.${index + 1}.MetricStat.Stat is not a valid statistic.`];
  });
  if (problems.length > 0) throw validationError(problems.join("\n"));
}

function checkShape(query: MetricDataQuery, at: string, scope: QueryScope): void {
  const { MetricStat, Expression, Period, Label } = query;
  if (MetricStat === undefined && Expression === undefined) {
    // The words are those of a public imitation, which says it quotes AWS (unk).
    throw validationError(`The parameter ${at}.MetricStat is required.\n`);
  }
  if (MetricStat !== undefined && Expression !== undefined) {
    // obs STACKD metrics, by its code unlike the same sentence of PutMetricData
    throw validationError(
      `The parameters ${at}.Expression and ${at}.MetricStat are mutually exclusive and you have specified both.`,
    );
  }
  if (MetricStat !== undefined && Period !== undefined && Period !== MetricStat.Period) {
    // unk: the guide speaks of Period beside an expression only.
    throw invalidParameterCombination(`${at}.Period differs from ${at}.MetricStat.Period.`);
  }
  if (Period !== undefined && !isPeriodAllowed(Period, scope.startTime, scope.now)) {
    throw invalidParameterValue(periodProblem(`${at}.Period`, Period));
  }
  const read = Label === undefined ? undefined : readDynamicLabel(Label);
  if (read?.ok === false) throw invalidParameterValue(`The parameter ${at}.Label is invalid: ${read.message}`);
}

function metricQuery(query: MetricDataQuery, stat: MetricStat, at: string, scope: QueryScope): MetricQuery {
  const { Namespace, MetricName, Dimensions } = stat.Metric;
  // The form is that of other members that are missing (inf).
  if (Namespace === undefined) throw validationError(`The parameter ${at}.Metric.Namespace is required.\n`);
  if (MetricName === undefined) throw validationError(`The parameter ${at}.Metric.MetricName is required.\n`);
  const parsed = parseStatistic(stat.Stat);
  if (!parsed.ok) throw new Error(`a statistic that was not checked: ${stat.Stat}`);
  if (!isPeriodAllowed(stat.Period, scope.startTime, scope.now)) {
    throw invalidParameterValue(periodProblem(`${at}.Period`, stat.Period));
  }
  return {
    id: query.Id,
    metric: metricIdentity(Namespace, MetricName, toDimensions(Dimensions)),
    period: stat.Period,
    stat: stat.Stat,
    statistic: parsed.statistic,
    ...(stat.Unit === undefined ? {} : { unit: stat.Unit }),
    ...staticLabel(query),
    foreign: query.AccountId !== undefined && query.AccountId !== scope.account,
  };
}

/** A label with placeholders is written when the datapoints are known; until then the query has none. */
function staticLabel({ Label }: MetricDataQuery): { readonly label?: string } {
  return Label === undefined || isDynamicLabel(Label) ? {} : { label: Label };
}

function planOf(queries: readonly MetricDataQuery[], metrics: readonly MetricQuery[]): MathPlan {
  const periods = new Map(metrics.map(({ id, period }) => [id, period]));
  const planned = planQueries(
    queries.map((query) => {
      const { Id, Expression, Period, ReturnData } = query;
      const period = periods.get(Id) ?? Period;
      return {
        id: Id,
        ...(Expression === undefined ? {} : { expression: Expression }),
        ...staticLabel(query),
        ...(period === undefined ? {} : { period }),
        ...(ReturnData === undefined ? {} : { returnData: ReturnData }),
      };
    }),
  );
  if (planned.ok) return planned.plan;
  const [problem] = planned.diagnostics;
  // What AWS says after the name of the query is known for functions that do not exist only (obs STACKD metrics).
  throw validationError(`Error in expression '${problem?.id}': ${problem?.message}`);
}
