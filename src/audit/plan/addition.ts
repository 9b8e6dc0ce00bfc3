import { alarmArn, type SingleMetricAlarmConfiguration } from "../../alarm/alarm.ts";
import { defaultTopicPolicy } from "../../topic/default-policy.ts";
import type { AlarmItem, Inventory, MetricFilterItem, SubscriptionItem, TopicItem } from "../inventory.ts";

/** What a plan adds to an account: filters of one log group, and an alarm for each. */
export interface Addition {
  readonly region: string;
  readonly logGroupName: string;
  readonly filters: readonly FilterToAdd[];
  /** Those that the alarms of the filters name. */
  readonly topics: readonly TopicToUse[];
}

/** One filter with the alarm behind it. Filter, metric and alarm share a name: some auditors tie them by it. */
export interface FilterToAdd {
  readonly filterName: string;
  readonly filterPattern: string;
  readonly metricName: string;
  readonly metricNamespace: string;
  readonly alarmName: string;
  /** `pager` wakes somebody; `low-priority` is read some day, or by nobody. */
  readonly topic: TopicToUse["use"];
  readonly topicArn: string;
  /** The chosen authorities that accept its text. */
  readonly satisfies: readonly string[];
  /** The filter is there already, and lacks an alarm only. */
  readonly existing?: true;
}

export interface TopicToUse {
  readonly topicArn: string;
  readonly use: "pager" | "low-priority";
  /** Not among those that the inventory has. */
  readonly isNew: boolean;
  /** Whether an address must be subscribed, and confirm. */
  readonly subscribes: boolean;
}

/** Settings of every alarm of a plan: one event in five minutes rings. */
export const ALARM = {
  Statistic: "Sum",
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: "GreaterThanOrEqualToThreshold",
  TreatMissingData: "notBreaching",
} as const;

/** Stands for the address that whoever runs the commands gives. */
export const ADDRESS: Readonly<Record<TopicToUse["use"], string>> = {
  pager: "$EMAIL",
  "low-priority": "$LOW_PRIORITY_EMAIL",
};

/**
 * The account as it is once the commands of a plan have run, and whoever they subscribed has confirmed.
 *
 * @example
 * withAddition(inventory, addition).metricFilters.length; // as many more as the plan has new filters
 */
export function withAddition(inventory: Inventory, addition: Addition): Inventory {
  const { region, filters, topics } = addition;
  const known = new Set(inventory.topics.map(({ TopicArn }) => TopicArn));
  return {
    ...inventory,
    metricFilters: [...inventory.metricFilters, ...newFilters(addition)],
    alarms: [...inventory.alarms, ...filters.map((filter) => alarmItem(filter, region, inventory.account))],
    topics: [
      ...inventory.topics,
      ...topics.flatMap(({ topicArn }) =>
        known.has(topicArn) ? [] : [topicItem(topicArn, region, inventory.account)],
      ),
    ],
    subscriptions: [
      ...inventory.subscriptions,
      ...topics.flatMap((topic) => (topic.subscribes ? [subscriptionItem(topic, region)] : [])),
    ],
  };
}

function newFilters({ region, logGroupName, filters }: Addition): readonly MetricFilterItem[] {
  return filters.flatMap(({ filterName, filterPattern, metricName, metricNamespace, existing }) =>
    existing === true
      ? []
      : [
          {
            region,
            logGroupName,
            filterName,
            filterPattern,
            metricTransformations: [{ metricName, metricNamespace, metricValue: "1" }],
          },
        ],
  );
}

function alarmItem(
  { alarmName, metricName, metricNamespace, topicArn }: FilterToAdd,
  region: string,
  account: string,
): AlarmItem {
  const configuration: SingleMetricAlarmConfiguration = {
    AlarmName: alarmName,
    AlarmArn: alarmArn(region, account, alarmName),
    AlarmConfigurationUpdatedTimestamp: 0,
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [topicArn],
    InsufficientDataActions: [],
    MetricName: metricName,
    Namespace: metricNamespace,
    Dimensions: [],
    ...ALARM,
  };
  return { region, configuration, StateValue: "OK" };
}

function topicItem(TopicArn: string, region: string, account: string): TopicItem {
  return { region, TopicArn, attributes: { Policy: defaultTopicPolicy(TopicArn, account) } };
}

function subscriptionItem({ topicArn, use }: TopicToUse, region: string): SubscriptionItem {
  return {
    region,
    TopicArn: topicArn,
    SubscriptionArn: `${topicArn}:00000000-0000-4000-8000-000000000000`,
    Protocol: "email",
    Endpoint: ADDRESS[use],
    attributes: { PendingConfirmation: "false" },
  };
}
