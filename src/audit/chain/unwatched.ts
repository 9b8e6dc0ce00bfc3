import { isCompositeAlarm } from "../../alarm/alarm.ts";
import { watchedMetrics } from "../../alarm/metric-math.ts";
import { type MetricIdentity, metricKey } from "../../metric/metric.ts";
import { type Account, inRegion } from "../account.ts";
import { gapFor } from "../gaps.ts";
import { nearMiss, tellMetric } from "./near-miss.ts";
import type { Stop } from "./stop.ts";

/** Why no alarm watches a metric that an event was counted in; undefined when one does. */
export function whyUnwatched(account: Account, region: string, metric: MetricIdentity): Stop | undefined {
  const key = metricKey(metric);
  if (account.alarmsOnMetric.has(inRegion(region, key))) return undefined;
  const reason = `no alarm watches ${tellMetric(metric)} in ${region}`;
  const strange = account.unreadableAlarms.find(
    ({ configuration, region: place }) =>
      place === region &&
      !isCompositeAlarm(configuration) &&
      watchedMetrics(configuration).some((one) => metricKey(one) === key),
  );
  if (strange !== undefined) {
    const unknown = `the alarm ${strange.configuration.AlarmName} is not understood`;
    return { link: "alarm", reason: `what ${unknown.slice(4)} does is not known`, unknown };
  }
  const unknown = gapFor(account.inventory, { service: "cloudwatch", operations: ["DescribeAlarms"], region });
  if (unknown !== undefined) return { link: "alarm", reason, unknown };
  const near = nearMiss(account, region, metric);
  return near === undefined ? { link: "alarm", reason } : { link: "metric", reason: `${reason}: ${near}` };
}
