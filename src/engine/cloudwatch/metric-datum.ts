import type { Dimension } from "../../metric/dimension.ts";
import { isStandardUnit, type StandardUnit } from "../../metric/standard-unit.ts";
import {
  emptyStatistics,
  isMetricValue,
  mergeStatistics,
  publishedStatistics,
  type StatisticSet,
  singleSample,
} from "../../metric/statistic-set.ts";
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

/**
 * The samples of one datum. `at` is its place in the request as AWS names it, `MetricData.member.1`, counted from 1 in every
 * protocol (obs LS).
 *
 * @throws AwsError InvalidParameterCombination, InvalidParameterValue
 */
export function datumStatistics(datum: MetricDatum, at: string): StatisticSet {
  const { Value, Values, StatisticValues } = datum;
  // obs LS
  if (Value !== undefined && Values !== undefined) throw mutuallyExclusive(`${at}.Value`, `${at}.Values`);
  if (Value !== undefined && StatisticValues !== undefined) {
    throw mutuallyExclusive(`${at}.Value`, `${at}.StatisticValues`);
  }
  if (Values !== undefined && StatisticValues !== undefined) {
    throw mutuallyExclusive(`${at}.Values`, `${at}.StatisticValues`);
  }
  if (Value !== undefined) return singleSample(checked(Value, `${at}.Value`));
  if (Values !== undefined && Values.length > 0) return valueStatistics(Values, datum.Counts, at);
  if (StatisticValues !== undefined) return setStatistics(StatisticValues, `${at}.StatisticValues`);
  // The rule is doc MODEL, the words are Tocsin's (unk).
  throw invalidParameterCombination(`One of ${at}.Value, ${at}.Values and ${at}.StatisticValues is required.`);
}

function valueStatistics(values: readonly number[], counts: readonly number[] | undefined, at: string): StatisticSet {
  if (counts !== undefined && counts.length !== values.length) {
    // obs LS
    throw invalidParameterValue(`The parameters ${at}.Values and ${at}.Counts must be of the same size.`);
  }
  if (values.length > MAX_VALUES) {
    // The rule is doc MODEL, the words are inf.
    throw invalidParameterValue(`The collection ${at}.Values must not have a size greater than ${MAX_VALUES}.`);
  }
  return values
    .map((value, index) => {
      const count = checked(counts?.[index] ?? 1, `${at}.Counts.member.${index + 1}`);
      if (count < 0) throw unusable(count, `${at}.Counts.member.${index + 1}`);
      return singleSample(checked(value, `${at}.Values.member.${index + 1}`), count);
    })
    .reduce(mergeStatistics, emptyStatistics());
}

function setStatistics(set: PublishedStatisticSet, at: string): StatisticSet {
  for (const [member, value] of Object.entries(set)) checked(value, `${at}.${member}`);
  if (set.SampleCount < 0) throw unusable(set.SampleCount, `${at}.SampleCount`);
  if (set.Minimum > set.Maximum) {
    // unk: rule and words are Tocsin's; no samples have such statistics.
    throw invalidParameterValue(`The parameter ${at}.Maximum must not be less than the parameter ${at}.Minimum.`);
  }
  return publishedStatistics(set);
}

function checked(value: number, parameter: string): number {
  if (!isMetricValue(value)) throw unusable(value, parameter);
  return value;
}

/** The words are those of a public imitation of the service (unk). */
function unusable(value: number | string, parameter: string): Error {
  return invalidParameterValue(`The value ${value} for parameter ${parameter} is invalid.`);
}

/** The time of a datum, at most two weeks old and two hours ahead (doc MODEL; the words are inf). */
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
  return toDimensions(Dimensions);
}

/** By the second for high-resolution metrics, else by the minute (doc MODEL; the words of a refusal are inf). */
export function datumResolution({ StorageResolution = 60 }: MetricDatum, at: string): 1 | 60 {
  if (StorageResolution === 1 || StorageResolution === 60) return StorageResolution;
  throw unusable(StorageResolution, `${at}.StorageResolution`);
}

export function datumUnit(datum: MetricDatum): StandardUnit {
  return datum.Unit !== undefined && isStandardUnit(datum.Unit) ? datum.Unit : "None";
}
