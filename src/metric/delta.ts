import { type EvidenceRef, mergeEvidence } from "./evidence.ts";
import { type MetricIdentity, metricKey } from "./metric.ts";
import type { StandardUnit } from "./standard-unit.ts";
import { mergeStatistics, type StatisticSet } from "./statistic-set.ts";

/** What a batch adds to one bucket of one metric. Deltas commute, so any worker may commit any batch. */
export interface MetricDelta {
  readonly metric: MetricIdentity;
  readonly unit: StandardUnit;
  /** Start of the bucket, epoch milliseconds: the minute of the sample, or its second for high-resolution data. */
  readonly start: number;
  readonly statistics: StatisticSet;
  readonly evidence: readonly EvidenceRef[];
}

function deltaKey(delta: MetricDelta): string {
  return JSON.stringify([metricKey(delta.metric), delta.unit, delta.start]);
}

/**
 * At most one delta for each metric, unit and start, sorted by these. The result depends only on what was added, not
 * on the order or the grouping of the list.
 */
export function mergeDeltas(deltas: readonly MetricDelta[]): readonly MetricDelta[] {
  const merged = new Map<string, MetricDelta>();
  for (const delta of deltas) {
    const key = deltaKey(delta);
    const before = merged.get(key);
    merged.set(
      key,
      before === undefined
        ? delta
        : {
            ...before,
            statistics: mergeStatistics(before.statistics, delta.statistics),
            evidence: mergeEvidence(before.evidence, delta.evidence),
          },
    );
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, delta]) => delta);
}
