import { metricKey } from "../../metric/metric.ts";
import type { MetricQuery } from "./metric-data-query.ts";

/**
 * The labels of the queries that give none: the metric's name, and behind it the statistic and the period in so far as
 * queries of that metric differ in them, as in `Latency p90 60` (obs LS).
 */
export function defaultLabels(queries: readonly MetricQuery[]): ReadonlyMap<string, string> {
  const groups = new Map<string, MetricQuery[]>();
  for (const query of queries) {
    const key = metricKey(query.metric);
    groups.set(key, [...(groups.get(key) ?? []), query]);
  }
  const labels = new Map<string, string>();
  for (const group of groups.values()) {
    const differing = (read: (query: MetricQuery) => string | number) => new Set(group.map(read)).size > 1;
    const byStat = differing(({ stat }) => stat);
    const byPeriod = differing(({ period }) => period);
    for (const { id, metric, stat, period } of group) {
      labels.set(id, [metric.metricName, ...(byStat ? [stat] : []), ...(byPeriod ? [period] : [])].join(" "));
    }
  }
  return labels;
}
