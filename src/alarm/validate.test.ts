import { describe, expect, it } from "vitest";
import { type PutMetricAlarmRequest, parseMetricAlarm } from "./validate.ts";

const ARN = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:root-usage";
const TOPIC = "arn:aws:sns:us-east-1:123456789012:alarms";
const request: PutMetricAlarmRequest = {
  AlarmName: "root-usage",
  MetricName: "RootUsage",
  Namespace: "CIS",
  Statistic: "Sum",
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: "GreaterThanOrEqualToThreshold",
};

type Changes = { readonly [K in keyof PutMetricAlarmRequest]?: PutMetricAlarmRequest[K] | undefined };

/** The request with some members changed, and those given as undefined left out. */
function requestWith(changes: Changes): PutMetricAlarmRequest {
  const entries = Object.entries({ ...request, ...changes }).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(entries),
    AlarmName: request.AlarmName,
    ComparisonOperator: changes.ComparisonOperator ?? request.ComparisonOperator,
  };
}

function refusals(changes: Changes): readonly string[] {
  const parsed = parseMetricAlarm(requestWith(changes), ARN, 0);
  return parsed.ok ? [] : parsed.refusals.map(({ code, message }) => `${code}: ${message}`);
}

describe("parseMetricAlarm", () => {
  it("fills in defaults and leaves the rest absent", () => {
    expect(parseMetricAlarm(request, ARN, 7)).toEqual({
      ok: true,
      configuration: {
        ...request,
        AlarmArn: ARN,
        AlarmConfigurationUpdatedTimestamp: 7,
        ActionsEnabled: true,
        OKActions: [],
        AlarmActions: [],
        InsufficientDataActions: [],
        Dimensions: [],
      },
    });
  });

  it("keeps every member that is given", () => {
    const changes = {
      AlarmDescription: "d",
      ActionsEnabled: false,
      AlarmActions: [TOPIC],
      Statistic: undefined,
      ExtendedStatistic: "p90",
      Unit: "Count",
      Dimensions: [{ Name: "Z", Value: "last" }],
      DatapointsToAlarm: 1,
      TreatMissingData: "ignore",
      EvaluateLowSampleCountPercentile: "ignore",
    };
    const parsed = parseMetricAlarm(requestWith(changes), ARN, 7);
    expect(parsed).toMatchObject({ ok: true, configuration: requestWith(changes) });
  });

  it.each<[string, Changes, string]>([
    [
      "a metric and metrics",
      { Metrics: [{ Id: "m" }], Namespace: undefined, Statistic: undefined, Period: undefined },
      "ValidationError: MetricName should not be set if list of Metrics is set.",
    ],
    [
      "both kinds of statistic",
      { ExtendedStatistic: "p90" },
      "ValidationError: PutMetricAlarm request can not be made with both Statistic and ExtendedStatistic parameters. Only one of them should be present",
    ],
    [
      "a percentile beyond 100",
      { Statistic: undefined, ExtendedStatistic: "p101" },
      "InvalidParameterValue: The value p101 for parameter ExtendedStatistic is not supported.",
    ],
    [
      "a plain statistic given as extended",
      { Statistic: undefined, ExtendedStatistic: "Sum" },
      "InvalidParameterValue: The value Sum for parameter ExtendedStatistic is not supported.",
    ],
    [
      "more than a day of short periods",
      { Period: 1800, EvaluationPeriods: 49 },
      "ValidationError: Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400) for alarms using period < 3600",
    ],
    [
      "more than a week",
      { Period: 86_400, EvaluationPeriods: 8 },
      "ValidationError: Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be <= 604800) for alarms using period >= 3600",
    ],
    [
      "more datapoints than periods",
      { DatapointsToAlarm: 2 },
      "ValidationError: DatapointsToAlarm must be less than or equal to EvaluationPeriods",
    ],
    ["an action that is no ARN", { OKActions: ["not-an-arn"] }, "ValidationError: Invalid arn syntax: not-an-arn"],
  ])("refuses %s in AWS's words", (_, changes, expected) => {
    expect(refusals(changes)).toEqual([expected]);
  });

  it.each<[string, Changes]>([
    ["no metric", { MetricName: undefined }],
    ["PromQL", { EvaluationCriteria: {} }],
    ["an anomaly band", { ThresholdMetricId: "ad1" }],
    ["no statistic", { Statistic: undefined }],
    ["no period", { Period: undefined }],
    ["a period of 90 seconds", { Period: 90 }],
    ["no number of periods", { EvaluationPeriods: undefined }],
    ["no threshold", { Threshold: undefined }],
    ["an anomaly operator", { ComparisonOperator: "LessThanLowerThreshold" }],
    ["an unknown treatment of missing data", { TreatMissingData: "skip" }],
    ["a low-sample setting without a percentile", { EvaluateLowSampleCountPercentile: "ignore" }],
    [
      "an unknown low-sample setting",
      { Statistic: undefined, ExtendedStatistic: "p90", EvaluateLowSampleCountPercentile: "skip" },
    ],
  ])("refuses %s", (_, changes) => {
    expect(refusals(changes)).toHaveLength(1);
  });

  it.each([10, 20, 30, 60, 180])("accepts a period of %i seconds", (Period) => {
    expect(refusals({ Period })).toEqual([]);
  });

  it("accepts a whole week of daily periods", () => {
    expect(refusals({ Period: 86_400, EvaluationPeriods: 7 })).toEqual([]);
  });

  it("lists all problems at once", () => {
    expect(refusals({ DatapointsToAlarm: 2, AlarmActions: ["nowhere"] })).toHaveLength(2);
  });
});
