import { describe, expect, it } from "vitest";
import { alarmWith, stateOf } from "./alarm.testing.ts";
import type { AlarmState, SingleMetricAlarmConfiguration } from "./alarm.ts";
import { actionItem, createdItem, deletedItem, stateUpdateItem, updatedItem } from "./history.ts";

// Texts recorded by radkawar/stackd in testdata/aws/cloudwatch/alarm_controls.json and sns_publications.json.
const time = (text: string): number => Date.parse(`2026-09-14T${text}Z`);

const alarm: SingleMetricAlarmConfiguration = alarmWith({
  AlarmName: "fixture-a",
  AlarmArn: "arn:aws:cloudwatch:us-east-1:123456789012:alarm:fixture-a",
  Namespace: "Stackd/NativeAlarmControls",
  MetricName: "unpublished",
  Statistic: "Average",
  Threshold: 10,
  ComparisonOperator: "GreaterThanThreshold",
});
const state = stateOf("INSUFFICIENT_DATA", time("05:40:14.345"));

function text(head: string, members: string, tail: string): string {
  return `{"version":"1.0",${head}"alarmName":"fixture-a",${members},"actionsEnabled":${tail}}`;
}

const COMMON =
  '"namespace":"Stackd/NativeAlarmControls","metricName":"unpublished","extendedStatistic":"AVERAGE","period":60,"dimensions":[],"threshold":10.0,"comparisonOperator":"GreaterThanThreshold","evaluationPeriods":3';
const ARN = '"alarmArn":"arn:aws:cloudwatch:us-east-1:123456789012:alarm:fixture-a"';
const LISTS = '"alarmActions":[],"insufficientDataActions":[],"okactions":[]}';

describe("configuration history", () => {
  it("writes a new alarm in the order of AWS", () => {
    expect(createdItem({ configuration: alarm, state }, time("05:40:14.346"))).toEqual({
      AlarmName: "fixture-a",
      AlarmType: "MetricAlarm",
      Timestamp: time("05:40:14.346"),
      HistoryItemType: "ConfigurationUpdate",
      HistorySummary: 'Alarm "fixture-a" created',
      HistoryData: text(
        '"type":"Create","createdAlarm":{',
        `${ARN},"alarmConfigurationUpdatedTimestamp":"2026-09-14T05:40:14.345+0000",${COMMON},"stateValue":"INSUFFICIENT_DATA","stateUpdatedTimestamp":"2026-09-14T05:40:14.345+0000"`,
        `true,${LISTS}`,
      ),
    });
  });

  it("names the former values of what changed, and none for what is new", () => {
    const after: SingleMetricAlarmConfiguration = {
      ...alarm,
      AlarmDescription: "described",
      TreatMissingData: "ignore",
      ActionsEnabled: false,
      AlarmConfigurationUpdatedTimestamp: time("05:40:37.245"),
    };
    const ok = stateOf("OK", time("05:40:26.741"));
    const item = updatedItem(
      { configuration: alarm, state: ok },
      { configuration: after, state: ok },
      time("05:40:37.245"),
    );
    expect(item.HistorySummary).toBe('Alarm "fixture-a" updated');
    expect(item.HistoryData).toBe(
      text(
        '"type":"Update","updatedAlarm":{',
        `"alarmDescription":"described",${ARN},"alarmConfigurationUpdatedTimestamp":"2026-09-14T05:40:37.245+0000",${COMMON},"treatMissingData":"ignore","stateValue":"OK","stateUpdatedTimestamp":"2026-09-14T05:40:26.741+0000"`,
        `false,${LISTS},"originalUpdatedFields":{"alarmConfigurationUpdatedTimestamp":"2026-09-14T05:40:14.345+0000","actionsEnabled":true}`,
      ),
    );
  });

  it("writes every optional member that is set", () => {
    const { Statistic: _, ...rest } = alarm;
    const full: SingleMetricAlarmConfiguration = {
      ...rest,
      ExtendedStatistic: "p90",
      Unit: "Count",
      Dimensions: [{ Name: "Z", Value: "last" }],
      DatapointsToAlarm: 2,
      EvaluateLowSampleCountPercentile: "ignore",
    };
    expect(JSON.parse(createdItem({ configuration: full, state }, 0).HistoryData)).toMatchObject({
      createdAlarm: {
        extendedStatistic: "p90",
        unit: "Count",
        dimensions: [{ name: "Z", value: "last" }],
        datapointsToAlarm: 2,
        evaluateLowSampleCountPercentile: "ignore",
      },
    });
  });

  it("writes the alarm that was deleted", () => {
    const item = deletedItem({ configuration: alarm, state }, 0);
    expect(item.HistorySummary).toBe('Alarm "fixture-a" deleted');
    expect(item.HistoryData).toMatch(/^\{"version":"1\.0","type":"Delete","deletedAlarm":\{"alarmName":"fixture-a",/);
  });
});

describe("state history", () => {
  it("embeds reason data as it was written, blanks included", () => {
    const old: AlarmState = { ...stateOf("INSUFFICIENT_DATA"), StateReason: "Unchecked: Initial alarm creation" };
    const now: AlarmState = {
      ...stateOf("ALARM", 7),
      StateReason: "first reason",
      StateReasonData: '{ "z": 2, "a": [1] }',
    };
    expect(stateUpdateItem(alarm, old, now)).toEqual({
      AlarmName: "fixture-a",
      AlarmType: "MetricAlarm",
      Timestamp: 7,
      HistoryItemType: "StateUpdate",
      HistorySummary: "Alarm updated from INSUFFICIENT_DATA to ALARM",
      HistoryData:
        '{"version":"1.0","oldState":{"stateValue":"INSUFFICIENT_DATA","stateReason":"Unchecked: Initial alarm creation"},"newState":{"stateValue":"ALARM","stateReason":"first reason","stateReasonData":{ "z": 2, "a": [1] }}}',
    });
  });
});

describe("action history", () => {
  const action = "arn:aws:sns:us-east-1:123456789012:alarms";

  it("tells of an action that ran", () => {
    const item = actionItem(
      alarm,
      { action, stateUpdatedTimestamp: 1789384724401, publishedMessage: '{"default":"x"}' },
      1,
    );
    expect(item.HistorySummary).toBe(`Successfully executed action ${action}`);
    expect(item.HistoryData).toBe(
      `{"actionState":"Succeeded","stateUpdateTimestamp":1789384724401,"notificationResource":"${action}","publishedMessage":"{\\"default\\":\\"x\\"}","error":null,"muteWindowEndTimestamp":null}`,
    );
  });

  it("tells why an action failed", () => {
    const error = `Resource: ${alarm.AlarmArn} is not authorized to perform: SNS:Publish on resource: ${action}`;
    const item = actionItem(alarm, { action, stateUpdatedTimestamp: 0, publishedMessage: "{}", error }, 1);
    expect(item.HistorySummary).toBe(`Failed to execute action ${action}. Received error: "${error}"`);
    expect(JSON.parse(item.HistoryData)).toMatchObject({ actionState: "Failed", error });
  });
});
