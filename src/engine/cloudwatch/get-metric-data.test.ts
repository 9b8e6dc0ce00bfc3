import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, NOON, type TestEngine, testEngine } from "../logs/engine.testing.ts";
import { type GetMetricDataInput, getMetricData } from "./get-metric-data.ts";
import type { MetricDataQuery } from "./metric-data-query.ts";
import type { MetricDatum } from "./metric-datum.ts";
import { putMetricData } from "./put-metric-data.ts";

async function engineWith(...data: readonly Partial<MetricDatum>[]): Promise<TestEngine> {
  const test = testEngine();
  await test.run(putMetricData, { Namespace: "N", MetricData: data.map((datum) => ({ MetricName: "m", ...datum })) });
  return test;
}

function metric(Id: string, stat: object = {}, query: object = {}): MetricDataQuery {
  const Metric = { Namespace: "N", MetricName: "m" };
  return { Id, MetricStat: { Metric, Period: 60, Stat: "Sum", ...stat }, ...query };
}

function get({ run }: TestEngine, queries: readonly MetricDataQuery[], changes: Partial<GetMetricDataInput> = {}) {
  const range = { StartTime: NOON - HOUR, EndTime: NOON + HOUR };
  return run(getMetricData, { MetricDataQueries: queries, ...range, ...changes });
}

describe("metric data", () => {
  it("of an unknown metric are an empty, complete result", async () => {
    await expect(get(testEngine(), [metric("m1")])).resolves.toEqual({
      MetricDataResults: [{ Id: "m1", Label: "m", Timestamps: [], Values: [], StatusCode: "Complete" }],
      Messages: [],
    });
  });

  it("come newest first, or oldest first when told so", async () => {
    const test = await engineWith({ Value: 1, Timestamp: NOON - MINUTE }, { Value: 2 });
    const newest = await get(test, [metric("m1")]);
    expect(newest.MetricDataResults[0]).toMatchObject({ Timestamps: [NOON, NOON - MINUTE], Values: [2, 1] });
    const oldest = await get(test, [metric("m1")], { ScanBy: "TimestampAscending" });
    expect(oldest.MetricDataResults[0]).toMatchObject({ Timestamps: [NOON - MINUTE, NOON], Values: [1, 2] });
  });

  it("are of one statistic for each query, extended ones too", async () => {
    const test = await engineWith({ Values: [1, 2, 3, 4] });
    const stats = ["Average", "SampleCount", "p50", "tm75", "PR(:3)"];
    const { MetricDataResults } = await get(
      test,
      stats.map((Stat, index) => metric(`m${index}`, { Stat })),
    );
    expect(MetricDataResults.flatMap(({ Values }) => Values)).toEqual([2.5, 4, 2.5, 2, 75]);
  });

  it("leave out what only serves an expression", async () => {
    const test = await engineWith({ Value: 3 });
    const { MetricDataResults } = await get(test, [
      metric("m1", {}, { ReturnData: false }),
      { Id: "e1", Expression: "m1 * 2", Label: "twice" },
      { Id: "e2", Expression: "e1 + 1" },
    ]);
    expect(MetricDataResults).toEqual([
      { Id: "e1", Label: "twice", Timestamps: [NOON], Values: [6], StatusCode: "Complete" },
      { Id: "e2", Label: "e2", Timestamps: [NOON], Values: [7], StatusCode: "Complete" },
    ]);
  });

  it("give a result for each series of an array", async () => {
    const test = await engineWith({ Value: 3 }, { MetricName: "other", Value: 4 });
    const other = metric("m2", { Metric: { Namespace: "N", MetricName: "other" } }, { ReturnData: false });
    const { MetricDataResults } = await get(test, [
      metric("m1", {}, { ReturnData: false }),
      other,
      { Id: "e1", Expression: "METRICS() * 10" },
    ]);
    expect(MetricDataResults.map(({ Id, Label, Values }) => [Id, Label, Values])).toEqual([
      ["e1", "m", [30]],
      ["e1", "other", [40]],
    ]);
  });

  it("fill every period of the range, in the expression's own period where it has one", async () => {
    const test = await engineWith({ Value: 3 });
    const range = { StartTime: NOON - 2 * MINUTE, EndTime: NOON + MINUTE };
    const filled = await get(test, [metric("m1"), { Id: "e1", Expression: "FILL(m1, 0)" }], range);
    expect(filled.MetricDataResults[1]?.Values).toEqual([3, 0, 0]);
    const hours = await get(test, [{ Id: "e1", Expression: "TIME_SERIES(1)", Period: 3600 }]);
    expect(hours.MetricDataResults[0]?.Timestamps).toEqual([NOON, NOON - HOUR]);
  });

  it("have no more periods than data can be kept, however long the range", async () => {
    const range = { StartTime: 0, EndTime: Date.UTC(9999, 0) };
    const { MetricDataResults } = await get(testEngine(), [{ Id: "e1", Expression: "TIME_SERIES(1)" }], range);
    expect(MetricDataResults[0]?.Values).toHaveLength(456 * 24);
  });
});

