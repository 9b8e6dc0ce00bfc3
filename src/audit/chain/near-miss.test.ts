import { describe, expect, it } from "vitest";
import { metricIdentity } from "../../metric/metric.ts";
import { accountOf } from "../account.ts";
import { alarmWith, chain, REGION, soundAlarm, soundFilter } from "../inventory.testing.ts";
import type { Inventory, MetricFilterItem } from "../inventory.ts";
import { nearMiss } from "./near-miss.ts";

const ELSEWHERE = "eu-west-1";
const METRIC = metricIdentity("CIS", "RootUsage");

function publishing(metricName: string, metricNamespace = "CIS", region = REGION): MetricFilterItem {
  const metricTransformations = [{ metricName, metricNamespace, metricValue: "1" }];
  return { ...soundFilter, filterName: metricName, region, metricTransformations };
}

function near(links: Partial<Inventory>): string | undefined {
  return nearMiss(
    accountOf(chain({ regions: [REGION, ELSEWHERE], metricFilters: [publishing("RootUsage")], ...links })),
    REGION,
    METRIC,
  );
}

const named = (AlarmName: string, MetricName: string, Namespace = "CIS") =>
  alarmWith({ AlarmName, MetricName, Namespace });

describe("an alarm that seems to be meant for a metric", () => {
  it.each([
    [
      "is on a misspelt name",
      [named("root", "RootUsege")],
      "the alarm root watches CIS/RootUsege, which no metric filter publishes",
    ],
    [
      "is on a longer name",
      [named("root", "RootUsageCount")],
      "the alarm root watches CIS/RootUsageCount, which no metric filter publishes",
    ],
    [
      "is on the nearest of several names",
      [named("far", "RootUsxyz"), named("nearest", "RootUsag"), named("same", "RootUsges")],
      "the alarm nearest watches CIS/RootUsag, which no metric filter publishes",
    ],
    [
      "is on the same name in another case, before a misspelt one",
      [named("root", "RootUsege"), named("lower", "rootusage")],
      "the alarm lower watches CIS/rootusage",
    ],
    [
      "is in another namespace",
      [named("root", "RootUsage", "CISBenchmark")],
      "the alarm root watches CISBenchmark/RootUsage",
    ],
    ["is in another region", [{ ...soundAlarm, region: ELSEWHERE }], `the alarm root-usage is in ${ELSEWHERE}`],
    ["shares nothing with its name", [named("logins", "Logins")], undefined],
    ["is on a like name in another namespace", [named("root", "RootUsege", "Operations")], undefined],
    ["is on what a service of AWS publishes", [named("root", "RootUsage", "AWS/Usage")], undefined],
    ["is in another region under a misspelt name", [{ ...named("root", "RootUsege"), region: ELSEWHERE }], undefined],
  ])("%s", (_, alarms, told) => {
    expect(near({ alarms })).toBe(told);
  });

  it("is not one that another filter feeds", () => {
    const metricFilters = [publishing("RootUsage"), publishing("RootUsege"), publishing("RootUsage", "Test")];
    expect(near({ metricFilters, alarms: [named("other", "RootUsege"), named("test", "RootUsage", "Test")] })).toBe(
      undefined,
    );
  });

  it("may be one that a filter of another region would feed", () => {
    const metricFilters = [publishing("RootUsage"), publishing("RootUsege", "CIS", ELSEWHERE)];
    expect(near({ metricFilters, alarms: [named("root", "RootUsege")] })).toContain(
      "the alarm root watches CIS/RootUsege",
    );
  });

  it("is the misspelt one here, before one that is right where it is", () => {
    const metricFilters = [publishing("RootUsage"), publishing("RootUsage", "CIS", ELSEWHERE)];
    const alarms = [{ ...soundAlarm, region: ELSEWHERE }, named("root", "RootUsege")];
    expect(near({ metricFilters, alarms })).toContain("the alarm root watches CIS/RootUsege");
    expect(near({ alarms })).toBe(`the alarm root-usage is in ${ELSEWHERE}`);
  });

  it("is none where not all metric filters are known", () => {
    const gap = {
      service: "logs",
      operation: "DescribeMetricFilters",
      region: REGION,
      code: "AccessDenied",
      message: "",
    };
    expect(near({ alarms: [named("root", "RootUsege")], gaps: [{ ...gap, service: "logs" }] })).toBe(undefined);
  });
});
