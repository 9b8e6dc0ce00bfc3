import fc from "fast-check";
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

  it.each([
    "p101",
    "p",
    "p-1",
    "p1e1",
    "sum",
    "tm101",
    "TM99",
    "tm(1:2)",
    "TM(:)",
    "TM(2:1)",
    "TM(1%:2)",
    "TM(%:2%)",
    "PR(1%:2%)",
    "p9.12345678901",
  ])("refuses %s in AWS's words", (name) => {
    expect(parseStatistic(name)).toEqual({
      ok: false,
      message: `The value ${name} for parameter ExtendedStatistic is not supported.`,
    });
  });
});

describe("trimmed statistics", () => {
  const ten = Array.from({ length: 10 }, (_, index) => singleSample(index + 1)).reduce(mergeStatistics);

  function read(name: string, set = ten): number | undefined {
    const parsed = parseStatistic(name);
    if (!parsed.ok) throw new Error(parsed.message);
    return readStatistic(set, parsed.statistic);
  }

  it.each([
    ["tm90", 5],
    ["TM(:90%)", 5],
    ["TM(10%:90%)", 5.5],
    ["TM(80%:)", 9.5],
    ["TM(2:5)", 4],
    ["TM(:2)", 1.5],
    ["TM(8:)", 9.5],
    ["tc90", 9],
    ["TC(2:5)", 3],
    ["ts90", 45],
    ["TS(80%:)", 19],
    ["TS(2:5)", 12],
    ["wm90", 5.4],
    ["WM(10%:90%)", 5.5],
    ["WM(3:8)", 5.5],
    ["IQM", 5.5],
    ["PR(:3)", 30],
    ["PR(3:8)", 50],
    ["PR(9:)", 10],
  ])("%s of the numbers from 1 to 10 is %d", (name, expected) => {
    expect(read(name)).toBeCloseTo(expected, 10);
  });

  it("cut through the count of a value", () => {
    expect(read("tm50", mergeStatistics(singleSample(1, 3), singleSample(9, 1)))).toBe(1);
    expect(read("tc50", mergeStatistics(singleSample(1, 3), singleSample(9, 2)))).toBe(2.5);
  });

  it("have no mean where no sample is left, but a count", () => {
    expect(read("TM(20:30)")).toBeUndefined();
    expect(read("TC(20:30)")).toBe(0);
  });

  it("are not known once a value is negative, but for counts of a range of values", () => {
    const negative = mergeStatistics(ten, singleSample(-5));
    expect(["tm90", "tc90", "WM(1:2)", "p50"].map((name) => read(name, negative))).toEqual(Array(4).fill(undefined));
    expect(read("TC(:3)", negative)).toBe(4);
    expect(read("PR(8:)", negative)).toBeCloseTo(18.18, 2);
  });

  it("agree with one another and with plain counting, whatever the samples", () => {
    const values = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.nat({ max: 40 }), fc.integer({ min: 1, max: 20 }), (samples, from, width) => {
        const set = samples.map((value) => singleSample(value)).reduce(mergeStatistics);
        const inside = samples.filter((value) => value > from && value <= from + width);
        const range = `(${from}:${from + width})`;
        expect(read(`TC${range}`, set)).toBe(inside.length);
        expect(read(`TS${range}`, set)).toBe(inside.reduce((sum, value) => sum + value, 0));
        expect(read(`PR${range}`, set)).toBeCloseTo((100 * inside.length) / samples.length, 9);
        const share = `(${from}%:${from + width}%)`;
        const product = (read(`TM${share}`, set) ?? 0) * (read(`TC${share}`, set) ?? 0);
        expect(read(`TS${share}`, set)).toBeCloseTo(product, 9);
        expect(read("WM(0%:100%)", set)).toBeCloseTo(readStatistic(set, "Average") ?? 0, 9);
      }),
    );
  });

  it("are near enough where values are kept in bins", () => {
    const many = Array.from({ length: 1000 }, (_, index) => singleSample(index + 1)).reduce(mergeStatistics);
    expect(read("tm90", many)).toBeCloseTo(450.5, -1);
    expect(read("IQM", many)).toBeCloseTo(500.5, -1);
  });
});
