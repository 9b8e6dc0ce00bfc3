import { atMost, type Constraint, type Constraints, each, length, oneOf, range } from "../constraint.ts";
import { standardUnit } from "./standard-unit.ts";

/** Source of every bound, pattern and enumeration: the published API model of CloudWatch (doc MODEL). */

const alarmName = length(1, 255);
const alarmNames = each(alarmName, atMost(100));
const actions = each(length(1, 1024), atMost(5));
const metricName = length(1, 255);
const namespace: Constraint = { ...length(1, 255), pattern: { shown: "[^:].*", test: /^[^:].*$/s } };
const dimensions: Constraint = atMost(30);
const period = range(1);
const maxRecords = range(1, 100);
// The enumerations below keep the model's order [inf], but for StateValue, whose order was seen.
const statistic = oneOf("SampleCount", "Average", "Sum", "Minimum", "Maximum");
const stateValue = oneOf("INSUFFICIENT_DATA", "ALARM", "OK"); // obs LS
const alarmTypes = each(oneOf("CompositeAlarm", "MetricAlarm", "LogAlarm"));
const comparisonOperator = oneOf(
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
  "LessThanLowerOrGreaterThanUpperThreshold",
  "LessThanLowerThreshold",
  "GreaterThanUpperThreshold",
);

export const cloudwatchConstraints: Constraints = {
  PutMetricAlarmInput: {
    AlarmName: alarmName,
    AlarmDescription: length(0, 1024),
    OKActions: actions,
    AlarmActions: actions,
    InsufficientDataActions: actions,
    MetricName: metricName,
    Namespace: namespace,
    Statistic: statistic,
    Dimensions: dimensions,
    Period: period,
    Unit: standardUnit,
    // The model asks for neither, because PromQL alarms have neither; every other alarm must have both. [inf]
    EvaluationPeriods: { ...range(1), required: true },
    DatapointsToAlarm: range(1),
    ComparisonOperator: { ...comparisonOperator, required: true },
    TreatMissingData: length(1, 255),
    EvaluateLowSampleCountPercentile: length(1, 255),
  },
  PutCompositeAlarmInput: {
    AlarmName: alarmName,
    AlarmRule: length(1, 10_240),
    AlarmActions: actions,
    AlarmDescription: length(0, 1024),
    InsufficientDataActions: actions,
    OKActions: actions,
    ActionsSuppressor: length(1, 1600),
    // The model has no bounds but the type; below zero there is no period. [inf]
    ActionsSuppressorWaitPeriod: range(0),
    ActionsSuppressorExtensionPeriod: range(0),
  },
  TagResourceInput: { ResourceARN: length(1, 1024) },
  UntagResourceInput: { ResourceARN: length(1, 1024), TagKeys: each(length(1, 128)) },
  ListTagsForResourceInput: { ResourceARN: length(1, 1024) },
  Dimension: { Name: length(1, 255), Value: length(1, 1024) },
  DimensionFilter: { Name: length(1, 255), Value: length(1, 1024) },
  Tag: { Key: length(1, 128), Value: length(0, 256) },
  DescribeAlarmsInput: {
    AlarmNames: alarmNames,
    AlarmNamePrefix: alarmName,
    AlarmTypes: alarmTypes,
    ChildrenOfAlarmName: alarmName,
    ParentsOfAlarmName: alarmName,
    StateValue: stateValue,
    ActionPrefix: length(1, 1024),
    MaxRecords: maxRecords,
  },
  DescribeAlarmsForMetricInput: {
    MetricName: metricName,
    Namespace: namespace,
    Statistic: statistic,
    Dimensions: dimensions,
    Period: period,
    Unit: standardUnit,
  },
  DeleteAlarmsInput: { AlarmNames: alarmNames },
  EnableAlarmActionsInput: { AlarmNames: alarmNames },
  DisableAlarmActionsInput: { AlarmNames: alarmNames },
  SetAlarmStateInput: {
    AlarmName: alarmName,
    StateValue: stateValue,
    StateReason: length(0, 1023),
    StateReasonData: length(0, 4000),
  },
  DescribeAlarmHistoryInput: {
    AlarmName: alarmName,
    AlarmContributorId: length(1, 16),
    AlarmTypes: alarmTypes,
    HistoryItemType: oneOf(
      "ConfigurationUpdate",
      "StateUpdate",
      "Action",
      "AlarmContributorStateUpdate",
      "AlarmContributorAction",
    ),
    MaxRecords: maxRecords,
    ScanBy: oneOf("TimestampDescending", "TimestampAscending"),
  },
  GetMetricDataInput: { ScanBy: oneOf("TimestampDescending", "TimestampAscending") },
  MetricDataQuery: {
    Id: length(1, 255),
    Expression: length(1, 2048),
    Period: range(1),
    AccountId: length(1, 255),
  },
  MetricStat: { Period: range(1), Unit: standardUnit },
  Metric: { Namespace: namespace, MetricName: metricName, Dimensions: dimensions },
  GetMetricStatisticsInput: {
    Namespace: namespace,
    MetricName: metricName,
    Dimensions: dimensions,
    Period: period,
    Statistics: length(1, 5),
    ExtendedStatistics: length(1, 10),
    Unit: standardUnit,
  },
  ListMetricsInput: {
    Namespace: namespace,
    MetricName: metricName,
    Dimensions: atMost(10),
    OwningAccount: length(1, 255),
  },
  PutAlarmMuteRuleInput: { Name: alarmName, Description: length(0, 1024) },
  Schedule: { Expression: length(1, 256), Duration: length(1, 50), Timezone: length(1, 50) },
  MuteTargets: { AlarmNames: alarmNames },
  GetAlarmMuteRuleInput: { AlarmMuteRuleName: alarmName },
  DeleteAlarmMuteRuleInput: { AlarmMuteRuleName: alarmName },
  ListAlarmMuteRulesInput: {
    AlarmName: alarmName,
    Statuses: each(oneOf("SCHEDULED", "ACTIVE", "EXPIRED")),
    MaxRecords: maxRecords,
  },
  // What else is wrong with metric data has sentences of its own. obs STACKD metrics
  PutMetricDataInput: { Namespace: length(1, 255) },
  MetricDatum: { MetricName: metricName, Dimensions: dimensions },
};
