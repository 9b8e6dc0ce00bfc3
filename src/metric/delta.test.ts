import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MetricDelta, mergeDeltas } from "./delta.ts";
import { metricIdentity } from "./metric.ts";
import { singleSample } from "./statistic-set.ts";
import { readStatistic } from "./statistics.ts";

const delta: fc.Arbitrary<MetricDelta> = fc
  .record({
    name: fc.constantFrom("RootUsage", "NoMfa"),
    unit: fc.constantFrom("None", "Count"),
    minute: fc.nat({ max: 2 }),
    value: fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
    index: fc.nat({ max: 5 }),
  })
  .map(({ name, unit, minute, value, index }) => ({
    metric: metricIdentity("CIS", name),
    unit,
    start: minute * 60_000,
    statistics: singleSample(value),
    evidence: [{ timestamp: minute * 60_000, chunk: "1", index, filterName: name, logGroupName: "trail" }],
  }));

describe("mergeDeltas", () => {
  it("depends neither on order nor on grouping", () => {
    fc.assert(
      fc.property(fc.array(delta), fc.array(delta), (a, b) => {
        const whole = mergeDeltas([...a, ...b]);
        expect(mergeDeltas([...mergeDeltas(b), ...mergeDeltas(a)])).toEqual(whole);
        expect(mergeDeltas([...b, ...a].toReversed())).toEqual(whole);
      }),
    );
  });

  it("keeps one delta for each metric, unit and start, and every sample", () => {
    fc.assert(
      fc.property(fc.array(delta), (deltas) => {
        const merged = mergeDeltas(deltas);
        const keys = merged.map(({ metric, unit, start }) => JSON.stringify([metric, unit, start]));
        expect(new Set(keys).size).toBe(keys.length);
        const samples = merged.reduce(
          (total, { statistics }) => total + (readStatistic(statistics, "SampleCount") ?? 0),
          0,
        );
        expect(samples).toBe(deltas.length);
      }),
    );
  });
});
