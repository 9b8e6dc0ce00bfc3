import { isCompositeAlarm } from "../../alarm/alarm.ts";
import { watchedMetrics } from "../../alarm/metric-math.ts";
import type { MetricIdentity } from "../../metric/metric.ts";
import type { Account } from "../account.ts";
import { gapFor } from "../gaps.ts";
import { isNearName, nameDistance } from "./name-distance.ts";

/** A metric that an alarm watches. */
interface Watch {
  readonly alarm: string;
  readonly region: string;
  readonly metric: MetricIdentity;
  /** No metric filter of the region publishes under that namespace and name, nor does a service of AWS. */
  readonly isOrphan: boolean;
}

/**
 * An alarm that seems to be meant for a metric that none watches, and how it misses it; undefined when none does. An alarm
 * that gets data from elsewhere is meant for that.
 */
export function nearMiss(account: Account, region: string, metric: MetricIdentity): string | undefined {
  const watches = watchesOf(account);
  const here = watches.filter((watch) => watch.region === region);
  const sameMetric = (watch: Watch): boolean => isSameName(watch, metric) && isSameNamespace(watch, metric);
  const named =
    here.find((watch) => sameMetric(watch)) ?? here.find((watch) => watch.isOrphan && isSameName(watch, metric));
  if (named !== undefined) return `the alarm ${named.alarm} watches ${tellMetric(named.metric)}`;
  const elsewhere = watches.filter((watch) => watch.region !== region && sameMetric(watch));
  const lost = elsewhere.find(({ isOrphan }) => isOrphan);
  if (lost !== undefined) return tellElsewhere(lost);
  const misspelt = nearestOf(
    here.filter((watch) => watch.isOrphan && isSameNamespace(watch, metric)),
    metric.metricName,
  );
  if (misspelt !== undefined)
    return `the alarm ${misspelt.alarm} watches ${tellMetric(misspelt.metric)}, which no metric filter publishes`;
  const [other] = elsewhere;
  return other === undefined ? undefined : tellElsewhere(other);
}

function watchesOf({ inventory }: Account): readonly Watch[] {
  const published = new Set(
    inventory.metricFilters.flatMap(({ region, metricTransformations }) =>
      metricTransformations.map(({ metricNamespace, metricName }) => nameKey(region, metricNamespace, metricName)),
    ),
  );
  // Where not all metric filters are known, one that is not may publish what an alarm watches.
  const known = new Map<string, boolean>();
  const isKnown = (region: string): boolean => {
    const answer =
      known.get(region) ??
      gapFor(inventory, { service: "logs", operations: ["DescribeMetricFilters"], region }) === undefined;
    known.set(region, answer);
    return answer;
  };
  return inventory.alarms.flatMap(({ configuration, region }): readonly Watch[] => {
    if (isCompositeAlarm(configuration)) return [];
    return watchedMetrics(configuration).map((metric) => ({
      alarm: configuration.AlarmName,
      region,
      metric,
      isOrphan:
        !metric.namespace.startsWith("AWS/") &&
        isKnown(region) &&
        !published.has(nameKey(region, metric.namespace, metric.metricName)),
    }));
  });
}

function nameKey(region: string, namespace: string, metricName: string): string {
  return JSON.stringify([region, namespace, metricName]);
}

function isSameName(watch: Watch, { metricName }: MetricIdentity): boolean {
  return watch.metric.metricName.toLowerCase() === metricName.toLowerCase();
}

function isSameNamespace(watch: Watch, { namespace }: MetricIdentity): boolean {
  return watch.metric.namespace.toLowerCase() === namespace.toLowerCase();
}

/** The watch with the name that is nearest, if one is near; of equals the first. */
function nearestOf(watches: readonly Watch[], metricName: string): Watch | undefined {
  const [nearest] = watches
    .filter(({ metric }) => isNearName(metric.metricName, metricName))
    .map((watch) => ({ watch, distance: nameDistance(watch.metric.metricName, metricName) }))
    .sort((a, b) => a.distance - b.distance);
  return nearest?.watch;
}

function tellElsewhere({ alarm, region }: Watch): string {
  return `the alarm ${alarm} is in ${region}`;
}

/** `CIS/RootUsage {User=bob}` */
export function tellMetric({ namespace, metricName, dimensions }: MetricIdentity): string {
  const shown = dimensions.map(({ name, value }) => `${name}=${value}`).join(", ");
  return `${namespace}/${metricName}${shown === "" ? "" : ` {${shown}}`}`;
}
