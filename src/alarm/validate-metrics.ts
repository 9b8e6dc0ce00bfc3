import { isStandardUnit } from "../metric/standard-unit.ts";
import { parseStatistic } from "../metric/statistics.ts";
import type { AlarmDimension, AlarmMetricQuery } from "./alarm.ts";
import { commonPeriod, planAlarmMetrics } from "./metric-math.ts";
import type { AlarmRefusal } from "./refusal.ts";

/** One element of `Metrics` as it comes from the wire, its types and lengths already checked against the model. */
export interface MetricDataQueryRequest {
  readonly Id: string;
  readonly MetricStat?: {
    readonly Metric: {
      readonly Namespace?: string;
      readonly MetricName?: string;
      readonly Dimensions?: readonly AlarmDimension[];
    };
    readonly Period: number;
    readonly Stat: string;
    readonly Unit?: string;
  };
  readonly Expression?: string;
  readonly Label?: string;
  readonly ReturnData?: boolean;
  readonly Period?: number;
  readonly AccountId?: string;
}

/** An alarm on an expression uses at most ten metrics (doc CWUG). */
const METRIC_LIMIT = 10;

function invalid(message: string): AlarmRefusal {
  return { code: "ValidationError", message };
}

/** The members that belong to an alarm on one metric. */
const SINGLE_METRIC_MEMBERS = [
  "MetricName",
  "Namespace",
  "Statistic",
  "ExtendedStatistic",
  "Dimensions",
  "Period",
  "Unit",
] as const;

/**
 * What else cannot stand beside `Metrics` (MetricName: obs STACKD; Statistic: obs cloudtools/troposphere#1276; the others
 * are doc MODEL and their words inf). A list that is empty asks for nothing.
 */
export function besideMetrics(
  request: {
    readonly [M in (typeof SINGLE_METRIC_MEMBERS)[number]]?: unknown;
  },
): readonly AlarmRefusal[] {
  return SINGLE_METRIC_MEMBERS.filter((member) => {
    const value = request[member];
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
  }).map((member) => invalid(`${member} should not be set if list of Metrics is set.`));
}

/** The queries as they are stored; lists that were not given are empty (obs STACKD). */
export function storedQueries(queries: readonly MetricDataQueryRequest[]): readonly AlarmMetricQuery[] {
  return queries.map(({ MetricStat, ReturnData = true, ...query }) => ({
    ...query,
    ...(MetricStat === undefined ? {} : { MetricStat: storedMetricStat(MetricStat) }),
    ReturnData,
  }));
}

function storedMetricStat({
  Metric,
  Unit,
  ...rest
}: NonNullable<MetricDataQueryRequest["MetricStat"]>): NonNullable<AlarmMetricQuery["MetricStat"]> {
  return {
    Metric: { ...Metric, Dimensions: Metric.Dimensions ?? [] },
    ...rest,
    ...(Unit !== undefined && isStandardUnit(Unit) ? { Unit } : {}),
  };
}

/** What is wrong with the queries of an alarm. The rules are doc MODEL and CWUG, the words Tocsin's (unk) but where marked. */
export function checkMetrics(queries: readonly MetricDataQueryRequest[], account: string): readonly AlarmRefusal[] {
  const refusals = queries.flatMap((query) => checkQuery(query, account));
  if (queries.filter(({ ReturnData = true }) => ReturnData).length !== 1) {
    // obs hashicorp/terraform-provider-aws#29894
    refusals.push(invalid("Exactly one element of the metrics list should return data."));
  }
  if (queries.filter(({ MetricStat }) => MetricStat !== undefined).length > METRIC_LIMIT) {
    refusals.push(invalid(`An alarm on an expression uses at most ${METRIC_LIMIT} metrics.`));
  }
  if (refusals.length > 0) return refusals;
  return checkTogether(storedQueries(queries));
}

function checkQuery(query: MetricDataQueryRequest, account: string): readonly AlarmRefusal[] {
  const { Id, MetricStat, Expression, AccountId } = query;
  if ((MetricStat === undefined) === (Expression === undefined)) {
    return [invalid(`The metric ${Id} needs either MetricStat or Expression.`)];
  }
  const refusals: AlarmRefusal[] = [];
  if (AccountId !== undefined && AccountId !== account) {
    refusals.push(invalid(`Tocsin has no metrics of the account ${AccountId}, which ${Id} names.`));
  }
  if (MetricStat === undefined) return refusals;
  if (MetricStat.Metric.MetricName === undefined || MetricStat.Metric.Namespace === undefined) {
    refusals.push(invalid(`The metric ${Id} needs MetricName and Namespace.`));
  }
  if (!parseStatistic(MetricStat.Stat).ok) {
    refusals.push({
      code: "InvalidParameterValue",
      message: `The value ${MetricStat.Stat} for parameter Stat is not supported.`,
    });
  }
  return refusals;
}

function checkTogether(queries: readonly AlarmMetricQuery[]): readonly AlarmRefusal[] {
  const period = commonPeriod(queries);
  // obs aws/aws-cdk#7155
  if (period === undefined) return [invalid("Period must not be null")];
  const others = queries.flatMap((query) => query.MetricStat?.Period ?? query.Period ?? []);
  if (others.some((other) => other !== period)) return [invalid("All metrics of an alarm need the same Period.")];
  const planned = planAlarmMetrics(queries, period);
  if (!planned.ok) {
    // The beginning is AWS's (inf, from public error reports), the diagnosis Tocsin's.
    return planned.diagnostics.map(({ id, message }) => invalid(`Error in expression '${id}': ${message}`));
  }
  const judged = queries.find((query) => query.ReturnData);
  const kind = judged === undefined ? undefined : planned.plan.kinds.get(judged.Id);
  return kind === "series" ? [] : [invalid("An alarm needs an expression that returns a single time series.")];
}
