import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparePositions, positionDigits, readPositionDigits } from "./event-position.ts";

const position = fc.record({
  timestamp: fc.nat({ max: 8.64e15 }),
  chunk: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  index: fc.nat({ max: 10_000 }),
});

describe("the digits of a position", () => {
  it("are 56 and read back", () => {
    fc.assert(
      fc.property(position, (place) => {
        expect(positionDigits(place)).toMatch(/^\d{56}$/);
        expect(readPositionDigits(positionDigits(place))).toEqual(place);
      }),
    );
  });

  it("order as the positions do", () => {
    fc.assert(
      fc.property(position, position, (a, b) => {
        expect(Math.sign(comparePositions(a, b))).toBe(
          positionDigits(a) < positionDigits(b) ? -1 : Number(positionDigits(a) > positionDigits(b)),
        );
      }),
    );
  });

  it("are nothing when they are too few, too large or no digits", () => {
    expect(readPositionDigits("1".repeat(55))).toBeUndefined();
    expect(readPositionDigits("9".repeat(56))).toBeUndefined();
    expect(readPositionDigits("x".repeat(56))).toBeUndefined();
  });
});
