import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareDecimals, parseDecimal } from "./decimal.ts";

function compare(left: string, right: string): number {
  const [a, b] = [parseDecimal(left), parseDecimal(right)];
  if (a === undefined || b === undefined) throw new Error(`no decimal: ${left} ${right}`);
  return Math.sign(compareDecimals(a, b));
}

describe("parseDecimal", () => {
  it.each(["1", "+1", "-1", "1.0", "01", ".5", "5.", "1e3", "1E-3", "-0.0", "1e2147483647"])("reads %s", (text) => {
    expect(parseDecimal(text)).toBeDefined();
  });

  it.each([
    "",
    "-",
    ".",
    "e1",
    "1e",
    "1e+",
    "0x1",
    "NaN",
    "Infinity",
    "1 ",
    "1_0",
    "1.2.3",
    "1e2147483648",
    "１",
  ])("refuses %s", (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });
});

describe("compareDecimals", () => {
  it.each([
    ["1", "1.0", 0],
    ["100", "1e2", 0],
    ["0", "-0.0", 0],
    ["0.001", "1e-3", 0],
    ["9007199254740993", "9007199254740992", 1],
    ["0.30000000000000004", "0.3", 1],
    ["-2", "-1", -1],
    ["-1", "0", -1],
    ["9", "10", -1],
    ["1e999999999", "1e999999998", 1],
    ["-1e999999999", "1e-999999999", -1],
    ["12", "123", -1],
  ])("%s against %s", (left, right, order) => {
    expect(compare(left, right)).toBe(order);
    expect(compare(right, left)).toBe(order === 0 ? 0 : -order);
  });

  it("orders integers as bigint does", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), (left, right) => {
        expect(compare(String(left), String(right))).toBe(left < right ? -1 : left > right ? 1 : 0);
      }),
    );
  });
});
