import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doubleText } from "./double-text.ts";
import { naiveDoubleText } from "./naive-number.ts";

describe("doubleText", () => {
  // The forms of Java's Double.toString.
  it.each([
    [1, "1.0"],
    [-0, "-0.0"],
    [1000, "1000.0"],
    [9_999_999, "9999999.0"],
    [1e7, "1.0E7"],
    [12_345_678, "1.2345678E7"],
    [1e21, "1.0E21"],
    [0.001, "0.001"],
    [0.0001, "1.0E-4"],
    [0.00012, "1.2E-4"],
    [12.34, "12.34"],
    [-0.5, "-0.5"],
    [0.1 + 0.2, "0.30000000000000004"],
    [5e-324, "4.9E-324"],
    [Number.MAX_VALUE, "1.7976931348623157E308"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
  ])("writes %d as %s", (value, text) => {
    expect(doubleText(value)).toBe(text);
  });

  it("writes what reads back as the same double", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(doubleText(value))).toBe(value);
      }),
    );
  });

  it("agrees with the search for the shortest text", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        expect(doubleText(value)).toBe(naiveDoubleText(value));
      }),
      { numRuns: 2000 },
    );
  });
});
