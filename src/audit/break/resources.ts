import { metricKey } from "../../metric/metric.ts";
import { type Account, inRegion } from "../account.ts";
import { deliveriesOf } from "../chain/trail.ts";
import type { Fate, SimulatedEvent } from "../simulate.ts";
import { alarmFaults } from "./alarm-faults.ts";
import type { Fault } from "./fault.ts";
import { logGroupFaults } from "./log-group-faults.ts";
import { metricFilterFaults } from "./metric-filter-faults.ts";
import { subscriptionFaults } from "./subscription-faults.ts";
import { keyFaults, topicFaults } from "./topic-faults.ts";
import { trailFaults } from "./trail-faults.ts";

/** An event that rings, and what it passed on its way. */
export interface Ringing {
  readonly event: SimulatedEvent;
  readonly fate: Fate;
}

/** A fault, and the events whose way leads over the resource that has it. */
export interface FaultOnWay {
  readonly fault: Fault;
  readonly events: readonly SimulatedEvent[];
}

/** All single faults of the resources that ringing events pass, in the order of the links. */
export function faultsOnWays(account: Account, ringing: readonly Ringing[]): readonly FaultOnWay[] {
  const ways = new Map<object, SimulatedEvent[]>();
  const passes = (item: object, event: SimulatedEvent): void => {
    const known = ways.get(item);
    if (known === undefined) ways.set(item, [event]);
    else if (known.at(-1) !== event) known.push(event);
  };
  for (const { event, fate } of ringing) for (const item of wayOf(account, event, fate)) passes(item, event);
  const { trails, logGroups, metricFilters, alarms, topics, keys, subscriptions } = account.inventory;
  const over = <T extends object>(items: readonly T[], faultsOf: (item: T) => readonly Fault[]): FaultOnWay[] =>
    items.flatMap((item) => {
      const events = ways.get(item) ?? [];
      return events.length === 0 ? [] : faultsOf(item).map((fault) => ({ fault, events }));
    });
  return [
    ...over(trails, trailFaults),
    ...over(logGroups, logGroupFaults),
    ...over(metricFilters, metricFilterFaults),
    ...over(alarms, alarmFaults),
    ...over(topics, topicFaults),
    ...over(keys, keyFaults),
    ...over(subscriptions, subscriptionFaults),
  ];
}

/** The items of the inventory that an event passes, from its trails to its subscribers. */
function wayOf(account: Account, { record }: SimulatedEvent, fate: Fate): readonly object[] {
  const { inventory } = account;
  const { groups } = deliveriesOf(account, record);
  const reached = new Set([...groups.keys()].map(({ region, logGroupName }) => `${region}/${logGroupName}`));
  const matched = new Set(fate.matched);
  const topicArns = new Set(fate.notifications.map(({ topicArn }) => topicArn));
  const subscriptionArns = new Set(fate.notifications.map(({ subscriptionArn }) => subscriptionArn));
  const topics = inventory.topics.filter(({ TopicArn }) => topicArns.has(TopicArn));
  const keyIds = new Set(topics.flatMap(({ attributes = {} }) => attributes["KmsMasterKeyId"] ?? []));
  return [
    ...inventory.trails.filter(({ CloudWatchLogsLogGroupArn: arn = "" }) => reached.has(placeOf(arn))),
    ...groups.keys(),
    ...inventory.metricFilters.filter(
      ({ region, logGroupName, filterName }) =>
        reached.has(`${region}/${logGroupName}`) && matched.has(`${logGroupName}: ${filterName}`),
    ),
    ...alarmsOnWay(account, fate),
    ...topics,
    ...inventory.keys.filter(({ keyId }) => keyIds.has(keyId)),
    ...inventory.subscriptions.filter(({ SubscriptionArn }) => subscriptionArns.has(SubscriptionArn)),
  ];
}

/** `region/name` of the log group that a trail's ARN names. */
function placeOf(arn: string): string {
  const [, , , region = "", , , logGroupName = ""] = arn.split(":");
  return `${region}/${logGroupName}`;
}

/** The alarms that told, and those on the metrics that told them: a composite alarm tells of others. */
function alarmsOnWay(account: Account, fate: Fate): readonly object[] {
  const arns = new Set(fate.notifications.map(({ alarmArn }) => alarmArn));
  const counted = new Set(
    fate.publications.flatMap(({ region, deltas }) =>
      deltas
        .filter(({ evidence }) => evidence.length > 0)
        .flatMap(({ metric }) => account.alarmsOnMetric.get(inRegion(region, metricKey(metric))) ?? [])
        .map(({ configuration }) => configuration.AlarmArn),
    ),
  );
  return account.inventory.alarms.filter(
    ({ configuration }) => arns.has(configuration.AlarmArn) || counted.has(configuration.AlarmArn),
  );
}
