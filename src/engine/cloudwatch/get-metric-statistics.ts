import { metricIdentity } from "../../metric/metric.ts";
import { aggregate, alignEnd, alignStart, isPeriodAllowed } from "../../metric/period.ts";
import type { StatisticSet } from "../../metric/statistic-set.ts";
import {
  type AnyStatistic,
  isStatistic,
  parseStatistic,
  readStatistic,
  STATISTICS,
  type Statistic,
} from "../../metric/statistics.ts";
import type { Operation } from "../context.ts";
import { type AwsDimension, toDimensions } from "./dimensions.ts";
import { invalidParameterCombination, invalidParameterValue } from "./errors.ts";
import { readUnits } from "./metric-reader.ts";
import { periodProblem, RETENTION } from "./metric-times.ts";

export interface GetMetricStatisticsInput {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly AwsDimension[];
  /** Epoch milliseconds: inclusive, and rounded down to what is stored. */
  readonly StartTime: number;
  /** Epoch milliseconds: exclusive, and rounded down as StartTime is. */
  readonly EndTime: number;
  /** Seconds. */
  readonly Period: number;
  readonly Statistics?: readonly string[];
  readonly ExtendedStatistics?: readonly string[];
  readonly Unit?: string;
}

export interface StatisticDatapoint extends Partial<Readonly<Record<Statistic, number>>> {
  /** Start of its period, epoch milliseconds. */
  readonly Timestamp: number;
  readonly Unit: string;
  readonly ExtendedStatistics?: Readonly<Record<string, number>>;
}

export interface GetMetricStatisticsOutput {
  readonly Label: string;
  readonly Datapoints: readonly StatisticDatapoint[];
}

/** doc MODEL */
const MAX_DATAPOINTS = 1440;

/**
 * GetMetricStatistics: the datapoints of a metric, oldest first, where AWS promises no order. Statistics and
 * ExtendedStatistics may both be asked for (obs STACKD metrics; MODEL says one of them). Units partition the data:
 * without `Unit`, each unit has datapoints of its own (doc CWUG). An unknown metric has none (obs LS).
 */
export const getMetricStatistics: Operation<GetMetricStatisticsInput, GetMetricStatisticsOutput> = async (
  engine,
  call,
  input,
) => {
  const { Namespace, MetricName, StartTime, EndTime, Period, Unit } = input;
  const now = engine.clock.now();
  const wanted = wantedStatistics(input);
  checkTimes(input, now);
  const { region } = call.scope;
  const metric = metricIdentity(Namespace, MetricName, toDimensions(input.Dimensions));
  const from = alignStart(StartTime, Period, now);
  const to = alignEnd(EndTime, from, Period, now);
  const datapoints = await engine.store.transaction(async (tx) => {
    const chosen = Unit === undefined ? {} : { unit: Unit };
    const range = { region, metric, from: Math.max(from, now - RETENTION), to, ...chosen };
    const found: StatisticDatapoint[] = [];
    for (const { unit, buckets } of await readUnits(tx, range)) {
      for (const { timestamp, statistics } of aggregate(buckets, from, Period, to)) {
        const read = readAll(statistics, wanted);
        if (read !== undefined) found.push({ Timestamp: timestamp, ...read, Unit: unit });
      }
    }
    return found;
  });
  return { Label: MetricName, Datapoints: datapoints.toSorted((a, b) => a.Timestamp - b.Timestamp) };
};

interface WantedStatistics {
  readonly plain: readonly Statistic[];
  readonly extended: readonly (readonly [name: string, statistic: AnyStatistic])[];
}

function wantedStatistics({ Statistics, ExtendedStatistics }: GetMetricStatisticsInput): WantedStatistics {
  if (Statistics === undefined && ExtendedStatistics === undefined) {
    // The rule is doc MODEL, the words are those of a public imitation of the service (unk).
    throw invalidParameterCombination("Must specify either Statistics or ExtendedStatistics");
  }
  return {
    plain: (Statistics ?? []).map(plainStatistic),
    extended: (ExtendedStatistics ?? []).map((name, index) => [name, extendedStatistic(name, index)]),
  };
}

/** The words of this refusal and the next are obs STACKD metrics. */
function plainStatistic(name: string, index: number): Statistic {
  if (isStatistic(name)) return name;
  const at = `Statistics.member.${index + 1}.<list element>`;
  throw invalidParameterValue(`The parameter ${at} must be a value in the set [${STATISTICS.join(", ")}].`);
}

function extendedStatistic(name: string, index: number): AnyStatistic {
  const parsed = parseStatistic(name);
  if (parsed.ok && typeof parsed.statistic !== "string") return parsed.statistic;
  const at = `ExtendedStatistics.member.${index + 1}.<list element>`;
  throw invalidParameterValue(`The value ${name} for parameter ${at} is not supported.`);
}

function checkTimes({ StartTime, EndTime, Period }: GetMetricStatisticsInput, now: number): void {
  if (StartTime >= EndTime) {
    // obs LS
    throw invalidParameterValue("The parameter StartTime must be less than the parameter EndTime.");
  }
  if (!isPeriodAllowed(Period, StartTime, now)) throw invalidParameterValue(periodProblem("Period", Period));
  const requested = Math.ceil((EndTime - StartTime) / (Period * 1000));
  if (requested > MAX_DATAPOINTS) {
    // obs LS
    throw invalidParameterCombination(
      `You have requested up to ${requested} datapoints, which exceeds the limit of ${MAX_DATAPOINTS}. ` +
        "You may reduce the datapoints requested by increasing Period, or decreasing the time range.",
    );
  }
}

/** What was asked for of one period; undefined when nothing of it can be told (a percentile without single samples). */
function readAll(
  statistics: StatisticSet,
  wanted: WantedStatistics,
): Pick<StatisticDatapoint, Statistic | "ExtendedStatistics"> | undefined {
  const plain = wanted.plain.map((name) => [name, readStatistic(statistics, name)] as const);
  const extended = wanted.extended.flatMap(([name, parsed]) => {
    const value = readStatistic(statistics, parsed);
    return value === undefined ? [] : [[name, value] as const];
  });
  if (plain.length === 0 && extended.length === 0) return undefined;
  return {
    ...Object.fromEntries(plain),
    ...(extended.length === 0 ? {} : { ExtendedStatistics: Object.fromEntries(extended) }),
  };
}
