import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluatePlan, type MathQuery, type MathValue, parseExpression, planQueries, type Series } from "./index.ts";

const MINUTE = 60_000;

/** A series on the minutes from 0, where undefined is a gap. */
function series(id: string, ...values: readonly (number | undefined)[]): Series {
  const points = values.flatMap((value, index) => (value === undefined ? [] : [[index * MINUTE, value] as const]));
  return { id, label: id, timestamps: points.map(([time]) => time), values: points.map(([, value]) => value) };
}

function minutes(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index * MINUTE);
}

/** Values on the grid, gaps as "-". */
function shown({ timestamps, values }: Series, count: number): string {
  return minutes(count)
    .map((time) => values[timestamps.indexOf(time)] ?? "-")
    .join(" ");
}

function evaluate(expression: string, metrics: readonly Series[], count = 5): MathValue {
  const queries: readonly MathQuery[] = [
    ...metrics.map(({ id }) => ({ id, period: 60 })),
    { id: "result", expression, returnData: false },
  ];
  const planned = planQueries(queries);
  if (!planned.ok) throw new Error(planned.diagnostics.map(({ message }) => message).join(" "));
  const value = evaluatePlan(planned.plan, {
    series: new Map(metrics.map((metric) => [metric.id, metric])),
    grid: { timestamps: minutes(count), period: 60 },
  }).get("result");
  if (value === undefined) throw new Error("no result");
  return value;
}

function result(expression: string, metrics: readonly Series[], count = 5): string {
  const value = evaluate(expression, metrics, count);
  switch (value.kind) {
    case "scalar":
      return `scalar ${value.value}`;
    case "series":
      return shown(value.series, count);
    case "array":
      return value.series.map((one) => `${one.id}: ${shown(one, count)}`).join(", ");
  }
}

function refusal(expression: string, ...metricIds: readonly string[]): string {
  const planned = planQueries([...metricIds.map((id) => ({ id })), { id: "result", expression, returnData: false }]);
  return planned.ok ? "" : planned.diagnostics.map(({ message }) => message).join(" ");
}

describe("operators", () => {
  it.each([
    ["1 + 2 * 3", "scalar 7"],
    ["(1 + 2) * 3", "scalar 9"],
    ["10 - 4 - 3", "scalar 3"],
    ["2 ^ 3 ^ 2", "scalar 512"],
    ["-2 ^ 2", "scalar -4"],
    ["2 ^ -1", "scalar 0.5"],
    ["-3 * -2", "scalar 6"],
    ["1 < 2 AND 2 < 1 OR 1 == 1", "scalar 1"],
    ["1 != 1 || 0 && 1", "scalar 0"],
    ["1e3 + .5", "scalar 1000.5"],
  ])("%s is %s", (expression, expected) => {
    expect(result(expression, [])).toBe(expected);
  });

  it("treat a missing datapoint as 0 where the other series has one", () => {
    expect(result("m1 + m2", [series("m1", 1, 2), series("m2", 10, undefined, 30)])).toBe("11 2 30 - -");
  });

  it("drop a datapoint that would be divided by zero", () => {
    expect(result("m1 / m2", [series("m1", 1, 2, 3), series("m2", 2, 0)])).toBe("0.5 - - - -");
  });

  it("take each series of an array by itself", () => {
    const metrics = [series("m1", 1, 2), series("m2", 3)];
    expect(result("100 / [m1, m2]", metrics)).toBe("m1: 100 50 - - -, m2: 33.333333333333336 - - - -");
    expect(result("-METRICS()", metrics)).toBe("m1: -1 -2 - - -, m2: -3 - - - -");
    expect(result("METRICS() * m1", metrics)).toBe("m1: 1 4 - - -, m2: 3 0 - - -");
  });

  it.each([
    ["metric1 < metric2", "0 0 1 0 -"],
    ["metric1 >= 30", "1 0 0 0 -"],
    ["metric1 > 15 AND metric2 > 15", "1 0 0 0 -"],
  ])("%s compares as the guide's table shows", (expression, expected) => {
    expect(result(expression, [series("metric1", 30, 20, 0, 0), series("metric2", 20, undefined, 20)])).toBe(expected);
  });
});

