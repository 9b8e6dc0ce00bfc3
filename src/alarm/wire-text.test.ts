import { describe, expect, it } from "vitest";
import { isoTimestamp, jsonObject, longTimestamp, shortTimestamp } from "./wire-text.ts";

describe("timestamps", () => {
  const time = Date.parse("2026-09-04T05:03:07.050Z");

  it("have three spellings", () => {
    expect(isoTimestamp(time)).toBe("2026-09-04T05:03:07.050+0000");
    expect(shortTimestamp(time)).toBe("04/09/26 05:03:07");
    expect(longTimestamp(time)).toBe("Friday 04 September, 2026 05:03:07 UTC");
  });
});

describe("jsonObject", () => {
  it("keeps the order of its members and leaves out absent ones", () => {
    expect(
      jsonObject([
        ["b", "1.0"],
        ["a", undefined],
        ['"', "null"],
      ]),
    ).toBe('{"b":1.0,"\\"":null}');
  });
});