describe("metric data of several units", () => {
  const data = [
    { Value: 60_000, Unit: "Milliseconds" },
    { Value: 60, Unit: "Seconds" },
  ];

  it("are of the unit that CloudWatch prefers, with a message that names all", async () => {
    const { MetricDataResults } = await get(await engineWith(...data), [metric("m1")]);
    expect(MetricDataResults).toMatchObject([
      {
        Values: [60_000],
        Messages: [{ Code: "MultipleUnits", Value: "Multiple units returned: '[Milliseconds, Seconds]'" }],
      },
    ]);
    const counted = await get(await engineWith(...data, { Value: 5, Unit: "Count" }), [metric("m1")]);
    expect(counted.MetricDataResults[0]?.Values).toEqual([5]);
  });

  it("are of the unit that was asked for, without a message", async () => {
    const { MetricDataResults } = await get(await engineWith(...data), [metric("m1", { Unit: "Seconds" })]);
    expect(MetricDataResults[0]).toMatchObject({ Values: [60] });
    expect(MetricDataResults[0]).not.toHaveProperty("Messages");
  });
});

describe("labels of metric data", () => {
  const cases: readonly (readonly [readonly (readonly [string, number, string])[], readonly string[]])[] = [
    [[["Sum", 60, "Seconds"]], ["m"]],
    [
      [
        ["Sum", 60, "Seconds"],
        ["Minimum", 30, "Seconds"],
      ],
      ["m Sum 60", "m Minimum 30"],
    ],
    [
      [
        ["Sum", 60, "Seconds"],
        ["Minimum", 60, "Milliseconds"],
      ],
      ["m Sum", "m Minimum"],
    ],
    [
      [
        ["Sum", 60, "Seconds"],
        ["Sum", 30, "Seconds"],
      ],
      ["m 60", "m 30"],
    ],
    [
      [
        ["Sum", 60, "Seconds"],
        ["Sum", 60, "Milliseconds"],
      ],
      ["m", "m"],
    ],
  ];

  it.each(cases)("tell queries apart: %j", async (queries, labels) => {
    const { MetricDataResults } = await get(
      testEngine(),
      queries.map(([Stat, Period, Unit], index) => metric(`m${index}`, { Stat, Period, Unit })),
    );
    expect(MetricDataResults.map(({ Label }) => Label)).toEqual(labels);
  });

  it.each([
    ["max: ${MAX} of ${LABEL}", "max: 3 of m"],
    ["${PROP('Namespace')}/${PROP('MetricName')} ${PROP('Stat')} ${PROP('Period')}", "N/m Sum 60"],
    ["${PROP('Dim.host')} in ${PROP('Region')} of ${PROP('AccountId')}", " in us-east-1 of 123456789012"],
    ["${AVG} ${SUM} ${FIRST} ${LAST} ${DATAPOINT_COUNT}", "2 4 1 3 2"],
    ["${MIN} ${MIN_MAX_RANGE} ${FIRST_LAST_RANGE} ${", "1 2 2 ${"],
  ])("are filled in: %s", async (Label, label) => {
    const test = await engineWith({ Value: 1, Timestamp: NOON - MINUTE }, { Value: 3 });
    const { MetricDataResults } = await get(test, [metric("m1", {}, { Label })]);
    expect(MetricDataResults[0]?.Label).toBe(label);
  });

  it.each([
    ["${MAX_TIME}", "Tocsin does not support ${MAX_TIME} in a label."],
    ["${PROP('Colour')}", "Tocsin does not support ${PROP('Colour')} in a label."],
    ["${LABEL} ${LABEL}", "A label may have ${LABEL} only once."],
    ["${MIN}".repeat(6), "A label may have at most 5 values of datapoints."],
  ])("are refused with what cannot be filled in: %s", async (Label, message) => {
    await expect(get(testEngine(), [metric("m1", {}, { Label })])).rejects.toMatchObject({
      code: "InvalidParameterValue",
      message: `The parameter MetricDataQueries.member.1.Label is invalid: ${message}`,
    });
  });

  it("are those that were given, in any time zone", async () => {
    const LabelOptions = { Timezone: "-0930" };
    const { MetricDataResults } = await get(testEngine(), [metric("m1", {}, { Label: "mine" })], { LabelOptions });
    expect(MetricDataResults[0]?.Label).toBe("mine");
  });
});

