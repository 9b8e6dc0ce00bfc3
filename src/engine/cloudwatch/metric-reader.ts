import { type MetricIdentity, metricKey } from "../../metric/metric.ts";
import type { MetricBucket } from "../../metric/period.ts";
import type { Transaction } from "../ports.ts";

/** Which data of a metric: of one unit, or of all; between `from` (inclusive) and `to`, epoch milliseconds. */
export interface MetricRange {
  readonly region: string;
  readonly metric: MetricIdentity;
  readonly unit?: string;
  readonly from: number;
  readonly to: number;
}

export interface UnitBuckets {
  readonly unit: string;
  /** By start; never empty. */
  readonly buckets: readonly MetricBucket[];
}

/** The buckets of a metric apart for each unit, because units partition the data (doc CWUG); by name of unit. */
export async function readUnits(tx: Transaction, range: MetricRange): Promise<readonly UnitBuckets[]> {
  const { region, metric, from, to } = range;
  const key = metricKey(metric);
  const stored = await tx.listMetrics({ region, namespace: metric.namespace, metricName: metric.metricName });
  const found: UnitBuckets[] = [];
  for (const known of stored) {
    if (metricKey(known.metric) !== key || known.lastStart < from) continue;
    if (range.unit !== undefined && range.unit !== known.unit) continue;
    const buckets = await tx.readBuckets({ region, metric, unit: known.unit, from, to });
    if (buckets.length > 0) found.push({ unit: known.unit, buckets });
  }
  return found;
}
