import { isStandardUnit } from "../metric/standard-unit.ts";
import { isStatistic, parseStatistic } from "../metric/statistics.ts";
import {
  type AlarmDimension,
  type AlarmSettings,
  COMPARISON_OPERATORS,
  type ComparisonOperator,
  type MetricAlarmConfiguration,
  type SingleMetricAlarmConfiguration,
  type ThresholdSettings,
  TREAT_MISSING_DATA,
  type TreatMissingData,
} from "./alarm.ts";
import { alarmPeriod, commonPeriod } from "./metric-math.ts";
import type { AlarmRefusal } from "./refusal.ts";
import { besideMetrics, checkMetrics, type MetricDataQueryRequest, storedQueries } from "./validate-metrics.ts";

/**
 * A PutMetricAlarm request as it comes from the wire, its lengths, required members and enums already checked against the
 * model. Members that Tocsin does not implement are here to be refused.
 */
export interface PutMetricAlarmRequest {
  readonly AlarmName: string;
  readonly AlarmDescription?: string;
  readonly ActionsEnabled?: boolean;
  readonly OKActions?: readonly string[];
  readonly AlarmActions?: readonly string[];
  readonly InsufficientDataActions?: readonly string[];
  readonly MetricName?: string;
  readonly Namespace?: string;
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly Dimensions?: readonly AlarmDimension[];
  readonly Period?: number;
  readonly Unit?: string;
  readonly EvaluationPeriods?: number;
  readonly DatapointsToAlarm?: number;
  readonly Threshold?: number;
  readonly ComparisonOperator: string;
  readonly TreatMissingData?: string;
  readonly EvaluateLowSampleCountPercentile?: string;
  readonly Metrics?: readonly MetricDataQueryRequest[];
  readonly ThresholdMetricId?: string;
  readonly EvaluationCriteria?: unknown;
}

/** A valid alarm, or every reason to refuse it; AWS answers with the first. */
export type ParsedMetricAlarm =
  | { readonly ok: true; readonly configuration: MetricAlarmConfiguration }
  | { readonly ok: false; readonly refusals: readonly [AlarmRefusal, ...AlarmRefusal[]] };

const DAY = 86_400;
const WEEK = 7 * DAY;
const ARN = /^arn:aws[a-z-]*:[a-z0-9-]+:[^:]*:[^:]*:./;

function invalid(message: string): AlarmRefusal {
  return { code: "ValidationError", message };
}

/** What Tocsin has no data or models for: refused by name rather than kept and never rung. */
function checkSupport({ EvaluationCriteria, ThresholdMetricId }: PutMetricAlarmRequest): readonly AlarmRefusal[] {
  if (EvaluationCriteria !== undefined) return [invalid("Tocsin evaluates no PromQL: EvaluationCriteria is refused.")];
  if (ThresholdMetricId === undefined) return [];
  return [invalid("Tocsin has no anomaly detection: ThresholdMetricId is refused.")];
}

function checkMetric(request: PutMetricAlarmRequest, account: string): readonly AlarmRefusal[] {
  const { MetricName, Namespace, Metrics } = request;
  if (Metrics !== undefined) {
    const beside = besideMetrics(request);
    return beside.length > 0 ? beside : checkMetrics(Metrics, account);
  }
  // obs aws-cloudformation/cfn-python-lint#771
  if (MetricName === undefined) return [invalid("MetricName must not be null")];
  // The rule is doc MODEL, the words follow (inf).
  return Namespace === undefined ? [invalid("Namespace must not be null")] : [];
}

function checkStatistic(request: PutMetricAlarmRequest): readonly AlarmRefusal[] {
  const { Statistic, ExtendedStatistic, Metrics } = request;
  if (Metrics !== undefined) return [];
  if (Statistic !== undefined && ExtendedStatistic !== undefined) {
    // obs STACKD
    const both = "PutMetricAlarm request can not be made with both Statistic and ExtendedStatistic parameters.";
    return [invalid(`${both} Only one of them should be present`)];
  }
  // The rule is doc MODEL, the words are Tocsin's (unk).
  if (Statistic === undefined && ExtendedStatistic === undefined) {
    return [invalid("One of Statistic and ExtendedStatistic is required.")];
  }
  if (ExtendedStatistic === undefined) return [];
  const parsed = parseStatistic(ExtendedStatistic);
  if (!parsed.ok) return [{ code: "InvalidParameterValue", message: parsed.message }];
  return typeof parsed.statistic === "string"
    ? [{ code: "InvalidParameterValue", message: unsupported(ExtendedStatistic) }]
    : [];
}

function unsupported(statistic: string): string {
  return `The value ${statistic} for parameter ExtendedStatistic is not supported.`;
}

function isAlarmPeriod(period: number): boolean {
  return [10, 20, 30].includes(period) || (period > 0 && period % 60 === 0);
}

