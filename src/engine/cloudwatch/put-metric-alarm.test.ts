import { describe, expect, it } from "vitest";
import { evaluationSecond, nextEvaluation } from "../../alarm/evaluation-range.ts";
import { HOUR, MINUTE, NOON, testEngine } from "../logs/engine.testing.ts";
import { alarmInput, engineWithAlarms, historyOf, storedAlarm } from "./alarm.testing.ts";
import { describeAlarms } from "./describe-alarms.ts";
import { putMetricAlarm } from "./put-metric-alarm.ts";
import { setAlarmState } from "./set-alarm-state.ts";

describe("a new alarm", () => {
  it("has insufficient data, and three equal times", async () => {
    const { run } = await engineWithAlarms({});
    const { MetricAlarms } = await run(describeAlarms, {});
    expect(MetricAlarms).toEqual([
      {
        AlarmName: "a",
        AlarmArn: "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a",
        AlarmConfigurationUpdatedTimestamp: NOON,
        ActionsEnabled: true,
        OKActions: [],
        AlarmActions: [],
        InsufficientDataActions: [],
        StateValue: "INSUFFICIENT_DATA",
        StateReason: "Unchecked: Initial alarm creation",
        StateUpdatedTimestamp: NOON,
        StateTransitionedTimestamp: NOON,
        MetricName: "m",
        Namespace: "N",
        Statistic: "Sum",
        Dimensions: [],
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
      },
    ]);
  });

  it("is first evaluated at its own second of a minute to come", async () => {
    const test = await engineWithAlarms({});
    const record = await storedAlarm(test, "a");
    const next = record?.nextEvaluation ?? 0;
    expect(next).toBeGreaterThan(NOON);
    expect(next - NOON).toBeLessThanOrEqual(MINUTE);
    expect((next / 1000) % 60).toBe(evaluationSecond(record?.configuration.AlarmArn ?? ""));
    expect(test.wakes()).toBe(1);
  });

  it("writes its creation into the history", async () => {
    await expect(historyOf(await engineWithAlarms({}), "a")).resolves.toEqual(['Alarm "a" created']);
  });

  it("may name actions that nobody answers to", async () => {
    const { run } = testEngine();
    const AlarmActions = ["arn:aws:sns:us-east-1:123456789012:nowhere"];
    await expect(run(putMetricAlarm, alarmInput({ AlarmActions }))).resolves.toBeUndefined();
  });
});

describe("an alarm that is put again", () => {
  it("takes the whole new configuration and keeps state, reason and their times", async () => {
    const test = await engineWithAlarms({ AlarmDescription: "old" });
    await test.run(setAlarmState, { AlarmName: "a", StateValue: "ALARM", StateReason: "drill" });
    test.clock.set(NOON + HOUR);
    await test.run(putMetricAlarm, alarmInput({ Threshold: 5 }));
    const { MetricAlarms } = await test.run(describeAlarms, {});
    expect(MetricAlarms).toMatchObject([
      {
        Threshold: 5,
        AlarmConfigurationUpdatedTimestamp: NOON + HOUR,
        StateValue: "ALARM",
        StateReason: "drill",
        StateUpdatedTimestamp: NOON,
        StateTransitionedTimestamp: NOON,
      },
    ]);
    expect(MetricAlarms[0]).not.toHaveProperty("AlarmDescription");
    await expect(historyOf(test, "a")).resolves.toEqual([
      'Alarm "a" created',
      "Alarm updated from INSUFFICIENT_DATA to ALARM",
      'Alarm "a" updated',
    ]);
  });

  it("is evaluated again by its new configuration", async () => {
    const test = await engineWithAlarms({});
    test.clock.set(NOON + HOUR);
    await test.run(putMetricAlarm, alarmInput({ Period: 86_400, EvaluationPeriods: 2 }));
    const record = await storedAlarm(test, "a");
    const schedule = { AlarmArn: record?.configuration.AlarmArn ?? "", Period: 86_400, EvaluationPeriods: 2 };
    expect(record?.nextEvaluation).toBe(nextEvaluation(schedule, NOON + HOUR));
  });

  it("stays as it was when the request is refused", async () => {
    const test = await engineWithAlarms({});
    const request = alarmInput({ Threshold: 5, Statistic: "Sum", ExtendedStatistic: "p90" });
    await expect(test.run(putMetricAlarm, request)).rejects.toMatchObject({ code: "ValidationError", status: 400 });
    await expect(test.run(describeAlarms, {})).resolves.toMatchObject({ MetricAlarms: [{ Threshold: 1 }] });
    await expect(historyOf(test, "a")).resolves.toHaveLength(1);
  });
});

describe("a refused alarm", () => {
  it("is refused with AWS's code and words", async () => {
    const { run } = testEngine();
    const { Statistic: _, ...rest } = alarmInput();
    await expect(run(putMetricAlarm, { ...rest, ExtendedStatistic: "p101" })).rejects.toMatchObject({
      code: "InvalidParameterValue",
      message: "The value p101 for parameter ExtendedStatistic is not supported.",
    });
    await expect(run(putMetricAlarm, alarmInput({ OKActions: ["not-an-arn"] }))).rejects.toMatchObject({
      code: "ValidationError",
      message: "Invalid arn syntax: not-an-arn",
    });
  });
});
