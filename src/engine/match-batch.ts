import type { MetricDelta } from "../metric/delta.ts";
import { mergeDeltas } from "../metric/delta.ts";
import type { EvidenceRef } from "../metric/evidence.ts";
import { EVIDENCE_LIMIT } from "../metric/evidence.ts";
import { metricIdentity } from "../metric/metric.ts";
import { bucketStart } from "../metric/period.ts";
import { emptyStatistics, mergeStatistics, singleSample } from "../metric/statistic-set.ts";
import { logMessage } from "../pattern/message.ts";
import type { CompiledFilter, CompiledFilters } from "./compiled-filters.ts";
import type { LogEvent } from "./ports.ts";

/** What the metric filters of a log group make of a batch. */
export interface BatchMatches {
  /** Matches per metric filter name. */
  readonly matches: Readonly<Record<string, number>>;
  /** What to add to the metrics, once the chunk that the events are stored in has its id. */
  deltas(chunkId: number): readonly MetricDelta[];
}

/** Samples of one filter in one minute with one set of dimension values. */
interface Accumulator {
  readonly filter: CompiledFilter;
  readonly start: number;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly samples: Map<number, number>;
  readonly evidence: Omit<EvidenceRef, "chunk">[];
}

/**
 * Matches every event against every filter. Pure: the same events and filters give the same deltas, and two batches give
 * together what their concatenation gives.
 * Samples are counted by value, so a batch costs per event and match, not per filter: a filter's default value is added
 * for all the events of a minute that it published nothing for, in one step.
 */
export function matchBatch(filters: CompiledFilters, events: readonly LogEvent[]): BatchMatches {
  const accumulators = new Map<string, Accumulator>();
  const matches = filters.list.map(() => 0);
  const eventsPerMinute = new Map<number, number>();
  /** Events per filter and minute for which no default is due: they published a value, or nothing at all. */
  const settled = new Map<number, Map<number, number>>();

  for (const [index, event] of events.entries()) {
    const start = bucketStart(event.timestamp);
    increment(eventsPerMinute, start);
    const message = logMessage(event.message);
    for (const at of filters.match(message)) {
      const filter = filters.list[at];
      if (filter === undefined) continue;
      matches[at] = (matches[at] ?? 0) + 1;
      const published = filter.transform(message);
      if (published.kind === "default") continue;
      settle(settled, at, start);
      if (published.kind === "nothing") continue;
      const accumulator = accumulatorFor(accumulators, filter, at, start, published.dimensions);
      increment(accumulator.samples, published.value);
      if (accumulator.evidence.length < EVIDENCE_LIMIT) {
        const { filterName, logGroupName } = filter.definition;
        accumulator.evidence.push({ timestamp: event.timestamp, index, filterName, logGroupName });
      }
    }
  }

  for (const [at, filter] of filters.list.entries()) {
    if (filter.defaultValue === undefined) continue;
    for (const [start, total] of eventsPerMinute) {
      const missed = total - (settled.get(at)?.get(start) ?? 0);
      if (missed === 0) continue;
      increment(accumulatorFor(accumulators, filter, at, start, {}).samples, filter.defaultValue, missed);
    }
  }

  return {
    matches: Object.fromEntries(filters.list.map((filter, at) => [filter.definition.filterName, matches[at] ?? 0])),
    deltas: (chunkId) => mergeDeltas([...accumulators.values()].map((accumulator) => toDelta(accumulator, chunkId))),
  };
}

function accumulatorFor(
  accumulators: Map<string, Accumulator>,
  filter: CompiledFilter,
  at: number,
  start: number,
  dimensions: Readonly<Record<string, string>>,
): Accumulator {
  const names = Object.keys(dimensions);
  const key = names.length === 0 ? `${at} ${start}` : `${at} ${start} ${JSON.stringify(dimensions)}`;
  const known = accumulators.get(key);
  if (known !== undefined) return known;
  const fresh: Accumulator = { filter, start, dimensions, samples: new Map(), evidence: [] };
  accumulators.set(key, fresh);
  return fresh;
}

function toDelta(accumulator: Accumulator, chunkId: number): MetricDelta {
  const { filter, start, dimensions, samples, evidence } = accumulator;
  let statistics = emptyStatistics();
  for (const [value, count] of samples) statistics = mergeStatistics(statistics, singleSample(value, count));
  const chunk = String(chunkId);
  return {
    metric: metricIdentity(
      filter.transformation.metricNamespace,
      filter.transformation.metricName,
      Object.entries(dimensions).map(([name, value]) => ({ name, value })),
    ),
    unit: filter.transformation.unit ?? "None",
    start,
    statistics,
    evidence: evidence.map((place) => ({ ...place, chunk })),
  };
}

function settle(settled: Map<number, Map<number, number>>, at: number, start: number): void {
  const ofFilter = settled.get(at) ?? new Map<number, number>();
  settled.set(at, ofFilter);
  increment(ofFilter, start);
}

function increment(counts: Map<number, number>, key: number, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
