import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  emptyStatistics,
  isMetricValue,
  METRIC_VALUE_LIMIT,
  mergeStatistics,
  publishedStatistics,
  type StatisticSet,
  singleSample,
} from "./statistic-set.ts";
import { readStatistic, STATISTICS } from "./statistics.ts";

const value = fc.oneof(
  fc.double({ noNaN: true, min: -METRIC_VALUE_LIMIT, max: METRIC_VALUE_LIMIT }),
  fc.integer({ min: -3, max: 3 }),
);
const sample = fc
  .record({
    value,
    count: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.double({ noNaN: true, min: 0.001, max: 10 })),
  })
  .map(({ value, count }) => singleSample(value, count));

function merged(sets: readonly StatisticSet[]): StatisticSet {
  return sets.reduce(mergeStatistics, emptyStatistics());
}

describe("mergeStatistics", () => {
  it("is associative and commutative, to the last bit", () => {
    fc.assert(
      fc.property(fc.array(sample), fc.array(sample), fc.array(sample), (a, b, c) => {
        const [x, y, z] = [merged(a), merged(b), merged(c)] as const;
        expect(mergeStatistics(mergeStatistics(x, y), z)).toEqual(mergeStatistics(x, mergeStatistics(y, z)));
        expect(mergeStatistics(x, y)).toEqual(mergeStatistics(y, x));
      }),
    );
  });

  it("is associative past the limit of distinct values", () => {
    const wide = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 300, maxLength: 400 });
    fc.assert(
      fc.property(wide, wide, (left, right) => {
        const [a, b] = [merged(left.map((v) => singleSample(v))), merged(right.map((v) => singleSample(v)))] as const;
        expect(mergeStatistics(a, b)).toEqual(merged([...right, ...left].map((v) => singleSample(v))));
      }),
      { numRuns: 10 },
    );
  });

  it("gives the same statistics however the samples are split into batches", () => {
    fc.assert(
      fc.property(fc.array(sample), fc.array(fc.nat({ max: 4 })), (samples, batches) => {
        const split = [0, 1, 2, 3, 4].map((batch) => merged(samples.filter((_, i) => (batches[i] ?? 0) === batch)));
        const [whole, parts] = [merged(samples), merged(split)];
        for (const statistic of STATISTICS) {
          expect(readStatistic(parts, statistic)).toBe(readStatistic(whole, statistic));
        }
        const p90 = { kind: "percentile", percent: 90 } as const;
        expect(readStatistic(parts, p90)).toBe(readStatistic(whole, p90));
      }),
    );
  });

  it("survives JSON", () => {
    fc.assert(
      fc.property(fc.array(sample), (samples) => {
        const set = merged(samples);
        expect(JSON.parse(JSON.stringify(set))).toEqual(set);
      }),
    );
  });
});

describe("singleSample", () => {
  it("counts a value several times", () => {
    const set = singleSample(0.1, 3);
    expect(readStatistic(set, "SampleCount")).toBe(3);
    expect(readStatistic(set, "Sum")).toBe(0.1 * 3);
  });

  it("is empty when it counts nothing", () => {
    expect(singleSample(7, 0)).toEqual(emptyStatistics());
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, METRIC_VALUE_LIMIT * 2])("takes no sample of %d", (bad) => {
    expect(isMetricValue(bad)).toBe(false);
    expect(() => singleSample(bad)).toThrow(RangeError);
  });
});

describe("publishedStatistics", () => {
  const p50 = { kind: "percentile", percent: 50 } as const;

  it("knows percentiles when minimum and maximum agree, or of a single sample", () => {
    expect(readStatistic(publishedStatistics({ SampleCount: 3, Sum: 21, Minimum: 7, Maximum: 7 }), p50)).toBe(7);
    expect(readStatistic(publishedStatistics({ SampleCount: 1, Sum: 9, Minimum: 9, Maximum: 9 }), p50)).toBe(9);
  });

  it("makes percentiles unavailable for everything it is merged with", () => {
    const general = publishedStatistics({ SampleCount: 3, Sum: 15, Minimum: 1, Maximum: 9 });
    expect(readStatistic(mergeStatistics(singleSample(2), general), p50)).toBeUndefined();
    expect(readStatistic(mergeStatistics(singleSample(2), general), "Sum")).toBe(17);
  });
});
