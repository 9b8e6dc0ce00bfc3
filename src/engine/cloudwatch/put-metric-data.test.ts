import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, NOON, type TestEngine, testEngine } from "../logs/engine.testing.ts";
import { engineWithAlarms, REGION, storedAlarm } from "./alarm.testing.ts";
import { getMetricStatistics } from "./get-metric-statistics.ts";
import type { MetricDatum } from "./metric-datum.ts";
import { putMetricData } from "./put-metric-data.ts";

function put({ run }: TestEngine, datum: Partial<MetricDatum>, invocationId?: string) {
  return run(putMetricData, { Namespace: "N", MetricData: [{ MetricName: "m", ...datum }] }, invocationId);
}

async function statistics({ run }: TestEngine, changes: object = {}) {
  const { Datapoints } = await run(getMetricStatistics, {
    Namespace: "N",
    MetricName: "m",
    StartTime: NOON - HOUR,
    EndTime: NOON + HOUR,
    Period: 60,
    Statistics: ["SampleCount", "Sum", "Minimum", "Maximum"],
    ...changes,
  });
  return Datapoints;
}

describe("publishing metric data", () => {
  it("adds a value to the minute of its own time, or of now", async () => {
    const test = testEngine();
    await put(test, { Value: 2 });
    await put(test, { Value: 3, Timestamp: NOON - MINUTE + 59_999, Unit: "Count" });
    await expect(statistics(test)).resolves.toEqual([
      { Timestamp: NOON - MINUTE, SampleCount: 1, Sum: 3, Minimum: 3, Maximum: 3, Unit: "Count" },
      { Timestamp: NOON, SampleCount: 1, Sum: 2, Minimum: 2, Maximum: 2, Unit: "None" },
    ]);
  });

  it("takes values with counts, and statistics of samples that are not shown", async () => {
    const test = testEngine();
    await put(test, { Values: [1, 5], Counts: [3, 1] });
    await put(test, { Values: [2] });
    await put(test, { StatisticValues: { SampleCount: 4, Sum: 40, Minimum: 5, Maximum: 15 } });
    await expect(statistics(test)).resolves.toMatchObject([{ SampleCount: 9, Sum: 50, Minimum: 1, Maximum: 15 }]);
  });

  it("takes statistics before the values beside them, and a sum that does not go with them", async () => {
    const test = testEngine();
    await put(test, { Values: [1], StatisticValues: { SampleCount: 2, Sum: 100, Minimum: 1, Maximum: 2 } });
    await put(test, { Values: [7], Counts: [0] });
    await expect(statistics(test)).resolves.toMatchObject([{ SampleCount: 2, Sum: 100, Minimum: 1, Maximum: 2 }]);
  });

  it("keeps high-resolution data by the second", async () => {
    const test = testEngine();
    await put(test, { Value: 1, StorageResolution: 1, Timestamp: NOON + 1_999 });
    await put(test, { Value: 2, StorageResolution: 1, Timestamp: NOON + 12_000 });
    const second = (at: number, value: number) => ({ Timestamp: NOON + at, Sum: value, Unit: "None" });
    const range = { StartTime: NOON, EndTime: NOON + MINUTE, Statistics: ["Sum"] };
    await expect(statistics(test, { ...range, Period: 1 })).resolves.toEqual([second(1_000, 1), second(12_000, 2)]);
    await expect(statistics(test, { ...range, Period: 10 })).resolves.toEqual([second(0, 1), second(10_000, 2)]);
    await expect(statistics(test, { ...range, Period: 60 })).resolves.toEqual([second(0, 3)]);
    test.clock.set(NOON + 4 * HOUR);
    await expect(statistics(test, { ...range, Period: 10 })).rejects.toMatchObject({ code: "InvalidParameterValue" });
    await expect(statistics(test, { ...range, Period: 60 })).resolves.toEqual([second(0, 3)]);
  });

  it("counts a call that is repeated with its invocation id once", async () => {
    const test = testEngine();
    await put(test, { Value: 1 }, "invocation");
    await put(test, { Value: 1 }, "invocation");
    await expect(statistics(test)).resolves.toMatchObject([{ SampleCount: 1 }]);
  });

  it("wakes the alarms that sleep on the metric", async () => {
    const test = await engineWithAlarms({}, { AlarmName: "other", MetricName: "other" });
    await test.engine.store.transaction(async (tx) => {
      await tx.scheduleAlarm(REGION, "a", {});
      await tx.scheduleAlarm(REGION, "other", {});
    });
    const before = test.wakes();
    await put(test, { Value: 1 });
    expect((await storedAlarm(test, "a"))?.nextEvaluation).toBeGreaterThan(NOON);
    expect(await storedAlarm(test, "other")).not.toHaveProperty("nextEvaluation");
    expect(test.wakes()).toBe(before + 1);
  });

  it("stores nothing of a request when one datum is refused", async () => {
    const test = testEngine();
    const MetricData = [{ MetricName: "m", Value: 1 }, { MetricName: "m" }];
    await expect(test.run(putMetricData, { Namespace: "N", MetricData })).rejects.toMatchObject({
      code: "InvalidParameterCombination",
    });
    await expect(statistics(test)).resolves.toEqual([]);
  });
});