function periodOf({ Period, Metrics }: PutMetricAlarmRequest): number | undefined {
  return Metrics === undefined ? Period : commonPeriod(storedQueries(Metrics));
}

function checkPeriods(request: PutMetricAlarmRequest): readonly AlarmRefusal[] {
  const { EvaluationPeriods, DatapointsToAlarm } = request;
  const Period = periodOf(request);
  const refusals: AlarmRefusal[] = [];
  // Of metric math, checkMetrics has said when there is no period.
  if (Period === undefined ? request.Metrics === undefined : !isAlarmPeriod(Period)) {
    // The rule is doc MODEL, the words are Tocsin's (unk).
    refusals.push(invalid("Period must be 10, 20, 30 or a multiple of 60."));
  }
  if (EvaluationPeriods === undefined) return [...refusals, invalid("EvaluationPeriods is required.")];
  refusals.push(...checkLength(Period ?? 0, EvaluationPeriods));
  if (DatapointsToAlarm !== undefined && DatapointsToAlarm > EvaluationPeriods) {
    // obs hashicorp/terraform#24070
    refusals.push(invalid("DatapointsToAlarm must be less than or equal to EvaluationPeriods"));
  }
  return refusals;
}

function checkLength(period: number, evaluationPeriods: number): readonly AlarmRefusal[] {
  const length = period * evaluationPeriods;
  // obs in its older form, which ended at the parenthesis; the ending is inf from the one below.
  if (period > 0 && period < 3600 && length > DAY) return [tooLong("day", DAY, "period < 3600")];
  // obs, public error reports of 2026
  return length > WEEK ? [tooLong("week", WEEK, "period >= 3600")] : [];
}

/** Whether an alarm looks back over periods as PutMetricAlarm takes them. */
export function hasValidPeriods(alarm: MetricAlarmConfiguration): boolean {
  const period = alarmPeriod(alarm);
  return isAlarmPeriod(period) && checkLength(period, alarm.EvaluationPeriods).length === 0;
}

function tooLong(span: string, seconds: number, which: string): AlarmRefusal {
  return invalid(
    `Metrics cannot be checked across more than a ${span} (EvaluationPeriods * Period must be <= ${seconds}) for alarms using ${which}`,
  );
}

function isTreatMissingData(text: string): text is TreatMissingData {
  return TREAT_MISSING_DATA.some((value) => value === text);
}

function isComparisonOperator(text: string): text is ComparisonOperator {
  return COMPARISON_OPERATORS.some((operator) => operator === text);
}

function isLowSampleTreatment(text: string): text is "evaluate" | "ignore" {
  return text === "evaluate" || text === "ignore";
}

/** The wording of both options is that of public imitations of the service (unk). */
function checkOptions(request: PutMetricAlarmRequest): readonly AlarmRefusal[] {
  const { TreatMissingData, EvaluateLowSampleCountPercentile, ExtendedStatistic } = request;
  const refusals: AlarmRefusal[] = [];
  if (TreatMissingData !== undefined && !isTreatMissingData(TreatMissingData)) {
    const supported = "breaching, notBreaching, ignore and missing";
    refusals.push(
      invalid(
        `Option ${TreatMissingData} is not supported. Supported options for parameter TreatMissingData are ${supported}.`,
      ),
    );
  }
  if (EvaluateLowSampleCountPercentile === undefined) return refusals;
  if (!isLowSampleTreatment(EvaluateLowSampleCountPercentile)) {
    refusals.push(
      invalid(
        `Option ${EvaluateLowSampleCountPercentile} is not supported. Supported options for parameter EvaluateLowSampleCountPercentile are evaluate and ignore.`,
      ),
    );
  } else if (ExtendedStatistic === undefined) {
    // Refused: obs STACKD; the words are Tocsin's (unk).
    refusals.push(invalid("EvaluateLowSampleCountPercentile can only be set with a percentile as ExtendedStatistic."));
  }
  return refusals;
}

function checkThreshold(request: PutMetricAlarmRequest): readonly AlarmRefusal[] {
  const refusals: AlarmRefusal[] = [];
  // The rules are doc MODEL, the words are Tocsin's (unk).
  if (request.Threshold === undefined || !Number.isFinite(request.Threshold))
    refusals.push(invalid("Threshold is required."));
  if (!isComparisonOperator(request.ComparisonOperator)) {
    const operator = `ComparisonOperator ${request.ComparisonOperator}`;
    refusals.push(invalid(`${operator} needs an anomaly detection band, which Tocsin does not have.`));
  }
  return refusals;
}