describe("pages of metric data", () => {
  it("hold as many datapoints as asked for, each once", async () => {
    const test = await engineWith(...[1, 2, 3].map((n) => ({ Value: n, Timestamp: NOON - n * MINUTE })));
    const queries = [metric("m1"), metric("m2", { Stat: "Maximum" })];
    const seen: [string, number, string][] = [];
    let NextToken: string | undefined;
    do {
      const page = await get(test, queries, { MaxDatapoints: 2, ...(NextToken === undefined ? {} : { NextToken }) });
      expect(page.MetricDataResults.flatMap(({ Values }) => Values).length).toBeLessThanOrEqual(2);
      for (const { Id, Values, StatusCode } of page.MetricDataResults) {
        seen.push(...Values.map((value): [string, number, string] => [Id, value, StatusCode]));
      }
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(seen).toEqual([
      ["m1", 1, "PartialData"],
      ["m1", 2, "PartialData"],
      ["m1", 3, "Complete"],
      ["m2", 1, "PartialData"],
      ["m2", 2, "Complete"],
      ["m2", 3, "Complete"],
    ]);
  });

  it("are not continued by the token of another request, or of none", async () => {
    const test = await engineWith({ Value: 1 }, { Value: 2, Timestamp: NOON - MINUTE });
    const { NextToken = "" } = await get(test, [metric("m1")], { MaxDatapoints: 1 });
    const refused = { code: "InvalidNextToken", status: 400, message: "" };
    await expect(get(test, [metric("m2")], { NextToken })).rejects.toMatchObject(refused);
    await expect(get(test, [metric("m1")], { NextToken: "x" })).rejects.toMatchObject(refused);
  });
});

describe("metric data of another account", () => {
  it("are forbidden and empty, and those of one's own account are not", async () => {
    const test = await engineWith({ Value: 1 });
    const queries = [metric("m1", {}, { AccountId: "123456789012" }), metric("m2", {}, { AccountId: "000000000000" })];
    const { MetricDataResults } = await get(test, queries);
    expect(MetricDataResults).toMatchObject([
      { Id: "m1", Values: [1], StatusCode: "Complete" },
      { Id: "m2", Values: [], StatusCode: "Forbidden", Messages: [{ Code: "Forbidden" }] },
    ]);
  });
});

describe("the end of metric data", () => {
  it("is rounded down to the minute, unless nothing were left", async () => {
    const test = await engineWith({ Value: 1 }, { Value: 2, Timestamp: NOON - MINUTE });
    const values = async (StartTime: number, EndTime: number) =>
      (await get(test, [metric("m1")], { StartTime, EndTime })).MetricDataResults[0]?.Values;
    expect(await values(NOON - MINUTE, NOON + 1_000)).toEqual([2]);
    expect(await values(NOON - MINUTE, NOON + MINUTE)).toEqual([1, 2]);
    expect(await values(NOON, NOON + 1_000)).toEqual([1]);
  });
});

describe("refused metric data", () => {
  const at = "MetricDataQueries.member.1";
  const refusals: readonly (readonly [
    string,
    readonly MetricDataQuery[],
    Partial<GetMetricDataInput>,
    string,
    string,
  ])[] = [
    [
      "neither a metric nor an expression",
      [{ Id: "m1" }],
      {},
      "ValidationError",
      `The parameter ${at}.MetricStat is required.\n`,
    ],
    [
      "both",
      [metric("m1", {}, { Expression: "1" })],
      {},
      "ValidationError",
      `The parameters ${at}.Expression and ${at}.MetricStat are mutually exclusive and you have specified both.`,
    ],
    [
      "statistics that do not exist",
      [metric("m1", { Stat: "p101" }), metric("m2"), metric("m3", { Stat: "Median" })],
      {},
      "ValidationError",
      `The value for parameter ${at}.MetricStat.Stat is not a valid statistic.\n` +
        "The value for parameter MetricDataQueries.member.3.MetricStat.Stat is not a valid statistic.",
    ],
    [
      "an expression that does not parse",
      [metric("m1"), { Id: "e1", Expression: "m1 +" }],
      {},
      "ValidationError",
      "Error in expression 'e1': The expression ends where a value should be.",
    ],
    [
      "an id in capitals",
      [metric("M1")],
      {},
      "ValidationError",
      `The value for parameter ${at}.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
    ],
    [
      "an id twice",
      [metric("m1"), metric("m1")],
      {},
      "ValidationError",
      "The values for parameter id in MetricDataQueries are not unique.",
    ],
    [
      "a function that does not exist",
      [metric("m1"), { Id: "e1", Expression: "FOO(m1)" }],
      {},
      "ValidationError",
      "Error in expression 'e1': Function 'FOO' not found",
    ],
    [
      "a period that no data have",
      [metric("m1", { Period: 7 })],
      {},
      "InvalidParameterValue",
      `The parameter ${at}.MetricStat.Period must be a value in the set [1, 5, 10, 20, 30].`,
    ],
    [
      "a start that is the end",
      [metric("m1")],
      { EndTime: NOON - HOUR },
      "ValidationError",
      "The parameter StartTime must not equal parameter EndTime.",
    ],
    [
      "a start after the end",
      [metric("m1")],
      { EndTime: NOON - DAY },
      "ValidationError",
      "The parameter EndTime must be greater than StartTime.",
    ],
    [
      "a time zone by its name",
      [metric("m1")],
      { LabelOptions: { Timezone: "Europe/Berlin" } },
      "InvalidParameterValue",
      "The parameter LabelOptions.Timezone must be a sign and four digits, such as +0130.",
    ],
    [
      "more than 500 queries",
      Array.from({ length: 501 }, (_, index) => metric(`m${index}`)),
      {},
      "ValidationError",
      "The collection MetricDataQueries must not have a size greater than 500.",
    ],
  ];

  it.each(refusals)("has %s", async (_what, queries, changes, code, message) => {
    await expect(get(testEngine(), queries, changes)).rejects.toMatchObject({ code, status: 400, message });
  });

  it("has a period that data of that age does not have", async () => {
    const old = { StartTime: NOON - 20 * DAY };
    await expect(get(testEngine(), [metric("m1")], old)).rejects.toMatchObject({ code: "InvalidParameterValue" });
    await expect(get(testEngine(), [metric("m1", { Period: 300 })], old)).resolves.toHaveProperty("MetricDataResults");
    const expression = { Id: "e1", Expression: "TIME_SERIES(1)", Period: 7 };
    await expect(get(testEngine(), [expression])).rejects.toMatchObject({ code: "InvalidParameterValue" });
  });
});
