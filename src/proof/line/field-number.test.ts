import { describe, expect, it } from "vitest";
import { compareDecimals, type Decimal, parseDecimal } from "../../pattern/decimal.ts";
import { fieldNumberReader, positionsIn } from "./field-number.ts";
import { NO_NUMBER, type Position, positionOf } from "./number-position.ts";

function constantsOf(...texts: readonly string[]): readonly Decimal[] {
  return texts.flatMap((text) => parseDecimal(text) ?? []).sort(compareDecimals);
}

function positionsOf(text: string, constants: readonly Decimal[]): readonly Position[] {
  const { start, step, verdict } = fieldNumberReader(constants);
  const end = Array.from(text, (char) => char.codePointAt(0) ?? 0).reduce(step, start);
  return positionsIn(verdict(end));
}

/** All texts over an alphabet up to a length. */
function textsOver(alphabet: string, length: number): readonly string[] {
  if (length === 0) return [""];
  return ["", ...textsOver(alphabet, length - 1).flatMap((text) => Array.from(alphabet, (char) => char + text))];
}

describe("a number in a field", () => {
  const sets = [
    constantsOf("400"),
    constantsOf("0", "-15", "15"),
    constantsOf("0.05", "5e3"),
    constantsOf("1e999999999", "-1e-999999999"),
    constantsOf("1e30", "10", "11"),
    constantsOf("0.1e-4", "5"),
  ];
  const texts = [...textsOver("015.e-", 5), ...textsOver("01e", 6), ...textsOver("51.+E", 4)];

  it.each(
    sets.map((constants) => [constants] as const),
  )("may stand where it does, for every short text", (constants) => {
    const { start, step, verdict } = fieldNumberReader(constants);
    const wrong = texts.filter((text) => {
      const end = Array.from(text, (char) => char.codePointAt(0) ?? 0).reduce(step, start);
      return !positionsIn(verdict(end)).includes(positionOf(text, constants));
    });
    expect(wrong).toEqual([]);
  });

  it("is certain for numbers without an exponent, however long, where the constants are short", () => {
    const constants = constantsOf("400", "-0.5");
    for (const text of ["399.9999999", "0000400.000", "400.0000000000000000000000000001", "9".repeat(60), "-0.50"]) {
      expect(positionsOf(text, constants)).toEqual([positionOf(text, constants)]);
    }
  });

  it("is certain for ordinary exponents", () => {
    const constants = constantsOf("400", "1e999999999");
    for (const text of ["4e2", "0.4e3", "399e0", "1E3", "1e999999999", "1.1e+999999999", "9e-5", "0e5"]) {
      expect(positionsOf(text, constants)).toEqual([positionOf(text, constants)]);
    }
  });

  it("is left open, but for its sign, when it is spelled far from the ordinary", () => {
    expect(positionsOf("-0.00001e9", constantsOf("-7", "7"))).toEqual([NO_NUMBER, 0, 1, 2]);
    expect(positionsOf("1e9999999999", constantsOf("0", "7"))).toEqual([NO_NUMBER, 2, 3, 4]);
    expect(positionsOf("0e9999999999", constantsOf("0", "7"))).toEqual([NO_NUMBER, 1]);
  });
});