/** The kind of target is not checked, nor whether it exists (obs STACKD: accepted). */
export function checkActions(
  request: Pick<PutMetricAlarmRequest, "OKActions" | "AlarmActions" | "InsufficientDataActions">,
): readonly AlarmRefusal[] {
  const { OKActions = [], AlarmActions = [], InsufficientDataActions = [] } = request;
  const actions = [...OKActions, ...AlarmActions, ...InsufficientDataActions];
  // obs STACKD
  return actions.filter((action) => !ARN.test(action)).map((action) => invalid(`Invalid arn syntax: ${action}`));
}

/**
 * Judges a PutMetricAlarm request by the rules between its members and makes it a configuration. All problems are listed,
 * in the order of the rules; the order in which AWS looks at several is not known (unk).
 *
 * @param alarmArn the alarm's ARN, whose account is the one that metrics are looked for in
 * @param now epoch milliseconds
 * @example
 * ```ts
 * const request = { AlarmName: "root-usage", Namespace: "CIS", MetricName: "RootUsage", Statistic: "Sum", Period: 60,
 *   EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: "GreaterThanOrEqualToThreshold" };
 * parseMetricAlarm(request, alarmArn("us-east-1", "123456789012", "root-usage"), 0).ok; // true
 * ```
 */
export function parseMetricAlarm(request: PutMetricAlarmRequest, alarmArn: string, now: number): ParsedMetricAlarm {
  const account = alarmArn.split(":")[4] ?? "";
  const unsupported = checkSupport(request);
  const [first, ...others] =
    unsupported.length > 0
      ? unsupported
      : [
          ...checkMetric(request, account),
          ...checkStatistic(request),
          ...checkPeriods(request),
          ...checkThreshold(request),
          ...checkOptions(request),
          ...checkActions(request),
        ];
  if (first !== undefined) return { ok: false, refusals: [first, ...others] };
  const { MetricName, Namespace, Period, EvaluationPeriods, Threshold, ComparisonOperator, Metrics } = request;
  if (EvaluationPeriods === undefined || Threshold === undefined || !isComparisonOperator(ComparisonOperator)) {
    throw lacking();
  }
  const settings = {
    ...alarmSettings(request, alarmArn, now),
    EvaluationPeriods,
    Threshold,
    ComparisonOperator,
    ...optionalThresholdMembers(request),
  };
  if (Metrics !== undefined) {
    return { ok: true, configuration: { ...settings, Dimensions: [], Metrics: storedQueries(Metrics) } };
  }
  if (MetricName === undefined || Namespace === undefined || Period === undefined) throw lacking();
  const { Dimensions = [] } = request;
  return {
    ok: true,
    configuration: { ...settings, MetricName, Namespace, Dimensions, Period, ...optionalMetricMembers(request) },
  };
}

function lacking(): Error {
  return new Error("an alarm passed its checks and yet lacks a member");
}

/** What metric alarms and composite alarms have in common, as it is stored. */
export function alarmSettings(
  request: Pick<
    PutMetricAlarmRequest,
    "AlarmName" | "AlarmDescription" | "ActionsEnabled" | "OKActions" | "AlarmActions" | "InsufficientDataActions"
  >,
  alarmArn: string,
  now: number,
): AlarmSettings {
  return {
    AlarmName: request.AlarmName,
    AlarmArn: alarmArn,
    ...(request.AlarmDescription === undefined ? {} : { AlarmDescription: request.AlarmDescription }),
    AlarmConfigurationUpdatedTimestamp: now,
    ActionsEnabled: request.ActionsEnabled ?? true,
    OKActions: request.OKActions ?? [],
    AlarmActions: request.AlarmActions ?? [],
    InsufficientDataActions: request.InsufficientDataActions ?? [],
  };
}

/** The members that stay absent when they were not given. */
function optionalMetricMembers(request: PutMetricAlarmRequest): Partial<SingleMetricAlarmConfiguration> {
  const { Statistic, ExtendedStatistic, Unit } = request;
  return {
    ...(Statistic !== undefined && isStatistic(Statistic) ? { Statistic } : {}),
    ...(ExtendedStatistic === undefined ? {} : { ExtendedStatistic }),
    ...(Unit !== undefined && isStandardUnit(Unit) ? { Unit } : {}),
  };
}

function optionalThresholdMembers(request: PutMetricAlarmRequest): Partial<ThresholdSettings> {
  const { DatapointsToAlarm, TreatMissingData, EvaluateLowSampleCountPercentile } = request;
  return {
    ...(DatapointsToAlarm === undefined ? {} : { DatapointsToAlarm }),
    ...(TreatMissingData !== undefined && isTreatMissingData(TreatMissingData) ? { TreatMissingData } : {}),
    ...(EvaluateLowSampleCountPercentile !== undefined && isLowSampleTreatment(EvaluateLowSampleCountPercentile)
      ? { EvaluateLowSampleCountPercentile }
      : {}),
  };
}
