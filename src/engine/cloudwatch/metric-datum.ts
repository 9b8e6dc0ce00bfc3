import type { Dimension } from "../../metric/dimension.ts";
import { isStandardUnit, STANDARD_UNITS, type StandardUnit } from "../../metric/standard-unit.ts";
import {
  emptyStatistics,
  isMetricValue,
  mergeStatistics,
  publishedStatistics,
  type StatisticSet,
  singleSample,
} from "../../metric/statistic-set.ts";
import { doubleText } from "../../pattern/double-text.ts";
import { type AwsDimension, toDimensions } from "./dimensions.ts";
import { invalidParameterCombination, invalidParameterValue, mutuallyExclusive } from "./errors.ts";

export interface PublishedStatisticSet {
  readonly SampleCount: number;
  readonly Sum: number;
  readonly Minimum: number;
  readonly Maximum: number;
}

export interface MetricDatum {
  readonly MetricName: string;
  readonly Dimensions?: readonly AwsDimension[];
  /** Epoch milliseconds; now when absent. */
  readonly Timestamp?: number;
  readonly Value?: number;
  readonly Values?: readonly number[];
  readonly Counts?: readonly number[];
  readonly StatisticValues?: PublishedStatisticSet;
  readonly Unit?: string;
  /** 1 or 60 seconds. */
  readonly StorageResolution?: number;
}

const HOUR = 3_600_000;
/** doc MODEL */
const MAX_AGE = 14 * 24 * HOUR;
const MAX_AHEAD = 2 * HOUR;
const MAX_VALUES = 150;
/** What is reported at most of one request (unk: AWS's own bound). */
const MAX_PROBLEMS = 10;

/**
 * The samples of one datum. `at` is its place in the request as AWS names it, `MetricData.member.1`, counted from 1 in every
 * protocol (obs LS). Beside Values, StatisticValues are taken and Values passed over (obs STACKD metrics).
 *
 * @throws AwsError InvalidParameterCombination, InvalidParameterValue
 */
export function datumStatistics(datum: MetricDatum, at: string): StatisticSet {
  const { Value, Values, Counts, StatisticValues } = datum;
  // obs LS, STACKD metrics
  if (Value !== undefined && Values !== undefined) throw mutuallyExclusive(`${at}.Value`, `${at}.Values`);
  if (Value !== undefined && StatisticValues !== undefined) {
    throw mutuallyExclusive(`${at}.Value`, `${at}.StatisticValues`);
  }
  if (Counts !== undefined && Values === undefined) {
    // obs STACKD metrics, in AWS's own grammar
    throw invalidParameterCombination("The parameter values must appears when the counts parameter is specified.");
  }
  if (Value !== undefined) return singleSample(checked(Value, `${at}.Value`));
  const listed = Values === undefined || Values.length === 0 ? undefined : valueStatistics(Values, Counts, at);
  if (StatisticValues !== undefined) return setStatistics(StatisticValues, `${at}.StatisticValues`);
  if (listed !== undefined) return listed;
  throw invalidParameterCombination("At least one of the parameters must be specified."); // obs STACKD metrics
}

function valueStatistics(values: readonly number[], counts: readonly number[] | undefined, at: string): StatisticSet {
  if (counts !== undefined && counts.length !== values.length) {
    // obs LS
    throw invalidParameterValue(`The parameters ${at}.Values and ${at}.Counts must be of the same size.`);
  }
  if (values.length > MAX_VALUES) {
    // The rule is doc MODEL, the words are obs PUB.
    throw invalidParameterValue(`The collection ${at}.Values must not have a size greater than ${MAX_VALUES}.`);
  }
  return values
    .map((value, index) => {
      const count = checked(counts?.[index] ?? 1, `${at}.Counts.member.${index + 1}`);
      if (count < 0) {
        // obs STACKD metrics: it says so of a negative count, and takes 0.
        throw invalidParameterValue(`The parameter ${at}.Counts must contain only values greater than 0.`);
      }
      return singleSample(checked(value, `${at}.Values.member.${index + 1}`), count);
    })
    .reduce(mergeStatistics, emptyStatistics());
}

