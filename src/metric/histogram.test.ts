import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BIN_LIMIT,
  binOf,
  EXACT_VALUES_LIMIT,
  type HistogramEntry,
  histogramOf,
  mergeHistograms,
} from "./histogram.ts";

function distinct(from: number, to: number): readonly HistogramEntry[] {
  return Array.from({ length: to - from }, (_, i) => [from + i + 1, 1]);
}

describe("histograms", () => {
  it("hold every value as long as they are few", () => {
    expect(histogramOf(distinct(0, EXACT_VALUES_LIMIT))).toEqual({
      kind: "exact",
      entries: distinct(0, EXACT_VALUES_LIMIT),
    });
  });

  it("fall back to bins past the limit, keeping every sample", () => {
    const histogram = histogramOf(distinct(0, EXACT_VALUES_LIMIT + 1));
    if (histogram.kind === "unavailable") throw new Error("no bins");
    expect(histogram.kind).toBe("binned");
    expect(histogram.entries.length).toBeLessThanOrEqual(EXACT_VALUES_LIMIT);
    expect(histogram.entries.reduce((total, [, count]) => total + count, 0)).toBe(EXACT_VALUES_LIMIT + 1);
  });

  it("give up past the limit of bins", () => {
    const spread = Array.from({ length: BIN_LIMIT + 1 }, (_, i): HistogramEntry => [1.02 ** i, 1]);
    expect(histogramOf(spread)).toEqual({ kind: "unavailable" });
  });

  it("merge alike however the samples were split, across both limits", () => {
    const few = histogramOf(distinct(0, 200));
    const more = histogramOf(distinct(100, 300));
    const many = histogramOf(distinct(300, 900));
    const left = mergeHistograms(mergeHistograms(few, more), many);
    expect(mergeHistograms(few, mergeHistograms(more, many))).toEqual(left);
    expect(mergeHistograms(many, mergeHistograms(more, few))).toEqual(left);
    expect(left.kind).toBe("binned");
  });

  it("stay unavailable once they are", () => {
    expect(mergeHistograms(histogramOf([[1, 1]]), { kind: "unavailable" })).toEqual({ kind: "unavailable" });
  });
});

describe("binOf", () => {
  const normal = fc.double({ noNaN: true, min: 1e-300, max: 1e300 });

  it("moves a value by less than 1 %", () => {
    fc.assert(
      fc.property(normal, (value) => {
        expect(Math.abs(binOf(value) / value - 1)).toBeLessThan(0.01);
      }),
    );
  });

  it("is its own bin, and mirrors below zero", () => {
    fc.assert(
      fc.property(normal, (value) => {
        expect(binOf(binOf(value))).toBe(binOf(value));
        expect(binOf(-value)).toBe(-binOf(value));
      }),
    );
  });

  it("keeps the order of values", () => {
    fc.assert(
      fc.property(normal, normal, (a, b) => {
        expect(binOf(Math.min(a, b))).toBeLessThanOrEqual(binOf(Math.max(a, b)));
      }),
    );
  });
});
