import { describe, expect, it } from "vitest";
import { testMetricFilter } from "./test-metric-filter.ts";

describe("testMetricFilter", () => {
  it("returns the matches only, counted from 1", () => {
    expect(testMetricFilter("ERROR", ["INFO ok", "ERROR disk", "ERROR net"])).toEqual({
      ok: true,
      tested: 3,
      matches: [
        { eventNumber: 2, eventMessage: "ERROR disk", extractedValues: {} },
        { eventNumber: 3, eventMessage: "ERROR net", extractedValues: {} },
      ],
    });
  });

  it("extracts the fields of a delimited pattern", () => {
    const result = testMetricFilter("[level, ..., last]", ["ERROR a b"]);
    expect(result.ok && result.matches[0]?.extractedValues).toEqual({ $level: "ERROR", $2: "a", $last: "b" });
  });

  it("returns the diagnostics of a bad pattern", () => {
    const result = testMetricFilter("ERR*", ["ERROR"]);
    expect(!result.ok && result.diagnostics[0]?.code).toBe("pattern/bad-character");
  });
});
