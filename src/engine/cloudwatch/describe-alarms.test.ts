import { describe, expect, it } from "vitest";
import { alarmInput, engineWithAlarms } from "./alarm.testing.ts";
import { type DescribeAlarmsInput, describeAlarms } from "./describe-alarms.ts";
import { describeAlarmsForMetric } from "./describe-alarms-for-metric.ts";
import { putMetricAlarm } from "./put-metric-alarm.ts";
import { setAlarmState } from "./set-alarm-state.ts";

const topic = (name: string) => `arn:aws:sns:us-east-1:123456789012:${name}`;

async function some() {
  const test = await engineWithAlarms(
    { AlarmName: "web-b", AlarmActions: [topic("ops")] },
    { AlarmName: "web-a", OKActions: [topic("ops")] },
    { AlarmName: "db", InsufficientDataActions: [topic("dev")] },
  );
  await test.run(setAlarmState, { AlarmName: "db", StateValue: "OK", StateReason: "drill" });
  return async (input: DescribeAlarmsInput) =>
    (await test.run(describeAlarms, input)).MetricAlarms.map((alarm) => alarm.AlarmName);
}

describe("describing alarms", () => {
  it("gives three lists, empty where there is nothing", async () => {
    const { run } = await engineWithAlarms();
    await expect(run(describeAlarms, {})).resolves.toEqual({ MetricAlarms: [], CompositeAlarms: [], LogAlarms: [] });
  });

  it("finds by names, prefix, state and action, and leaves out names that do not exist", async () => {
    const names = await some();
    await expect(names({})).resolves.toEqual(["db", "web-a", "web-b"]);
    await expect(names({ AlarmNames: ["web-a", "none"] })).resolves.toEqual(["web-a"]);
    await expect(names({ AlarmNamePrefix: "web" })).resolves.toEqual(["web-a", "web-b"]);
    await expect(names({ StateValue: "OK" })).resolves.toEqual(["db"]);
    await expect(names({ ActionPrefix: topic("o") })).resolves.toEqual(["web-a", "web-b"]);
  });

  it("describes no metric alarm when other types are asked for", async () => {
    const names = await some();
    await expect(names({ AlarmTypes: ["CompositeAlarm"] })).resolves.toEqual([]);
    await expect(names({ AlarmTypes: ["CompositeAlarm", "MetricAlarm"] })).resolves.toHaveLength(3);
  });

  it("pages by name, also through a filter that leaves most out", async () => {
    const { run } = await engineWithAlarms();
    for (let n = 0; n < 120; n++) {
      const AlarmActions = n % 50 === 0 ? [topic("ops")] : [];
      await run(putMetricAlarm, alarmInput({ AlarmName: `a${String(n).padStart(3, "0")}`, AlarmActions }));
    }
    const first = await run(describeAlarms, {});
    expect(first.MetricAlarms).toHaveLength(100);
    const second = await run(describeAlarms, { NextToken: first.NextToken ?? "" });
    expect(second.MetricAlarms).toHaveLength(20);
    expect(second.NextToken).toBeUndefined();

    const filter = { ActionPrefix: "arn:aws:sns:", MaxRecords: 2 };
    const found = await run(describeAlarms, filter);
    expect(found.MetricAlarms.map((alarm) => alarm.AlarmName)).toEqual(["a000", "a050"]);
    const rest = await run(describeAlarms, { ...filter, NextToken: found.NextToken ?? "" });
    expect(rest.MetricAlarms.map((alarm) => alarm.AlarmName)).toEqual(["a100"]);
    expect(rest.NextToken).toBeUndefined();
  });

  it("refuses names beside a prefix, and a token of another making", async () => {
    const names = await some();
    await expect(names({ AlarmNames: ["a"], AlarmNamePrefix: "a" })).rejects.toMatchObject({
      code: "InvalidParameterCombination",
    });
    await expect(names({ NextToken: "x" })).rejects.toMatchObject({ code: "InvalidNextToken" });
  });
});

describe("describing the alarms of a metric", () => {
  it("wants the same dimensions in any order, and what else is given", async () => {
    const one = { Name: "x", Value: "1" };
    const two = { Name: "y", Value: "2" };
    const { run } = await engineWithAlarms(
      { AlarmName: "both", Dimensions: [one, two] },
      { AlarmName: "one", Dimensions: [one] },
      { AlarmName: "maximum", Dimensions: [two, one], Statistic: "Maximum", Period: 300 },
    );
    const names = async (input: object) => {
      const metric = { Namespace: "N", MetricName: "m", Dimensions: [two, one] };
      const { MetricAlarms } = await run(describeAlarmsForMetric, { ...metric, ...input });
      return MetricAlarms.map((alarm) => alarm.AlarmName);
    };
    await expect(names({})).resolves.toEqual(["both", "maximum"]);
    await expect(names({ Statistic: "Sum" })).resolves.toEqual(["both"]);
    await expect(names({ Period: 300 })).resolves.toEqual(["maximum"]);
    await expect(names({ Unit: "Count" })).resolves.toEqual([]);
    await expect(names({ Dimensions: [] })).resolves.toEqual([]);
  });
});
