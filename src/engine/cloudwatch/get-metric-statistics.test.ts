import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, NOON, type TestEngine, testEngine } from "../logs/engine.testing.ts";
import { type GetMetricStatisticsInput, getMetricStatistics } from "./get-metric-statistics.ts";
import type { MetricDatum } from "./metric-datum.ts";
import { putMetricData } from "./put-metric-data.ts";

async function engineWith(...data: readonly Partial<MetricDatum>[]): Promise<TestEngine> {
  const test = testEngine();
  const MetricData = data.map((datum) => ({ MetricName: "m", ...datum }));
  await test.run(putMetricData, { Namespace: "N", MetricData });
  return test;
}

const hour = { Namespace: "N", MetricName: "m", StartTime: NOON - HOUR, EndTime: NOON + HOUR, Period: 60 };

function get({ run }: TestEngine, changes: Partial<GetMetricStatisticsInput>) {
  return run(getMetricStatistics, { ...hour, ...changes });
}

describe("metric statistics", () => {
  it("of an unknown metric are an empty list under its name", async () => {
    await expect(get(testEngine(), { Statistics: ["Sum"] })).resolves.toEqual({ Label: "m", Datapoints: [] });
  });

  it("hold what was asked for and nothing else", async () => {
    const test = await engineWith({ Values: [1, 3] });
    const { Datapoints } = await get(test, { Statistics: ["Average", "Maximum"] });
    expect(Datapoints).toEqual([{ Timestamp: NOON, Average: 2, Maximum: 3, Unit: "None" }]);
  });

  it("hold percentiles by their names, and leave out those that cannot be told", async () => {
    const values = Array.from({ length: 101 }, (_, n) => n);
    const test = await engineWith(
      { Values: values },
      { Timestamp: NOON - MINUTE, StatisticValues: { SampleCount: 2, Sum: 3, Minimum: 1, Maximum: 2 } },
    );
    const { Datapoints } = await get(test, { ExtendedStatistics: ["p50", "p90"] });
    expect(Datapoints).toEqual([{ Timestamp: NOON, ExtendedStatistics: { p50: 50, p90: 90 }, Unit: "None" }]);
  });

  it("count periods from the start rounded down to its minute", async () => {
    const test = await engineWith(
      { Value: 1, Timestamp: NOON - 7 * MINUTE },
      { Value: 2, Timestamp: NOON - 3 * MINUTE },
    );
    const { Datapoints } = await get(test, {
      Statistics: ["Sum"],
      StartTime: NOON - 7 * MINUTE + 51_000,
      EndTime: NOON,
      Period: 300,
    });
    expect(Datapoints).toEqual([{ Timestamp: NOON - 7 * MINUTE, Sum: 3, Unit: "None" }]);
  });

  it("leave out the minute that EndTime begins", async () => {
    const test = await engineWith({ Value: 1 });
    await expect(get(test, { Statistics: ["Sum"], EndTime: NOON })).resolves.toMatchObject({ Datapoints: [] });
  });

  it("leave out the minute that EndTime lies in, unless StartTime lies there, too", async () => {
    const test = await engineWith({ Value: 1 });
    const get1 = (StartTime: number) => get(test, { Statistics: ["Sum"], StartTime, EndTime: NOON + 1_000 });
    await expect(get1(NOON - MINUTE)).resolves.toMatchObject({ Datapoints: [] });
    await expect(get1(NOON + 500)).resolves.toMatchObject({ Datapoints: [{ Timestamp: NOON, Sum: 1 }] });
  });

  it("have plain and extended statistics together", async () => {
    const test = await engineWith({ Value: 4 });
    await expect(get(test, { Statistics: ["Sum"], ExtendedStatistics: ["p90"] })).resolves.toMatchObject({
      Datapoints: [{ Sum: 4, ExtendedStatistics: { p90: 4 } }],
    });
  });

  it("have the extremes where percentiles between them cannot be told", async () => {
    const test = await engineWith({ StatisticValues: { SampleCount: 3, Sum: 15, Minimum: 1, Maximum: 9 } });
    await expect(get(test, { ExtendedStatistics: ["p0", "p50", "p90", "p100"] })).resolves.toMatchObject({
      Datapoints: [{ ExtendedStatistics: { p0: 1, p100: 9 } }],
    });
    const { Datapoints } = await get(test, { ExtendedStatistics: ["p50"] });
    expect(Datapoints).toEqual([]);
  });

  it("are apart for each unit, or of the one that was asked for", async () => {
    const test = await engineWith({ Value: 1, Unit: "Seconds" }, { Value: 2, Unit: "Count" }, { Value: 4 });
    const { Datapoints } = await get(test, { Statistics: ["Sum"] });
    expect(new Map(Datapoints.map(({ Unit, Sum }) => [Unit, Sum]))).toEqual(
      new Map([
        ["Seconds", 1],
        ["Count", 2],
        ["None", 4],
      ]),
    );
    await expect(get(test, { Statistics: ["Sum"], Unit: "Count" })).resolves.toMatchObject({
      Datapoints: [{ Sum: 2, Unit: "Count" }],
    });
  });

  it("are those of exactly the dimensions that were given", async () => {
    const Dimensions = [{ Name: "x", Value: "1" }];
    const test = await engineWith({ Value: 1, Dimensions }, { Value: 2 });
    await expect(get(test, { Statistics: ["Sum"], Dimensions })).resolves.toMatchObject({ Datapoints: [{ Sum: 1 }] });
    await expect(get(test, { Statistics: ["Sum"] })).resolves.toMatchObject({ Datapoints: [{ Sum: 2 }] });
  });
});