describe("IF", () => {
  const metrics = [
    series("metric1", 1, 1, 0, 0),
    series("metric2", 30, undefined, 0, 0, 30),
    series("metric3", 0, 0, 20, undefined, 20),
  ];

  it.each([
    ["IF(metric1, metric2, metric3)", "30 0 20 - -"],
    ["IF(metric1, 5, metric3)", "5 5 20 - -"],
    ["IF(metric1, metric2, 5)", "30 0 5 5 -"],
    ["IF(metric1, metric2)", "30 0 - - -"],
    ["IF(1, metric2, metric3)", "30 - 0 0 30"],
    ["IF(0, metric2, metric3)", "0 0 20 - 20"],
    ["IF(0, metric2)", "- - - - -"],
    ["IF(metric3 < 20, metric3)", "0 0 - - -"],
    ["IF(metric1 > 0, 10, 2)", "10 10 2 2 -"],
    ["IF(0, metric3, 7)", "7 7 7 - 7"],
  ])("%s follows the guide", (expression, expected) => {
    expect(result(expression, metrics)).toBe(expected);
  });
});

describe("functions", () => {
  const sparse = series("m1", 4, undefined, 10, undefined, undefined);

  it.each([
    ["FILL(m1, 0)", "4 0 10 0 0"],
    ["FILL(m1, REPEAT)", "4 4 10 10 10"],
    ["FILL(m1, LINEAR)", "4 7 10 - -"],
    ["FILL(m1, MIN(m1))", "4 4 10 4 4"],
    ["FILL(m1, TIME_SERIES(3))", "4 3 10 3 3"],
    ["TIME_SERIES(2)", "2 2 2 2 2"],
    ["RATE(m1)", "- - 0.05 - -"],
    ["DIFF(m1)", "- - 6 - -"],
    ["DIFF_TIME(m1)", "- - 120 - -"],
    ["RUNNING_SUM(m1)", "4 - 14 - -"],
    ["m1 - AVG(m1)", "-3 - 3 - -"],
    ["SUM(m1)", "scalar 14"],
    ["STDDEV(m1)", "scalar 3"],
    ["DATAPOINT_COUNT(m1)", "scalar 2"],
    ["PERIOD(m1)", "scalar 60"],
    ["CEIL(m1 / 3)", "2 - 4 - -"],
    ["FLOOR(m1 / 3)", "1 - 3 - -"],
    ["ABS(-m1)", "4 - 10 - -"],
    ["LOG10(m1 * 25)", "2 - 2.3979400086720375 - -"],
    ["LOG(m1 - 4)", "- - 1.791759469228055 - -"],
    ["MINUTE(m1)", "0 1 2 3 4"],
    ["EPOCH(m1)", "0 60 120 180 240"],
    ["DAY(m1) + 10 * MONTH(m1) + 100 * DATE(m1) + HOUR(m1)", "114 114 114 114 114"],
    ["YEAR(m1)", "1970 1970 1970 1970 1970"],
  ])("%s", (expression, expected) => {
    expect(result(expression, [sparse])).toBe(expected);
  });

  const three = [series("a1", 1, 2), series("a2", 10, undefined), series("b1")];

  it.each([
    ["SUM(METRICS())", "11 2 - - -"],
    ["AVG([a1, a2])", "5.5 1 - - -"],
    ["MIN([a1, a2])", "1 2 - - -"],
    ["MAX(METRICS())", "10 2 - - -"],
    ['SUM(METRICS("b"))', "- - - - -"],
    ["DATAPOINT_COUNT(METRICS())", "2 1 0 0 0"],
    ["METRIC_COUNT(METRICS())", "scalar 3"],
    ["REMOVE_EMPTY(METRICS())", "a1: 1 2 - - -, a2: 10 - - - -"],
    ["SORT(METRICS(), SUM, DESC)", "a2: 10 - - - -, a1: 1 2 - - -, b1: - - - - -"],
    ["SORT(METRICS(), MAX, ASC, 1)", "a1: 1 2 - - -"],
    ["FIRST(SORT(METRICS(), AVG, DESC))", "10 - - - -"],
    ["LAST([a1, a2])", "10 - - - -"],
    ["SLICE(METRICS(), 1)", "a2: 10 - - - -, b1: - - - - -"],
    ["SLICE(METRICS(), 0, 1)", "a1: 1 2 - - -"],
    ['SUM([METRICS("1"), METRICS("2")])', "11 2 - - -"],
    ["METRICS('2')", "a2: 10 - - - -"],
  ])("%s", (expression, expected) => {
    expect(result(expression, three)).toBe(expected);
  });
});

