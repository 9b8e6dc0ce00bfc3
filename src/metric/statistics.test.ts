import { describe, expect, it } from "vitest";
import { emptyStatistics, mergeStatistics, singleSample } from "./statistic-set.ts";
import { type Percentile, parseStatistic, readStatistic, STATISTICS } from "./statistics.ts";

const samples = [1, 2, 3, 4].map((value) => singleSample(value)).reduce(mergeStatistics);

function percentile(percent: number): Percentile {
  return { kind: "percentile", percent };
}

describe("readStatistic", () => {
  it("reads the plain statistics", () => {
    expect(STATISTICS.map((statistic) => readStatistic(samples, statistic))).toEqual([4, 2.5, 10, 1, 4]);
  });

  it("has nothing to read in an empty set", () => {
    expect(readStatistic(emptyStatistics(), "Sum")).toBeUndefined();
    expect(readStatistic(emptyStatistics(), percentile(50))).toBeUndefined();
  });

  it.each([
    [0, 1],
    [50, 2.5],
    [100, 4],
  ])("interpolates p%i as %d", (percent, value) => {
    expect(readStatistic(samples, percentile(percent))).toBe(value);
  });

  it("weighs values by their counts", () => {
    const weighted = mergeStatistics(singleSample(2, 20), singleSample(10, 30));
    expect(readStatistic(weighted, percentile(30))).toBe(2);
    expect(readStatistic(weighted, percentile(90))).toBe(10);
  });

  it("knows no percentile once a value is negative", () => {
    expect(readStatistic(mergeStatistics(samples, singleSample(-1)), percentile(50))).toBeUndefined();
  });

  it("never leaves the range of the samples, even from bins", () => {
    const many = Array.from({ length: 1000 }, (_, i) => singleSample(i + 1)).reduce(mergeStatistics);
    expect(readStatistic(many, percentile(0))).toBe(1);
    expect(readStatistic(many, percentile(100))).toBe(1000);
    expect(readStatistic(many, percentile(50))).toBeCloseTo(500, -1);
  });
});

describe("parseStatistic", () => {
  it.each([
    ["Sum", "Sum"],
    ["p90", percentile(90)],
    ["p99.9", percentile(99.9)],
    ["p100", percentile(100)],
  ])("reads %s", (name, statistic) => {
    expect(parseStatistic(name)).toEqual({ ok: true, statistic });
  });

  it.each(["p101", "p", "p-1", "p1e1", "sum", "tm99", "p9.12345678901"])("refuses %s in AWS's words", (name) => {
    expect(parseStatistic(name)).toEqual({
      ok: false,
      message: `The value ${name} for parameter ExtendedStatistic is not supported.`,
    });
  });
});
