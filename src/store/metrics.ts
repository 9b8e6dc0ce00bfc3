import type { BucketQuery, StoredMetric } from "../engine/ports.ts";
import type { MetricDelta } from "../metric/delta.ts";
import type { Dimension } from "../metric/dimension.ts";
import { type EvidenceRef, mergeEvidence } from "../metric/evidence.ts";
import type { MetricBucket } from "../metric/period.ts";
import { mergeStatistics, type StatisticSet } from "../metric/statistic-set.ts";
import { type Connection, json, number, type SqlRow, text, where } from "./connection.ts";

/** Metrics and their minutes. Merging is commutative, so the order in which batches arrive leaves no trace. */
export function metricTables(db: Connection) {
  const metricId = (region: string, delta: MetricDelta): number => {
    const row = db.first(
      `INSERT INTO metric (region, namespace, metric_name, dimensions, unit, last_start) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (region, namespace, metric_name, dimensions, unit) DO UPDATE SET
         last_start = CASE WHEN excluded.last_start > metric.last_start THEN excluded.last_start ELSE metric.last_start END
       RETURNING id`,
      region,
      delta.metric.namespace,
      delta.metric.metricName,
      dimensionsText(delta.metric.dimensions),
      delta.unit,
      delta.start,
    );
    if (row === undefined) throw new Error("the metric row gave no id");
    return number(row, "id");
  };

  return {
    async mergeDeltas(region: string, deltas: readonly MetricDelta[]): Promise<void> {
      for (const delta of deltas) {
        const id = metricId(region, delta);
        const stored = db.first("SELECT * FROM metric_bucket WHERE metric_id = ? AND start = ?", id, delta.start);
        const merged = stored === undefined ? delta : mergeBuckets(bucket(stored), delta);
        db.run(
          `INSERT INTO metric_bucket (metric_id, start, statistics, evidence) VALUES (?, ?, ?, ?)
           ON CONFLICT (metric_id, start) DO UPDATE SET statistics = excluded.statistics, evidence = excluded.evidence`,
          id,
          delta.start,
          JSON.stringify(merged.statistics),
          JSON.stringify(merged.evidence),
        );
      }
    },

    async readBuckets(query: BucketQuery): Promise<readonly MetricBucket[]> {
      const clause = where([
        ["m.region = ?", query.region],
        ["m.namespace = ?", query.metric.namespace],
        ["m.metric_name = ?", query.metric.metricName],
        ["m.dimensions = ?", dimensionsText(query.metric.dimensions)],
        ["m.unit = ?", query.unit],
        ["b.start >= ?", query.from],
        ["b.start < ?", query.to],
      ]);
      const rows = db.all(
        `SELECT b.start, b.statistics, b.evidence FROM metric m JOIN metric_bucket b ON b.metric_id = m.id
         ${clause.sql} ORDER BY b.start`,
        ...clause.values,
      );
      const buckets: MetricBucket[] = [];
      for (const row of rows) {
        const next = bucket(row);
        const last = buckets.at(-1);
        if (last?.start === next.start) buckets[buckets.length - 1] = mergeBuckets(last, next);
        else buckets.push(next);
      }
      return buckets;
    },

    async listMetrics(query: {
      region: string;
      namespace?: string;
      metricName?: string;
    }): Promise<readonly StoredMetric[]> {
      const clause = where([
        ["region = ?", query.region],
        ["namespace = ?", query.namespace],
        ["metric_name = ?", query.metricName],
      ]);
      const rows = db.all(
        `SELECT * FROM metric${clause.sql} ORDER BY namespace, metric_name, dimensions, unit`,
        ...clause.values,
      );
      return rows.map((row) => ({
        metric: {
          namespace: text(row, "namespace"),
          metricName: text(row, "metric_name"),
          dimensions: (json(row, "dimensions") as [string, string][]).map(([name, value]) => ({ name, value })),
        },
        unit: text(row, "unit"),
        lastStart: number(row, "last_start"),
      }));
    },
  };
}

/** Dimensions are a set and arrive sorted, so that equal sets have equal text. */
function dimensionsText(dimensions: readonly Dimension[]): string {
  return JSON.stringify(dimensions.map(({ name, value }) => [name, value]));
}

function bucket(row: SqlRow): MetricBucket {
  return {
    start: number(row, "start"),
    statistics: json(row, "statistics") as StatisticSet,
    evidence: json(row, "evidence") as EvidenceRef[],
  };
}

function mergeBuckets(stored: MetricBucket, added: Pick<MetricBucket, "statistics" | "evidence">): MetricBucket {
  return {
    start: stored.start,
    statistics: mergeStatistics(stored.statistics, added.statistics),
    evidence: mergeEvidence(stored.evidence, added.evidence),
  };
}
