import { describe, expect, it } from "vitest";
import type { MetricDataQueryRequest } from "../../alarm/validate-metrics.ts";
import { evaluateDue } from "../evaluator.ts";
import { MINUTE, NOON, testEngine } from "../logs/engine.testing.ts";
import { storedAlarm } from "./alarm.testing.ts";
import { describeAlarms } from "./describe-alarms.ts";
import { describeAlarmsForMetric } from "./describe-alarms-for-metric.ts";
import { type PutMetricAlarmInput, putMetricAlarm } from "./put-metric-alarm.ts";
import { putMetricData } from "./put-metric-data.ts";

const metric = (Id: string, MetricName: string, more: object = {}): MetricDataQueryRequest => ({
  Id,
  MetricStat: { Metric: { Namespace: "N", MetricName }, Period: 60, Stat: "Sum", ...more },
  ReturnData: false,
});
const rate = { Id: "rate", Expression: "100 * errors / all", Label: "error rate" };
const queries = [metric("errors", "Errors"), metric("all", "Requests"), rate];

function request(changes: Partial<PutMetricAlarmInput> = {}): PutMetricAlarmInput {
  return {
    AlarmName: "a",
    Metrics: queries,
    EvaluationPeriods: 1,
    Threshold: 5,
    ComparisonOperator: "GreaterThanThreshold",
    ...changes,
  };
}

describe("an alarm on metric math", () => {
  it("judges the expression, period by period, and wakes when any of its metrics has data", async () => {
    const test = testEngine();
    await test.run(putMetricAlarm, request());
    test.clock.set(NOON + 2 * MINUTE);
    await evaluateDue(test.engine);
    expect((await storedAlarm(test, "a"))?.nextEvaluation).toBeUndefined();
    const datum = (MetricName: string, Value: number) => ({ MetricName, Value, Timestamp: NOON + 2 * MINUTE });
    await test.run(putMetricData, { Namespace: "N", MetricData: [datum("Errors", 3), datum("Requests", 30)] });
    test.clock.set(NOON + 4 * MINUTE);
    await evaluateDue(test.engine);
    const { state } = (await storedAlarm(test, "a")) ?? {};
    expect(state?.StateReason).toBe(
      "Threshold Crossed: 1 datapoint [10.0 (14/09/26 12:02:00)] was greater than the threshold (5.0).",
    );
    const data: unknown = JSON.parse(state?.StateReasonData ?? "");
    expect(data).toMatchObject({ period: 60, recentDatapoints: [10] });
    expect(data).not.toHaveProperty("statistic");
  });

  it("is described with its queries and without a metric, and is no alarm of a metric", async () => {
    const { run } = testEngine();
    await run(putMetricAlarm, request());
    const { MetricAlarms } = await run(describeAlarms, {});
    expect(MetricAlarms[0]).toMatchObject({ Dimensions: [], Metrics: [{ Id: "errors" }, { Id: "all" }, rate] });
    expect(MetricAlarms[0]).not.toHaveProperty("MetricName");
    expect(MetricAlarms[0]).toHaveProperty("Metrics.0.MetricStat.Metric.Dimensions", []);
    await expect(run(describeAlarmsForMetric, { Namespace: "N", MetricName: "Errors" })).resolves.toEqual({
      MetricAlarms: [],
    });
  });

  it("with values that need no data is never left asleep", async () => {
    const test = testEngine();
    const filled = { Id: "rate", Expression: "FILL(errors, 9)" };
    await test.run(putMetricAlarm, request({ Metrics: [metric("errors", "Errors"), filled] }));
    test.clock.set(NOON + 3 * MINUTE);
    await evaluateDue(test.engine);
    const record = await storedAlarm(test, "a");
    expect(record?.state.StateValue).toBe("ALARM");
    expect(record?.nextEvaluation).toBeGreaterThan(NOON + 3 * MINUTE);
  });

  it.each<[string, Partial<PutMetricAlarmInput>, RegExp]>([
    [
      "two results",
      { Metrics: [metric("errors", "E"), { ...metric("m", "M"), ReturnData: true }, rate] },
      /^Exactly one/,
    ],
    ["a statistic beside it", { Statistic: "Sum" }, /^Statistic should not be set if list of Metrics is set\.$/],
    ["two periods", { Metrics: [metric("errors", "E"), metric("all", "R", { Period: 300 }), rate] }, /same Period/],
    ["an unknown id", { Metrics: [metric("errors", "E"), rate] }, /^Error in expression 'rate': .*all/],
    ["an array", { Metrics: [metric("errors", "E"), { Id: "e", Expression: "METRICS()" }] }, /single time series/],
    ["a metric of another account", { Metrics: [{ ...metric("errors", "E"), AccountId: "1" }, rate] }, /account 1/],
    ["no metric at all", { Metrics: [{ Id: "e", Expression: "TIME_SERIES(1)" }] }, /^Period must not be null$/],
    [
      "more than ten metrics",
      { Metrics: [...Array.from({ length: 11 }, (_, n) => metric(`m${n}`, "M")), { Id: "e", Expression: "m1 + m2" }] },
      /at most 10 metrics/,
    ],
  ])("is refused with %s", async (_, changes, message) => {
    const { run } = testEngine();
    await expect(run(putMetricAlarm, request(changes))).rejects.toMatchObject({
      code: "ValidationError",
      message: expect.stringMatching(message),
    });
  });
});

describe("the unit of an alarm", () => {
  it("hides data of any other unit from it", async () => {
    const test = testEngine();
    const single = {
      MetricName: "m",
      Namespace: "N",
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
    };
    const ComparisonOperator = "GreaterThanOrEqualToThreshold";
    await test.run(putMetricAlarm, { AlarmName: "a", ...single, Unit: "Bytes", ComparisonOperator });
    await test.run(putMetricAlarm, { AlarmName: "b", ...single, ComparisonOperator });
    await test.run(putMetricData, { Namespace: "N", MetricData: [{ MetricName: "m", Value: 1, Unit: "Count" }] });
    test.clock.set(NOON + 2 * MINUTE);
    await evaluateDue(test.engine);
    expect((await storedAlarm(test, "a"))?.state.StateValue).toBe("INSUFFICIENT_DATA");
    expect((await storedAlarm(test, "b"))?.state.StateValue).toBe("ALARM");
  });
});
