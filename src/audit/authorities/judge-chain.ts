import { isCompositeAlarm, type SingleMetricAlarmConfiguration } from "../../alarm/alarm.ts";
import { parseLogGroupArn } from "../../cloudtrail/log-group-arn.ts";
import type { AlarmItem, Inventory, MetricFilterItem, TrailItem } from "../inventory.ts";
import type { ChainDemands, TrailDemands } from "./auditor.ts";
import { managesEverything } from "./management-events.ts";

/** How far an inventory comes with what an auditor looks at, and what was found or missed there. */
export type ChainJudgement =
  | { readonly stage: "passed"; readonly filter: MetricFilterItem }
  | { readonly stage: "trail" }
  | { readonly stage: "metric-filter" }
  | { readonly stage: "twins"; readonly filters: readonly MetricFilterItem[] }
  | { readonly stage: "alarm" | "alarm-action" | "subscription"; readonly filter: MetricFilterItem };

type Late = "alarm" | "alarm-action" | "subscription";
const LATE: readonly Late[] = ["alarm", "alarm-action", "subscription"];

/**
 * Walks the chain as an auditor does: a trail, a filter whose text it takes, an alarm it takes for the filter's, an action,
 * a subscription. Of several filters the one that comes furthest counts.
 */
export function judgeChain(
  inventory: Inventory,
  demands: ChainDemands,
  accepts: (filterPattern: string) => boolean,
): ChainJudgement {
  const wanted = demands.trail;
  const trails = wanted === "not-looked-at" ? [] : inventory.trails.filter((trail) => isGoodTrail(trail, wanted));
  if (trails.length === 0 && wanted !== "not-looked-at") return { stage: "trail" };
  const isInPlace = placeTest(trails, demands);
  const filters = inventory.metricFilters.filter((filter) => isInPlace(filter) && accepts(filter.filterPattern));
  const [first] = filters;
  if (first === undefined) return { stage: "metric-filter" };
  if (demands.refusesTwins && filters.length > 1) return { stage: "twins", filters };
  let furthest: { readonly stage: Late; readonly filter: MetricFilterItem } = { stage: "alarm", filter: first };
  for (const filter of filters) {
    const stage = lateStage(inventory, filter, demands);
    if (stage === undefined) return { stage: "passed", filter };
    if (LATE.indexOf(stage) > LATE.indexOf(furthest.stage)) furthest = { stage, filter };
  }
  return furthest;
}

function isGoodTrail(trail: TrailItem, demands: TrailDemands): boolean {
  const { status } = trail;
  return (
    trail.CloudWatchLogsLogGroupArn !== undefined &&
    (!demands.multiRegion || trail.IsMultiRegionTrail) &&
    (!demands.logging || status?.IsLogging === true) &&
    (!demands.noDeliveryError || (status !== undefined && !status.LatestDeliveryError)) &&
    (demands.managementEvents === undefined || managesEverything(trail, demands.managementEvents))
  );
}

/** Tells of filters whether they are where the auditor looks for them. */
function placeTest(trails: readonly TrailItem[], { filterIn }: ChainDemands): (filter: MetricFilterItem) => boolean {
  if (filterIn === "any-log-group") return () => true;
  const groups = trails.flatMap((trail) => parseLogGroupArn(trail.CloudWatchLogsLogGroupArn ?? "") ?? []);
  return ({ region, logGroupName }) =>
    groups.some(
      (group) =>
        group.logGroupName === logGroupName && (filterIn === "log-group-of-that-name" || group.region === region),
    );
}

/** The first late link that is missing for a filter; undefined when all that the auditor looks at is there. */
function lateStage(inventory: Inventory, filter: MetricFilterItem, demands: ChainDemands): Late | undefined {
  if (demands.alarm === "not-looked-at") return undefined;
  const alarms = inventory.alarms.flatMap((item) => {
    const configuration = simpleAlarm(item);
    return configuration !== undefined && isAlarmOf(item, configuration, filter, demands.alarm) ? [configuration] : [];
  });
  if (alarms.length === 0) return "alarm";
  if (!demands.alarmActions) return undefined;
  const topics = new Set(alarms.flatMap(({ AlarmActions }) => AlarmActions));
  if (topics.size === 0) return "alarm-action";
  if (demands.subscription === "not-looked-at") return undefined;
  const isHeard = inventory.subscriptions.some(
    ({ TopicArn, SubscriptionArn }) =>
      topics.has(TopicArn) && (demands.subscription === "any" || SubscriptionArn.startsWith("arn:")),
  );
  return isHeard ? undefined : "subscription";
}

/** Alarms on metric math have no MetricName, so that no auditor sees what they watch. */
function simpleAlarm({ configuration }: AlarmItem): SingleMetricAlarmConfiguration | undefined {
  return isCompositeAlarm(configuration) || configuration.Metrics !== undefined ? undefined : configuration;
}

function isAlarmOf(
  item: AlarmItem,
  { MetricName, Namespace }: SingleMetricAlarmConfiguration,
  filter: MetricFilterItem,
  tie: ChainDemands["alarm"],
): boolean {
  // None of them looks at a second transformation.
  const [transformation] = filter.metricTransformations;
  switch (tie) {
    case "metric-named-like-the-filter":
      return MetricName === filter.filterName;
    case "same-metric-name":
      return MetricName === transformation?.metricName;
    case "same-metric":
      return (
        item.region === filter.region &&
        MetricName === transformation?.metricName &&
        Namespace === transformation.metricNamespace
      );
    case "not-looked-at":
      return true;
  }
}