/** A Sum that does not go with the rest is taken (obs STACKD metrics), as is everything else that is a number. */
function setStatistics(set: PublishedStatisticSet, at: string): StatisticSet {
  for (const [member, value] of Object.entries(set)) checked(value, `${at}.${member}`);
  if (set.SampleCount <= 0) {
    throw invalidParameterValue(`The parameter ${at}.SampleCount must be greater than 0.`); // obs STACKD metrics
  }
  if (set.Minimum > set.Maximum) {
    // obs STACKD metrics, though an equal Maximum is taken
    throw invalidParameterValue(`The parameter ${at}.Maximum must be greater than ${at}.Minimum.`);
  }
  return publishedStatistics(set);
}

function checked(value: number, parameter: string): number {
  if (!isMetricValue(value)) throw unusable(doubleText(value), parameter);
  return value;
}

/** obs STACKD metrics for Value, inf for what else is not a number that CloudWatch takes. */
function unusable(value: string, parameter: string): Error {
  return invalidParameterValue(`The value ${value} for parameter ${parameter} is invalid.`);
}

/** The time of a datum, at most two weeks old and two hours ahead (doc MODEL; the words are obs STACKD metrics). */
export function datumTime(datum: MetricDatum, at: string, now: number): number {
  const time = datum.Timestamp ?? now;
  if (time < now - MAX_AGE) {
    throw invalidParameterValue(`The parameter ${at}.Timestamp must specify a time within the past two weeks.`);
  }
  if (time > now + MAX_AHEAD) {
    const limit = "must specify a time no more than two hours in the future.";
    throw invalidParameterValue(`The parameter ${at}.Timestamp ${limit}`);
  }
  return time;
}

/** Printable ASCII with at least one character that is no space (doc MODEL). */
function isDimensionText(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text) && text.trim() !== "";
}

/** The dimensions of a datum. That a name may not begin with a colon, and what texts are made of, is doc MODEL. */
export function datumDimensions({ Dimensions = [] }: MetricDatum, at: string): readonly Dimension[] {
  for (const [index, { Name, Value }] of Dimensions.entries()) {
    const member = `${at}.Dimensions.member.${index + 1}`;
    if (Name.startsWith(":") || !isDimensionText(Name)) throw unusable(Name, `${member}.Name`);
    if (!isDimensionText(Value)) throw unusable(Value, `${member}.Value`);
  }
  if (new Set(Dimensions.map(({ Name }) => Name)).size < Dimensions.length) {
    throw invalidParameterValue("No metric may specify the same dimension name twice."); // obs STACKD metrics
  }
  return toDimensions(Dimensions);
}

/** By the second for high-resolution metrics, else by the minute. The words are obs STACKD metrics. */
export function datumResolution({ StorageResolution = 60 }: MetricDatum, at: string): 1 | 60 {
  if (StorageResolution === 1 || StorageResolution === 60) return StorageResolution;
  throw invalidParameterValue(`The parameter ${at}.StorageResolution must be a value in the set [ 1, 60 ].`);
}

/**
 * Refuses units that CloudWatch does not know, a line for each datum. The words are obs PUB (collectd-cloudwatch 46,
 * micrometer 1645).
 */
export function checkUnits(data: readonly MetricDatum[]): void {
  const problems = data.flatMap(({ Unit }, index) => {
    if (Unit === undefined || isStandardUnit(Unit)) return [];
    const set = `[ ${STANDARD_UNITS.join(", ")} ]`;
    return [`The parameter MetricData.member.${index + 1}.Unit must be a value in the set ${set}.`];
  });
  if (problems.length > 0) throw invalidParameterValue(problems.slice(0, MAX_PROBLEMS).join("\n"));
}

export function datumUnit(datum: MetricDatum): StandardUnit {
  return datum.Unit !== undefined && isStandardUnit(datum.Unit) ? datum.Unit : "None";
}
