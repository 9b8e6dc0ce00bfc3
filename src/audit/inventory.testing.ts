import type { SingleMetricAlarmConfiguration } from "../alarm/alarm.ts";
import { alarmArn } from "../alarm/alarm.ts";
import type { CloudTrailRecord } from "../cloudtrail/record.ts";
import { defaultTopicPolicy } from "../topic/default-policy.ts";
import type {
  AlarmItem,
  Inventory,
  LogGroupItem,
  MetricFilterItem,
  SubscriptionItem,
  TopicItem,
  TrailItem,
} from "./inventory.ts";
import type { SimulatedEvent } from "./simulate.ts";

export const ACCOUNT = "123456789012";
export const REGION = "us-east-1";
export const NOON = Date.parse("2026-09-14T12:00:20Z");
export const TOPIC_ARN = `arn:aws:sns:${REGION}:${ACCOUNT}:alerts`;

/** Chains to begin from: each link is sound unless a test says otherwise. */
export const soundTrail: TrailItem = {
  TrailARN: `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/main`,
  Name: "main",
  HomeRegion: REGION,
  IsMultiRegionTrail: true,
  IsOrganizationTrail: false,
  IncludeGlobalServiceEvents: true,
  CloudWatchLogsLogGroupArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:trail-logs:*`,
  CloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/trail`,
  status: { IsLogging: true },
  selectors: { eventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }] },
};

export const soundLogGroup: LogGroupItem = { region: REGION, logGroupName: "trail-logs", logGroupClass: "STANDARD" };

export const soundFilter: MetricFilterItem = {
  region: REGION,
  logGroupName: "trail-logs",
  filterName: "root-usage",
  filterPattern: '{ $.userIdentity.type = "Root" }',
  metricTransformations: [{ metricName: "RootUsage", metricNamespace: "CIS", metricValue: "1" }],
};

export const soundConfiguration: SingleMetricAlarmConfiguration = {
  AlarmName: "root-usage",
  AlarmArn: alarmArn(REGION, ACCOUNT, "root-usage"),
  AlarmConfigurationUpdatedTimestamp: 0,
  ActionsEnabled: true,
  OKActions: [],
  AlarmActions: [TOPIC_ARN],
  InsufficientDataActions: [],
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: "GreaterThanOrEqualToThreshold",
  TreatMissingData: "notBreaching",
  MetricName: "RootUsage",
  Namespace: "CIS",
  Statistic: "Sum",
  Dimensions: [],
  Period: 60,
};

export const soundAlarm: AlarmItem = { region: REGION, configuration: soundConfiguration, StateValue: "OK" };

export const soundTopic: TopicItem = {
  region: REGION,
  TopicArn: TOPIC_ARN,
  attributes: { Policy: defaultTopicPolicy(TOPIC_ARN, ACCOUNT) },
};

export const soundSubscription: SubscriptionItem = {
  region: REGION,
  TopicArn: TOPIC_ARN,
  SubscriptionArn: `${TOPIC_ARN}:5f8a6d3c-1c1e-4c6a-9d9a-0f6a4b1c2d3e`,
  Protocol: "email",
  Endpoint: "oncall@example.com",
  attributes: { PendingConfirmation: "false" },
};

/** A chain that rings when root acts, with other links in place of its own. */
export function chain(links: Partial<Inventory> = {}): Inventory {
  return {
    formatVersion: 1,
    account: ACCOUNT,
    collectedAt: NOON,
    regions: [REGION],
    trails: [soundTrail],
    logGroups: [soundLogGroup],
    metricFilters: [soundFilter],
    alarms: [soundAlarm],
    muteRules: [],
    topics: [soundTopic],
    subscriptions: [soundSubscription],
    keys: [],
    gaps: [],
    ...links,
  };
}

/** An alarm that differs from the sound one in these settings. */
export function alarmWith(changed: Partial<SingleMetricAlarmConfiguration>): AlarmItem {
  const { AlarmName = soundConfiguration.AlarmName } = changed;
  const AlarmArn = alarmArn(REGION, ACCOUNT, AlarmName);
  return { ...soundAlarm, configuration: { ...soundConfiguration, AlarmArn, ...changed } };
}

/** A call by root. */
export function rootCall(members: Readonly<Record<string, string>> = {}): SimulatedEvent {
  const record: CloudTrailRecord = {
    eventTime: "2026-09-14T12:00:20Z",
    eventSource: "iam.amazonaws.com",
    eventName: "CreateUser",
    awsRegion: REGION,
    managementEvent: true,
    eventCategory: "Management",
    readOnly: false,
    userIdentity: { type: "Root" },
    ...members,
  };
  return { id: "root-call", record, text: JSON.stringify(record) };
}
