import { matchBatch } from "../../engine/match-batch.ts";
import type { MetricDelta } from "../../metric/delta.ts";
import { metricKey } from "../../metric/metric.ts";
import type { Account } from "../account.ts";
import { gapFor } from "../gaps.ts";
import type { LogGroupItem } from "../inventory.ts";
import type { Stop } from "./stop.ts";

/** What metric filters publish for one event in one region. */
export interface Publication {
  readonly region: string;
  readonly deltas: readonly MetricDelta[];
  /** `log group: filter` of those that matched. */
  readonly matched: readonly string[];
  /** Why nothing was counted, where no filter matched or what matched published nothing. */
  readonly stops: readonly Stop[];
}

/**
 * Puts an event into log groups (so often into each) and tells what their metric filters publish.
 *
 * @param time of the event, epoch milliseconds
 */
export function publications(
  account: Account,
  groups: ReadonlyMap<LogGroupItem, number>,
  event: { readonly text: string; readonly time: number },
): readonly Publication[] {
  const byRegion = new Map<string, Publication>();
  for (const [group, times] of groups) {
    const { region } = group;
    const one = publicationOf(account, group, times, event);
    const other = byRegion.get(region) ?? { region, deltas: [], matched: [], stops: [] };
    byRegion.set(region, {
      region,
      deltas: [...other.deltas, ...one.deltas],
      matched: [...other.matched, ...one.matched],
      stops: [...other.stops, ...one.stops],
    });
  }
  return [...byRegion.values()];
}

/** The same for publications that come to the same: what is published, and where, and when. */
export function publicationKey({ region, deltas }: Publication): string {
  const told = deltas.map(({ metric, unit, start, statistics, evidence }) => {
    const { sampleCount, minimum, maximum, sum } = statistics;
    return [metricKey(metric), unit, start, sampleCount, minimum, maximum, sum, evidence.length];
  });
  return JSON.stringify([region, told]);
}

function publicationOf(
  account: Account,
  group: LogGroupItem,
  times: number,
  { text, time }: { readonly text: string; readonly time: number },
): Publication {
  const { region, logGroupName } = group;
  const { compiled, names, unreadable } = account.filters.of(group);
  const batch = matchBatch(
    compiled,
    Array.from({ length: times }, () => ({ timestamp: time, message: text })),
  );
  const matched = Object.keys(batch.matches).filter((name) => (batch.matches[name] ?? 0) > 0);
  const published = batch.deltas(0);
  const stops: Stop[] = [];
  const stop = (reason: string, unknown?: string): void => {
    stops.push({ link: "metric-filter", reason, ...(unknown === undefined ? {} : { unknown }) });
  };
  const [strange] = unreadable;
  const resources = [logGroupName];
  const gap = gapFor(account.inventory, { service: "logs", operations: ["DescribeMetricFilters"], region, resources });
  if (gap !== undefined) stop(`the metric filters of ${logGroupName} could not all be read`, gap);
  else if (strange !== undefined) {
    const unknown = `the metric filter ${strange} of ${logGroupName} is not understood`;
    stop(`what the metric filter ${strange} of ${logGroupName} matches is not known`, unknown);
  } else if (names.length === 0) stop(`the log group ${logGroupName} has no metric filter`);
  else if (matched.length === 0) stop(unmatched(names, logGroupName));
  else if (!published.some(({ evidence }) => evidence.length > 0)) {
    const reason = `the metric filter ${matched[0]} matches, but its metricValue is no number in the event`;
    stops.push({ link: "metric", reason });
  }
  return { region, deltas: published, matched: matched.map((name) => `${logGroupName}: ${name}`), stops };
}

function unmatched(names: readonly string[], logGroupName: string): string {
  return names.length === 1
    ? `the metric filter ${names[0]} of ${logGroupName} does not match the event`
    : `none of the ${names.length} metric filters of ${logGroupName} matches the event`;
}
