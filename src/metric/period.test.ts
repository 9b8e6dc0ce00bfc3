import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aggregate, alignEnd, alignStart, bucketStart, isPeriodAllowed, type MetricBucket } from "./period.ts";
import { singleSample } from "./statistic-set.ts";
import { readStatistic } from "./statistics.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = Date.parse("2026-09-14T06:00:00Z");

function bucket(minute: number, value: number): MetricBucket {
  return { start: minute * MINUTE, statistics: singleSample(value), evidence: [] };
}

describe("bucketStart", () => {
  it("is the sample's minute, or its second for high-resolution data", () => {
    const time = Date.parse("2026-09-14T05:42:25.750Z");
    expect(bucketStart(time)).toBe(Date.parse("2026-09-14T05:42:00Z"));
    expect(bucketStart(time, 1)).toBe(Date.parse("2026-09-14T05:42:25Z"));
  });
});

describe("alignEnd", () => {
  const clock = Date.parse("2026-09-14T01:14:00Z");
  const from = Date.parse("2026-09-14T01:08:00Z");

  it.each([
    ["leaves out the minute the end lies in", "01:09:01", 60, "01:09:00"],
    ["keeps an end on the minute", "01:09:00", 60, "01:09:00"],
    ["rounds to a period below a minute", "01:09:19.500", 10, "01:09:10"],
    ["keeps an end in the minute of the start", "01:08:30", 60, "01:08:30"],
  ])("%s", (_name, end, period, rounded) => {
    const aligned = alignEnd(Date.parse(`2026-09-14T${end}Z`), from, period, clock);
    expect(new Date(aligned).toISOString()).toBe(`2026-09-14T${rounded}.000Z`);
  });
});

describe("alignStart", () => {
  const clock = Date.parse("2026-09-14T05:43:51.500Z");

  it.each([
    ["a recent minute", 0, 300, "05:43:00"],
    ["a period below a minute", 0, 10, "05:43:50"],
    ["data just short of 15 days old", 15 * DAY - 1, 60, "05:43:00"],
    ["data of 15 days", 15 * DAY, 60, "05:40:00"],
    ["data of 63 days", 63 * DAY, 300, "05:40:00"],
    ["data older than 63 days", 63 * DAY + 1, 3600, "05:00:00"],
  ])("rounds the start of %s", (_, age, period, expected) => {
    expect(new Date(alignStart(clock, period, clock + age)).toISOString().slice(11, 19)).toBe(expected);
  });
});

describe("isPeriodAllowed", () => {
  it.each([
    [10, 0, true],
    [10, 4 * 60 * MINUTE, false],
    [15, 0, false],
    [60, 14 * DAY, true],
    [60, 16 * DAY, false],
    [300, 16 * DAY, true],
    [300, 64 * DAY, false],
    [3600, 64 * DAY, true],
    [0, 0, false],
    [0.5, 0, false],
  ])("%d s of data %i ms old: %s", (period, age, allowed) => {
    expect(isPeriodAllowed(period, NOW - age, NOW)).toBe(allowed);
  });
});

describe("aggregate", () => {
  it("counts periods from the start given, with the start inside and the end outside", () => {
    const buckets = [bucket(2, 99), bucket(3, 1), bucket(7, 2), bucket(8, 4), bucket(13, 99)];
    const datapoints = aggregate(buckets, 3 * MINUTE, 300, 13 * MINUTE);
    expect(
      datapoints.map(({ timestamp, statistics }) => [timestamp / MINUTE, readStatistic(statistics, "Sum")]),
    ).toEqual([
      [3, 3],
      [8, 4],
    ]);
  });

  it("merges the evidence of a period", () => {
    const ref = { chunk: "1", index: 0, filterName: "f", logGroupName: "trail" };
    const buckets = [1, 0].map((minute) => ({
      ...bucket(minute, 1),
      evidence: [{ ...ref, timestamp: minute * MINUTE }],
    }));
    expect(aggregate(buckets, 0, 120, 2 * MINUTE)[0]?.evidence.map(({ timestamp }) => timestamp)).toEqual([0, MINUTE]);
  });

  it("loses no sample and invents none", () => {
    const minutes = fc.array(fc.nat({ max: 100 }));
    fc.assert(
      fc.property(minutes, fc.nat({ max: 100 }), fc.integer({ min: 1, max: 30 }), (list, from, length) => {
        const datapoints = aggregate(
          list.map((minute) => bucket(minute, 1)),
          from * MINUTE,
          length * 60,
          101 * MINUTE,
        );
        const sum = datapoints.reduce((total, { statistics }) => total + statistics.sampleCount, 0);
        expect(sum).toBe(list.filter((minute) => minute >= from).length);
        expect(datapoints.every(({ timestamp }) => (timestamp / MINUTE - from) % length === 0)).toBe(true);
      }),
    );
  });
});