describe("refused metric statistics", () => {
  const Statistics = ["Sum"];
  const refusals: readonly (readonly [string, Partial<GetMetricStatisticsInput>, string, string])[] = [
    ["no statistic", {}, "InvalidParameterCombination", "Must specify either Statistics or ExtendedStatistics"],
    [
      "a statistic that does not exist",
      { Statistics: ["Sum", "Median"] },
      "InvalidParameterValue",
      "The parameter Statistics.member.2.<list element> must be a value in the set " +
        "[SampleCount, Average, Sum, Minimum, Maximum].",
    ],
    [
      "a percentile beyond 100",
      { ExtendedStatistics: ["p101"] },
      "InvalidParameterValue",
      "The value p101 for parameter ExtendedStatistics.member.1.<list element> is not supported.",
    ],
    [
      "a plain statistic among the extended ones",
      { ExtendedStatistics: ["p50", "Sum"] },
      "InvalidParameterValue",
      "The value Sum for parameter ExtendedStatistics.member.2.<list element> is not supported.",
    ],
    [
      "a period that no data have",
      { Statistics, Period: 7 },
      "InvalidParameterValue",
      "The parameter Period must be a value in the set [1, 5, 10, 20, 30].",
    ],
    [
      "a period of a minute and a half",
      { Statistics, Period: 90 },
      "InvalidParameterValue",
      "The parameter Period must be a multiple of 60.",
    ],
    [
      "a start that is the end",
      { Statistics, StartTime: NOON, EndTime: NOON },
      "InvalidParameterValue",
      "The parameter StartTime must be less than the parameter EndTime.",
    ],
    [
      "more than 1,440 datapoints",
      { Statistics, StartTime: NOON - 60 * DAY, EndTime: NOON, Period: 300 },
      "InvalidParameterCombination",
      "You have requested up to 17280 datapoints, which exceeds the limit of 1440. You may reduce the datapoints " +
        "requested by increasing Period, or decreasing the time range.",
    ],
  ];

  it.each(refusals)("are refused for %s", async (_what, changes, code, message) => {
    await expect(get(testEngine(), changes)).rejects.toMatchObject({ code, status: 400, message });
  });

  it("are refused for a period that AWS no longer serves of data that old", async () => {
    const old = { Statistics, StartTime: NOON - 20 * DAY, EndTime: NOON - 19 * DAY };
    await expect(get(testEngine(), { ...old, Period: 60 })).rejects.toMatchObject({ code: "InvalidParameterValue" });
    await expect(get(testEngine(), { ...old, Period: 300 })).resolves.toHaveProperty("Datapoints");
  });
});
