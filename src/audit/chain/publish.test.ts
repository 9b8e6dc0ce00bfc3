import { describe, expect, it } from "vitest";
import { soundFilter } from "../inventory.testing.ts";
import { silence } from "../simulate.testing.ts";

const never = { ...soundFilter, filterName: "never", filterPattern: '{ $.eventName = "Never" }' };

describe("an event that no metric filter matches", () => {
  it.each([
    [[], "metric-filter: the log group trail-logs has no metric filter"],
    [[never], "metric-filter: the metric filter never of trail-logs does not match the event"],
    [
      [never, { ...never, filterName: "neither" }],
      "metric-filter: none of the 2 metric filters of trail-logs matches the event",
    ],
  ])("is silent there, and told with the filters: %#", (metricFilters, told) => {
    expect(silence({ metricFilters })).toBe(told);
  });
});
