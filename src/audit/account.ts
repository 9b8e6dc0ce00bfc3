import { isCompositeAlarm, type MetricAlarmConfiguration } from "../alarm/alarm.ts";
import { childNames, ruleOf } from "../alarm/composite/composite-alarm.ts";
import { suppressorName } from "../alarm/composite/follow.ts";
import { watchedMetrics } from "../alarm/metric-math.ts";
import type { MuteRule } from "../alarm/mute/mute-rule.ts";
import { type MetricIdentity, metricIdentity, metricKey } from "../metric/metric.ts";
import { isMetricValue } from "../metric/statistic-set.ts";
import type { CompositeItem } from "./chain/following.ts";
import { type FilterShelf, filterShelf } from "./chain/metric-filters.ts";
import type { AlarmItem, Inventory, LogGroupItem, SubscriptionItem, TopicItem } from "./inventory.ts";
import { isReadableAlarm, isReadableMuteRule } from "./readable.ts";

/** An alarm on metrics as the inventory holds it. */
export type MetricAlarmItem = AlarmItem & { readonly configuration: MetricAlarmConfiguration };

/** What a filter publishes for an event that it does not match. */
export interface DefaultSample {
  readonly metric: MetricIdentity;
  readonly unit: string;
  readonly value: number;
}

/** An inventory, indexed by what its links refer to each other with. Names are keyed by {@link inRegion}. */
export interface Account {
  readonly inventory: Inventory;
  readonly logGroups: ReadonlyMap<string, LogGroupItem>;
  readonly filters: FilterShelf;
  readonly alarms: ReadonlyMap<string, AlarmItem>;
  /** By region and metric key. */
  readonly alarmsOnMetric: ReadonlyMap<string, readonly MetricAlarmItem[]>;
  /** The composite alarms that mention an alarm, in their rule or as their suppressor. */
  readonly dependents: ReadonlyMap<string, readonly CompositeItem[]>;
  /** Alarms with a statistic, metric math or rule that is not understood. */
  readonly unreadableAlarms: readonly AlarmItem[];
  /** By region and metric key: what filters publish whatever happens. */
  readonly defaults: ReadonlyMap<string, readonly DefaultSample[]>;
  /** By region. */
  readonly muteRules: ReadonlyMap<string, readonly MuteRule[]>;
  /** By ARN. */
  readonly topics: ReadonlyMap<string, TopicItem>;
  /** By the topic's ARN. */
  readonly subscriptions: ReadonlyMap<string, readonly SubscriptionItem[]>;
}

/** The key of a name within a region. */
export function inRegion(region: string, name: string): string {
  return `${region}/${name}`;
}

/**
 * Indexes an inventory.
 *
 * @param before an account that the inventory was made from: what is the same in both is not compiled again
 * @example
 * const account = accountOf(inventory);
 * account.logGroups.get(inRegion("us-east-1", "CloudTrail/logs"))?.logGroupClass;
 */
export function accountOf(inventory: Inventory, before?: Account): Account {
  const sameFilters = before?.inventory.metricFilters === inventory.metricFilters;
  const readable = inventory.alarms.filter(isReadableAlarm);
  const alarmsOnMetric = new Map<string, MetricAlarmItem[]>();
  const dependents = new Map<string, CompositeItem[]>();
  for (const item of readable) {
    const { configuration, region } = item;
    if (isCompositeAlarm(configuration)) {
      const suppressor = suppressorName(configuration);
      const mentioned = new Set([
        ...childNames(ruleOf(configuration)),
        ...(suppressor === undefined ? [] : [suppressor]),
      ]);
      for (const name of mentioned) add(dependents, inRegion(region, name), { ...item, configuration });
    } else {
      const keys = new Set(watchedMetrics(configuration).map(metricKey));
      for (const key of keys) add(alarmsOnMetric, inRegion(region, key), { ...item, configuration });
    }
  }
  return {
    inventory,
    logGroups: new Map(inventory.logGroups.map((group) => [inRegion(group.region, group.logGroupName), group])),
    filters: before !== undefined && sameFilters ? before.filters : filterShelf(inventory),
    alarms: new Map(readable.map((item) => [inRegion(item.region, item.configuration.AlarmName), item])),
    alarmsOnMetric,
    dependents,
    unreadableAlarms: inventory.alarms.filter((item) => !isReadableAlarm(item)),
    defaults: defaultsOf(inventory),
    muteRules: muteRulesOf(inventory),
    topics: new Map(inventory.topics.map((topic) => [topic.TopicArn, topic])),
    subscriptions: grouped(inventory.subscriptions, ({ TopicArn }) => TopicArn),
  };
}

function defaultsOf({ metricFilters }: Inventory): ReadonlyMap<string, readonly DefaultSample[]> {
  const found = new Map<string, DefaultSample[]>();
  for (const { region, metricTransformations } of metricFilters) {
    for (const { metricNamespace, metricName, defaultValue: value, unit = "None" } of metricTransformations) {
      if (value === undefined || !isMetricValue(value)) continue;
      // Defaults carry no dimensions.
      const metric = metricIdentity(metricNamespace, metricName);
      add(found, inRegion(region, metricKey(metric)), { metric, unit, value });
    }
  }
  return found;
}

function muteRulesOf({ muteRules }: Inventory): ReadonlyMap<string, readonly MuteRule[]> {
  const found = new Map<string, MuteRule[]>();
  for (const { region, rule } of muteRules) if (isReadableMuteRule(rule)) add(found, region, rule);
  return found;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) add(groups, keyOf(item), item);
  return groups;
}

function add<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}
