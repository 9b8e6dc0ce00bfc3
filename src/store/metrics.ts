import type { BucketQuery, StoredMetric } from "../engine/ports.ts";
import type { MetricDelta } from "../metric/delta.ts";
import type { Dimension } from "../metric/dimension.ts";
import { type EvidenceRef, mergeEvidence } from "../metric/evidence.ts";
import type { MetricIdentity } from "../metric/metric.ts";
import type { MetricBucket } from "../metric/period.ts";
import { mergeStatistics, type StatisticSet } from "../metric/statistic-set.ts";
import { type Connection, json, number, optionalNumber, optionalText, type SqlRow, text, where } from "./connection.ts";

/** Metrics and their minutes. Merging is commutative, so the order in which batches arrive leaves no trace. */
export function metricTables(db: Connection) {
  // Ids never come again, not even after a transaction that was undone: `known` may hold them.
  const newest = db.first("SELECT max(id) AS id FROM metric");
  let freeId = ((newest && optionalNumber(newest, "id")) ?? 0) + 1;

  const metricId = (region: string, delta: MetricDelta): number => {
    const row = db.first(
      `INSERT INTO metric (id, region, namespace, metric_name, dimensions, unit, last_start) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (region, namespace, metric_name, dimensions, unit) DO UPDATE SET
         last_start = CASE WHEN excluded.last_start > metric.last_start THEN excluded.last_start ELSE metric.last_start END
       RETURNING id`,
      freeId,
      region,
      delta.metric.namespace,
      delta.metric.metricName,
      dimensionsText(delta.metric.dimensions),
      delta.unit,
      delta.start,
    );
    if (row === undefined) throw new Error("the metric row gave no id");
    const id = number(row, "id");
    if (id === freeId) freeId += 1;
    const listed = known.get(metricText(region, delta.metric));
    if (listed?.units?.every((unit) => unit.id !== id)) listed.units = undefined;
    return id;
  };

  /**
   * The units of a metric, by its text; none of a metric that was looked for in vain.
   * INVARIANT: an entry holds every id that the table has for the metric, because it is emptied when another is added; one
   * that the table has no more (undone, cleared) finds no buckets.
   */
  const known = new Map<string, KnownMetric>();
  /** Whoever asks again and again for a metric does so with one object. */
  let asked = new WeakMap<MetricIdentity, KnownMetric>();
  const knownMetric = (region: string, metric: MetricIdentity): KnownMetric => {
    const before = asked.get(metric);
    if (before?.region === region) return before;
    const key = metricText(region, metric);
    const entry = known.get(key) ?? { region, text: key, units: undefined };
    if (known.size >= KEPT) {
      known.clear();
      asked = new WeakMap();
    }
    known.set(key, entry);
    asked.set(metric, entry);
    return entry;
  };
  /** The units of each of these metrics; those that are not known are read at once. */
  const unitsOf = (queries: readonly BucketQuery[]): readonly (readonly KnownUnit[])[] => {
    const entries = queries.map(({ region, metric }) => knownMetric(region, metric));
    const unread = [...new Set(entries.filter(({ units }) => units === undefined))];
    if (unread.length > 0) readUnits(db, unread);
    return entries.map(({ units = [] }) => units);
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
      return mergedUnits(rows.map(bucket));
    },

    async readStatistics(queries: readonly BucketQuery[]): Promise<readonly (readonly MetricBucket[])[]> {
      const found = queries.map((): MetricBucket[] => []);
      for (const { from, to, parts } of partsByBounds(queries, unitsOf(queries))) {
        // One text for all rows: giving each of them to JavaScript column by column costs more than the search.
        const row = db.first(
          `SELECT '[' || group_concat(j.key || ',' || b.start || ',' || b.statistics) || ']' AS found
           FROM json_each(?) j CROSS JOIN metric_bucket b ON b.metric_id = j.value AND b.start >= ? AND b.start < ?`,
          JSON.stringify(parts.map(({ id }) => id)),
          from,
          to,
        );
        if (row === undefined || optionalText(row, "found") === undefined) continue;
        const values = json(row, "found") as (number | StatisticSet)[];
        for (let at = 0; at < values.length; at += 3) {
          const [part, start, statistics] = [values[at], values[at + 1], values[at + 2]];
          if (typeof part !== "number" || typeof start !== "number" || typeof statistics !== "object") continue;
          found[parts[part]?.query ?? -1]?.push({ start, statistics, evidence: NO_EVIDENCE });
        }
      }
      return found.map((buckets) =>
        buckets.length < 2 ? buckets : mergedUnits(buckets.sort((a, b) => a.start - b.start)),
      );
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

/** How many metrics are kept with their ids. */
const KEPT = 200_000;
const NO_EVIDENCE: readonly EvidenceRef[] = [];

interface KnownMetric {
  readonly region: string;
  /** Its `metricText`. */
  readonly text: string;
  /** Undefined when they have to be read. */
  units: readonly KnownUnit[] | undefined;
}

interface KnownUnit {
  readonly id: number;
  readonly unit: string;
}

/** What several queries with the same bounds read: each part one unit of a metric, for the query with that number. */
interface BoundedParts {
  readonly from: number;
  readonly to: number;
  readonly parts: { readonly query: number; readonly id: number }[];
}

function partsByBounds(
  queries: readonly BucketQuery[],
  units: readonly (readonly KnownUnit[])[],
): readonly BoundedParts[] {
  const groups: BoundedParts[] = [];
  const latest = new Map<number, BoundedParts>();
  for (const [query, { unit: wanted, from, to }] of queries.entries()) {
    let group = latest.get(from);
    if (group?.to !== to) {
      group = { from, to, parts: [] };
      latest.set(from, group);
      groups.push(group);
    }
    for (const { id, unit } of units[query] ?? []) {
      if (wanted === undefined || wanted === unit) group.parts.push({ query, id });
    }
  }
  return groups;
}

function readUnits(db: Connection, metrics: readonly KnownMetric[]): void {
  const row = db.first(
    `SELECT '[' || group_concat(j.key || ',' || m.id || ',' || json_quote(m.unit)) || ']' AS found
     FROM json_each(?) j CROSS JOIN metric m ON m.region = json_extract(j.value, '$[0]')
       AND m.namespace = json_extract(j.value, '$[1]') AND m.metric_name = json_extract(j.value, '$[2]')
       AND m.dimensions = json_extract(j.value, '$[3]')`,
    `[${metrics.map(({ text }) => text).join()}]`,
  );
  const found = row === undefined || optionalText(row, "found") === undefined ? [] : (json(row, "found") as unknown[]);
  const units = metrics.map((): KnownUnit[] => []);
  for (let at = 0; at < found.length; at += 3) {
    const [metric, id, unit] = [found[at], found[at + 1], found[at + 2]];
    if (typeof metric === "number" && typeof id === "number" && typeof unit === "string")
      units[metric]?.push({ id, unit });
  }
  for (const [at, metric] of metrics.entries()) metric.units = units[at];
}

function metricText(region: string, { namespace, metricName, dimensions }: MetricIdentity): string {
  return JSON.stringify([region, namespace, metricName, dimensionsText(dimensions)]);
}

/** Buckets in order of time, with those of several units merged into one. */
function mergedUnits(sorted: readonly MetricBucket[]): readonly MetricBucket[] {
  const merged: MetricBucket[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last?.start === next.start) merged[merged.length - 1] = mergeBuckets(last, next);
    else merged.push(next);
  }
  return merged;
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
