import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeDeltas } from "../metric/delta.ts";
import { readStatistic } from "../metric/statistics.ts";
import { compileFilters } from "./compiled-filters.ts";
import type { MetricFilter } from "./documents.ts";
import { matchBatch } from "./match-batch.ts";
import type { LogEvent } from "./ports.ts";

const START = Date.parse("2026-09-14T05:42:00Z");

function filter(filterName: string, filterPattern: string, transformation: object): MetricFilter {
  return {
    logGroupName: "g",
    filterName,
    filterPattern,
    creationTime: 0,
    applyOnTransformedLogs: false,
    metricTransformations: [{ metricName: filterName, metricNamespace: "N", metricValue: "1", ...transformation }],
  };
}

const scope = { account: "123456789012", region: "us-east-1" };
const definitions = [
  filter("errors", "ERROR", { defaultValue: 0.1 }),
  filter("bytes", "{ $.bytes > 0 }", { metricValue: "$.bytes", defaultValue: 7 }),
  filter("perUser", "{ $.user = * }", { dimensions: { user: "$.user" } }),
];
const filters = compileFilters(1, definitions, scope);

const message = fc.oneof(
  fc.constantFrom("ERROR", "fine", "ERROR twice ERROR"),
  fc.record({ bytes: fc.double({ noNaN: true, noDefaultInfinity: true }) }).map((event) => JSON.stringify(event)),
  fc.record({ user: fc.constantFrom("alice", "bob"), bytes: fc.nat(9) }).map((event) => JSON.stringify(event)),
);
const batch = fc.array(fc.record({ timestamp: fc.integer({ min: START, max: START + 180_000 }), message }), {
  minLength: 1,
  maxLength: 40,
});

/** Everything that can be read of the metrics, without where the events are stored. */
function readOut(deltas: ReturnType<ReturnType<typeof matchBatch>["deltas"]>): unknown {
  return deltas.map(({ metric, unit, start, statistics }) => ({
    metric,
    unit,
    start,
    sum: readStatistic(statistics, "Sum"),
    count: statistics.sampleCount,
    minimum: statistics.minimum,
    maximum: statistics.maximum,
    values: statistics.values,
  }));
}

describe("matching a batch", () => {
  it("any split of a batch gives the same metrics", () => {
    fc.assert(
      fc.property(batch, fc.nat(), (events: LogEvent[], cut) => {
        const at = cut % (events.length + 1);
        const whole = matchBatch(filters, events).deltas(1);
        const parts = [events.slice(0, at), events.slice(at)].flatMap((part) => matchBatch(filters, part).deltas(1));
        expect(readOut(mergeDeltas(parts.toReversed()))).toEqual(readOut(whole));
      }),
    );
  });

  it("counts a default for each event that the filter published nothing for", () => {
    const events = ["ERROR", "fine", "fine"].map((text) => ({ timestamp: START, message: text }));
    const errors = matchBatch(filters, events)
      .deltas(1)
      .find((delta) => delta.metric.metricName === "errors");
    expect(errors?.statistics.sampleCount).toBe(3);
    expect(errors && readStatistic(errors.statistics, "Sum")).toBe(1.2);
  });

  it("keeps a reference to what matched, not to what did not", () => {
    const events = ["fine", "ERROR"].map((text, n) => ({ timestamp: START + n, message: text }));
    const matched = matchBatch(filters, events);
    expect(matched.matches).toEqual({ errors: 1, bytes: 0, perUser: 0 });
    const errors = matched.deltas(5).find((delta) => delta.metric.metricName === "errors");
    expect(errors?.evidence).toEqual([
      { timestamp: START + 1, index: 1, filterName: "errors", logGroupName: "g", chunk: "5" },
    ]);
  });
});
