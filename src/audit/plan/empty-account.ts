import type { Inventory } from "../inventory.ts";
import { type TopicToUse, withAddition } from "./addition.ts";
import type { PlannedFilter } from "./conflict-plan.ts";

const REGION = "us-east-1";
const ACCOUNT = "123456789012";
const LOG_GROUP = "CloudTrail/logs";

/** An account with one sound trail and nothing behind its log group. */
const EMPTY: Inventory = {
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
  metricFilters: [],
  alarms: [],
  muteRules: [],
  topics: [],
  subscriptions: [],
  keys: [],
  gaps: [],
};

/**
 * The account that a plan leads to: one sound trail, the plan's filters, each with a metric, an alarm and a topic of its
 * own name, and a confirmed subscription on each topic. Authorities judge it as they would judge the real one.
 *
 * @example
 * plannedInventory(plan.filters).metricFilters.length; // one for each filter of the plan
 */
export function plannedInventory(filters: readonly PlannedFilter[]): Inventory {
  const uses = [...new Set(filters.map(({ topic }) => topic))];
  return withAddition(EMPTY, {
    region: REGION,
    logGroupName: LOG_GROUP,
    filters: filters.map((filter) => ({
      ...filter,
      alarmName: filter.metricName,
      topicArn: topicArn(filter.topic),
    })),
    topics: uses.map((use) => ({ topicArn: topicArn(use), use, isNew: true, subscribes: true })),
  });
}

function topicArn(use: TopicToUse["use"]): string {
  return `arn:aws:sns:${REGION}:${ACCOUNT}:${use}`;
}