describe("refused expressions", () => {
  it.each([
    ["m1 +", "The expression ends where a value should be."],
    ["(m1", "The expression ends where an operator or ) should be."],
    ["m1 m1", "m1 stands where an operator or the end should be."],
    ["m1 = 1", "The character = has no meaning in metric math. Equality is written ==."],
    ['METRICS("m', 'The text that begins here has no closing ".'],
    ["sum(m1)", "Function 'sum' not found"],
    ["FOO(m1)", "Function 'FOO' not found"],
    ["RATE(m1, 2)", "RATE takes 1 argument, not 2."],
    ["m9", "No query of the request has the id m9."],
    ["REPEAT", "REPEAT has no value here. Ids begin with a lower-case letter."],
    ["RATE(5)", "RATE takes a time series or an array of time series here, not a number."],
    ["[m1] + [m1]", "+ cannot have arrays on both sides."],
    ["METRICS() > 5", "> compares numbers and time series, not arrays."],
    ["PERIOD(m1 + 1)", "PERIOD takes the id of a metric, not the result of an expression."],
    ["SORT(METRICS(), STDDEV, ASC)", "SORT takes one of AVG, MIN, MAX, SUM here."],
    ["IF(1, 2)", "IF of numbers alone needs a third argument."],
    ["[m1, 5]", "An array holds time series: use TIME_SERIES of a number."],
    [
      "SEARCH('{N} m', 'Sum')",
      "Tocsin does not support SEARCH: name the metrics in the request and use METRICS() instead.",
    ],
  ])("%s", (expression, message) => {
    expect(refusal(expression, "m1")).toBe(message);
  });

  it.each([
    "ANOMALY_DETECTION_BAND",
    "SERVICE_QUOTA",
    "INSIGHT_RULE_METRIC",
    "LAMBDA",
    "DB_PERF_INSIGHTS",
  ])("names %s, which Tocsin does not have", (name) => {
    expect(refusal(`${name}(m1)`, "m1")).toContain(`Tocsin does not support ${name}:`);
  });

  it("have a place", () => {
    expect(parseExpression("1 + $")).toEqual({
      ok: false,
      diagnostics: [{ message: "The character $ has no meaning in metric math.", span: { start: 4, end: 5 } }],
    });
  });

  it("are those that are too long or too deep", () => {
    expect(parseExpression("1".repeat(2049)).ok).toBe(false);
    expect(parseExpression(`${"(".repeat(500)}1${")".repeat(500)}`).ok).toBe(false);
    expect(parseExpression(Array.from({ length: 1000 }, () => "1").join("+")).ok).toBe(true);
  });

  it("never throw, whatever the text", () => {
    const word = fc.constantFrom(
      "m1",
      "SUM(",
      "IF(",
      "[",
      "]",
      ")",
      ",",
      "+",
      "-",
      "^",
      "<",
      "AND",
      "1",
      '"',
      "METRICS()",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(word).map((words) => words.join(" ")),
    );
    const data = {
      series: new Map([["m1", series("m1", 1, undefined, 0)]]),
      grid: { timestamps: minutes(3), period: 60 },
    };
    fc.assert(
      fc.property(text, (expression) => {
        const planned = planQueries([{ id: "m1" }, { id: "e", expression, returnData: false }]);
        const told = planned.ok ? evaluatePlan(planned.plan, data).has("e") : planned.diagnostics.length > 0;
        expect(told).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("queries that build on one another", () => {
  it("are evaluated in the order they need", () => {
    const planned = planQueries([
      { id: "e1", expression: "e2 * 2", label: "twice" },
      { id: "e2", expression: "m1 + 1" },
      { id: "m1" },
    ]);
    if (!planned.ok) throw new Error("refused");
    const data = { series: new Map([["m1", series("m1", 1, 2)]]), grid: { timestamps: minutes(2), period: 60 } };
    const values = evaluatePlan(planned.plan, data);
    expect(values.get("e1")).toEqual({
      kind: "series",
      series: { id: "e1", label: "twice", timestamps: [0, MINUTE], values: [4, 6] },
    });
    expect(planned.plan.kinds.get("e1")).toBe("series");
  });

  it("are refused when they depend on themselves", () => {
    const planned = planQueries([
      { id: "e1", expression: "e2" },
      { id: "e2", expression: "e1" },
    ]);
    expect(planned).toEqual({
      ok: false,
      diagnostics: [{ id: "e2", message: "The expression depends on itself, through e1." }],
    });
    expect(planQueries([{ id: "e1", expression: "e1 + 1" }]).ok).toBe(false);
  });

  it("are refused for an id that is bad, or given twice", () => {
    expect(planQueries([{ id: "M1" }]).ok).toBe(false);
    expect(planQueries([{ id: "m1" }, { id: "m1" }]).ok).toBe(false);
  });

  it("may come to a number only where it is not returned", () => {
    expect(planQueries([{ id: "m1" }, { id: "e1", expression: "SUM(m1)" }]).ok).toBe(false);
    const inner = planQueries([
      { id: "m1" },
      { id: "e1", expression: "SUM(m1)", returnData: false },
      { id: "e2", expression: "m1 / e1" },
    ]);
    expect(inner.ok).toBe(true);
  });

  it("cannot grow an array beyond 500 series", () => {
    const all = `[${Array.from({ length: 100 }, () => "m1").join(",")}]`;
    const grown = [1, 2, 3].map((n) => ({
      id: `e${n}`,
      expression: n === 1 ? all : `[${`e${n - 1},`.repeat(9)}e${n - 1}]`,
    }));
    const planned = planQueries([{ id: "m1" }, ...grown]);
    expect(planned).toMatchObject({
      ok: false,
      diagnostics: [{ message: "An array may have at most 500 time series." }],
    });
  });

  it("cannot ask for more than 5,000 series in all", () => {
    const metrics = Array.from({ length: 400 }, (_, index) => ({ id: `m${index}` }));
    const arrays = Array.from({ length: 13 }, (_, index) => ({ id: `e${index}`, expression: "METRICS()" }));
    expect(planQueries([...metrics, ...arrays.slice(1)]).ok).toBe(true);
    expect(planQueries([...metrics, ...arrays])).toMatchObject({ ok: false, diagnostics: [{ id: "e12" }] });
  });

  it("name the series of an array after the expression and the metric", () => {
    const planned = planQueries([{ id: "m1" }, { id: "e1", expression: "FILL(METRICS(), 0)", label: "Filled" }]);
    if (!planned.ok) throw new Error("refused");
    const data = { series: new Map([["m1", series("m1", 1)]]), grid: { timestamps: minutes(1), period: 60 } };
    expect(evaluatePlan(planned.plan, data).get("e1")).toMatchObject({ series: [{ label: "Filled m1" }] });
  });
});
