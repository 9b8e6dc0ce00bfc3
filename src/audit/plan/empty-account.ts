import type { SingleMetricAlarmConfiguration } from "../../alarm/alarm.ts";
import type { AlarmItem, Inventory, SubscriptionItem, TopicItem } from "../inventory.ts";
import type { PlannedFilter } from "./conflict-plan.ts";

const REGION = "us-east-1";
const ACCOUNT = "123456789012";
const LOG_GROUP = "CloudTrail/logs";

/**
 * The account that a plan leads to: one sound trail, the plan's filters, each with a metric, an alarm and a topic of its
 * own name, and a confirmed subscription on each topic. Authorities judge it as they would judge the real one.
 *
 * @example
 * plannedInventory(plan.filters).metricFilters.length; // one for each filter of the plan
 */
export function plannedInventory(filters: readonly PlannedFilter[]): Inventory {
  const topics = [...new Set(filters.map(({ topic }) => topic))];
  return {
    formatVersion: 1,
    account: ACCOUNT,
    collectedAt: 0,
    regions: [REGION],
    trails: [
      {
        TrailARN: `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/management`,
        Name: "management",
        HomeRegion: REGION,
        IsMultiRegionTrail: true,
        IsOrganizationTrail: false,
        IncludeGlobalServiceEvents: true,
        CloudWatchLogsLogGroupArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${LOG_GROUP}:*`,
        status: { IsLogging: true },
        selectors: { eventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }] },
      },
    ],
    logGroups: [{ region: REGION, logGroupName: LOG_GROUP }],
    metricFilters: filters.map(({ filterName, filterPattern, metricName, metricNamespace }) => ({
      region: REGION,
      logGroupName: LOG_GROUP,
      filterName,
      filterPattern,
      metricTransformations: [{ metricName, metricNamespace, metricValue: "1" }],
    })),
    alarms: filters.map(alarmItem),
    muteRules: [],
    topics: topics.map(topicItem),
    subscriptions: topics.map(subscriptionItem),
    keys: [],
    gaps: [],
  };
}

function topicArn(topic: string): string {
  return `arn:aws:sns:${REGION}:${ACCOUNT}:${topic}`;
}

/** A topic that lets CloudWatch publish. */
function topicItem(topic: string): TopicItem {
  const Resource = topicArn(topic);
  const Principal = { Service: "cloudwatch.amazonaws.com" };
  const Statement = [{ Effect: "Allow", Principal, Action: "sns:Publish", Resource }];
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
  return { region: REGION, TopicArn: Resource, attributes: { Policy } };
}

function alarmItem({ metricName, metricNamespace, topic }: PlannedFilter): AlarmItem {
  const configuration: SingleMetricAlarmConfiguration = {
    AlarmName: metricName,
    AlarmArn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:${metricName}`,
    AlarmConfigurationUpdatedTimestamp: 0,
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [topicArn(topic)],
    InsufficientDataActions: [],
    MetricName: metricName,
    Namespace: metricNamespace,
    Statistic: "Sum",
    Dimensions: [],
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
  };
  return { region: REGION, configuration, StateValue: "OK" };
}

function subscriptionItem(topic: string): SubscriptionItem {
  return {
    region: REGION,
    TopicArn: topicArn(topic),
    SubscriptionArn: `${topicArn(topic)}:00000000-0000-4000-8000-000000000000`,
    Protocol: "email",
    Endpoint: `${topic}@example.com`,
    attributes: { PendingConfirmation: "false" },
  };
}