describe("refused metric data", () => {
  const set = { SampleCount: 1, Sum: 1, Minimum: 1, Maximum: 1 };
  const at = "MetricData.member.1";
  const refusals: readonly (readonly [string, Partial<MetricDatum>, string, string])[] = [
    [
      "Value beside Values",
      { Value: 1, Values: [1] },
      "InvalidParameterCombination",
      `The parameters ${at}.Value and ${at}.Values are mutually exclusive and you have specified both.`,
    ],
    [
      "Value beside StatisticValues",
      { Value: 1, StatisticValues: set },
      "InvalidParameterCombination",
      `The parameters ${at}.Value and ${at}.StatisticValues are mutually exclusive and you have specified both.`,
    ],
    [
      "counts of no values",
      { Counts: [1] },
      "InvalidParameterCombination",
      "The parameter values must appears when the counts parameter is specified.",
    ],
    [
      "fewer counts than values",
      { Values: [1, 2], Counts: [1] },
      "InvalidParameterValue",
      `The parameters ${at}.Values and ${at}.Counts must be of the same size.`,
    ],
    [
      "values that are none",
      { Values: [] },
      "InvalidParameterCombination",
      "At least one of the parameters must be specified.",
    ],
    [
      "a dimension whose name begins with a colon",
      { Value: 1, Dimensions: [{ Name: ":x", Value: "1" }] },
      "InvalidParameterValue",
      `The value :x for parameter ${at}.Dimensions.member.1.Name is invalid.`,
    ],
    [
      "a dimension of blanks",
      { Value: 1, Dimensions: [{ Name: "x", Value: "  " }] },
      "InvalidParameterValue",
      `The value    for parameter ${at}.Dimensions.member.1.Value is invalid.`,
    ],
    [
      "a value that is no number",
      { Value: Number.NaN },
      "InvalidParameterValue",
      `The value NaN for parameter ${at}.Value is invalid.`,
    ],
    [
      "a negative count",
      { Values: [1], Counts: [-1] },
      "InvalidParameterValue",
      `The parameter ${at}.Counts must contain only values greater than 0.`,
    ],
    [
      "statistics of no sample",
      { StatisticValues: { ...set, SampleCount: 0 } },
      "InvalidParameterValue",
      `The parameter ${at}.StatisticValues.SampleCount must be greater than 0.`,
    ],
    [
      "a maximum below the minimum",
      { StatisticValues: { ...set, Maximum: 0 } },
      "InvalidParameterValue",
      `The parameter ${at}.StatisticValues.Maximum must be greater than ${at}.StatisticValues.Minimum.`,
    ],
    [
      "too many values",
      { Values: Array.from({ length: 151 }, (_, n) => n) },
      "InvalidParameterValue",
      `The collection ${at}.Values must not have a size greater than 150.`,
    ],
    [
      "a time more than two weeks ago",
      { Value: 1, Timestamp: NOON - 14 * DAY - 1 },
      "InvalidParameterValue",
      `The parameter ${at}.Timestamp must specify a time within the past two weeks.`,
    ],
    [
      "a time more than two hours ahead",
      { Value: 1, Timestamp: NOON + 2 * HOUR + 1 },
      "InvalidParameterValue",
      `The parameter ${at}.Timestamp must specify a time no more than two hours in the future.`,
    ],
    [
      "a resolution that does not exist",
      { Value: 1, StorageResolution: 30 },
      "InvalidParameterValue",
      `The parameter ${at}.StorageResolution must be a value in the set [ 1, 60 ].`,
    ],
    [
      "a value beyond 2 to the power of 360",
      { Value: 2 ** 361 },
      "InvalidParameterValue",
      `The value 4.6970851655476665E108 for parameter ${at}.Value is invalid.`,
    ],
    [
      "a dimension that is named twice",
      {
        Value: 1,
        Dimensions: [
          { Name: "a", Value: "1" },
          { Name: "a", Value: "2" },
        ],
      },
      "InvalidParameterValue",
      "No metric may specify the same dimension name twice.",
    ],
  ];

  it.each(refusals)("is refused for %s", async (_what, datum, code, message) => {
    await expect(put(testEngine(), datum)).rejects.toMatchObject({ code, status: 400, message });
  });

  it("is refused when there is none or too much", async () => {
    const { run } = testEngine();
    const missing = {
      code: "MissingParameter",
      message: "At least one MetricDatum object must be present in the request.",
    };
    await expect(run(putMetricData, { Namespace: "N" })).rejects.toMatchObject(missing);
    await expect(run(putMetricData, { Namespace: "N", MetricData: [] })).rejects.toMatchObject(missing);
    const MetricData = Array.from({ length: 1001 }, () => ({ MetricName: "m", Value: 1 }));
    await expect(run(putMetricData, { Namespace: "N", MetricData })).rejects.toMatchObject({
      message: "The collection MetricData must not have a size greater than 1000.",
    });
  });

  it("is refused with a line for each unknown unit", async () => {
    const units = ["count", "Count", "Foo"].map((Unit) => ({ MetricName: "m", Value: 1, Unit }));
    const { run } = testEngine();
    const refusal: unknown = await run(putMetricData, { Namespace: "N", MetricData: units }).catch((error) => error);
    expect(refusal).toMatchObject({ code: "InvalidParameterValue" });
    expect(String(refusal).split("\n")).toEqual([
      expect.stringContaining("MetricData.member.1.Unit must be a value in the set [ Seconds, Microseconds,"),
      expect.stringMatching(/MetricData\.member\.3\.Unit must .* Count\/Second, None \]\.$/),
    ]);
  });

  it("is refused in the namespaces of AWS's own services", async () => {
    const { run } = testEngine();
    const MetricData = [{ MetricName: "m", Value: 1 }];
    await expect(run(putMetricData, { Namespace: "AWS/Mine", MetricData })).rejects.toMatchObject({
      code: "InvalidParameterValue",
      message: "The value AWS/ for parameter Namespace is invalid.",
    });
    await expect(run(putMetricData, { Namespace: ":Mine", MetricData })).resolves.toBeUndefined();
  });
});
