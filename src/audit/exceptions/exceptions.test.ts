import { describe, expect, it } from "vitest";
import { entryOf } from "./exceptions.testing.ts";
import { statusOf } from "./exceptions.ts";

describe("the status of an exception", () => {
  it.each([
    ["2026-11-30T23:59:59Z", "active"],
    ["2026-12-02T00:00:00Z", "expiring"],
    ["2026-12-31T23:59:59Z", "expiring"],
    ["2027-01-01T00:00:00Z", "expired"],
  ])("at %s is %s when its last day is 2026-12-31", (at, status) => {
    expect(statusOf(entryOf(), Date.parse(at))).toBe(status);
  });

  it("is invalid when something is wrong with it, whatever the day", () => {
    expect(statusOf({ kind: "unsound", line: 1, id: "EX-1", problems: [] }, 0)).toBe("invalid");
  });
});
