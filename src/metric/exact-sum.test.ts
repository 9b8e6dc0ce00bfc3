import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addSums, addToSum, type ExactSum, productSum, roundSum, ZERO_SUM } from "./exact-sum.ts";

const value = fc.double({ noNaN: true, min: -(2 ** 360), max: 2 ** 360 }).map((double) => (double === 0 ? 0 : double));
const count = fc.integer({ min: 1, max: 2 ** 40 });

/** A double as a whole number of 2^-1074, the slow obvious twin of an exact sum. */
function asInteger(double: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, double);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  const magnitude = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n);
  return bits >> 63n === 1n ? -magnitude : magnitude;
}

function exactValue(sum: ExactSum): bigint {
  return sum.reduce((total, component) => total + asInteger(component), 0n);
}

function sumOf(values: readonly number[]): ExactSum {
  return values.reduce(addToSum, ZERO_SUM);
}

describe("exact sums", () => {
  it("lose nothing that plain addition loses", () => {
    expect(roundSum(sumOf([1e100, 1, -1e100]))).toBe(1);
    expect(roundSum(sumOf(Array.from({ length: 10 }, () => 0.1)))).toBe(1);
  });

  it("are exact", () => {
    fc.assert(
      fc.property(fc.array(value), (values) => {
        expect(exactValue(sumOf(values))).toBe(values.reduce((total, double) => total + asInteger(double), 0n));
      }),
    );
  });

  it("multiply exactly", () => {
    fc.assert(
      fc.property(value, count, (double, times) => {
        expect(exactValue(productSum(double, times))).toBe(asInteger(double) * BigInt(times));
      }),
    );
  });

  it("do not depend on order or grouping", () => {
    fc.assert(
      fc.property(fc.array(value), fc.array(value), (left, right) => {
        const together = sumOf([...left, ...right]);
        expect(addSums(sumOf(left), sumOf(right))).toEqual(together);
        expect(addSums(sumOf(right), sumOf(left))).toEqual(together);
        expect(sumOf([...right, ...left].toReversed())).toEqual(together);
      }),
    );
  });

  it("read as the nearest double", () => {
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const sum = sumOf(values);
        const rest = sum.slice(0, -1).reduce((total, component) => total + component, 0);
        expect(roundSum(sum) + rest).toBe(roundSum(sum));
      }),
    );
  });
});
