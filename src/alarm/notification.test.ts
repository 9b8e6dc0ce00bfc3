import { describe, expect, it } from "vitest";
import { alarmWith, stateOf } from "./alarm.testing.ts";
import type { AlarmState, SingleMetricAlarmConfiguration } from "./alarm.ts";
import { alarmNotification, publishedMessage } from "./notification.ts";
import { regionName } from "./region-name.ts";
import type { StateChange } from "./state-change.ts";

// Recorded by radkawar/stackd in testdata/aws/cloudwatch/sns_publications.json (case long-ascii, name shortened below).
const TOPIC = "arn:aws:sns:us-east-1:000000000000:topic";
const NAME = `stackd-native-cw-sns-4b229becf207-ascii-${"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".repeat(5)}`;

function change(
  changes: Partial<SingleMetricAlarmConfiguration> = {},
  newState: Partial<AlarmState> = {},
): StateChange<SingleMetricAlarmConfiguration> {
  return {
    configuration: alarmWith({
      AlarmName: "cpu",
      AlarmArn: "arn:aws:cloudwatch:us-east-1:000000000000:alarm:cpu",
      AlarmDescription: "long-ascii",
      AlarmConfigurationUpdatedTimestamp: Date.parse("2026-09-14T11:18:43.496Z"),
      AlarmActions: [TOPIC],
      Namespace: "AWS/EC2",
      MetricName: "CPUUtilization",
      Statistic: "Average",
      Unit: "Percent",
      Period: 300,
      EvaluationPeriods: 1,
      DatapointsToAlarm: 1,
      Threshold: 50,
      ComparisonOperator: "GreaterThanThreshold",
      TreatMissingData: "ignore",
      ...changes,
    }),
    oldState: stateOf("INSUFFICIENT_DATA"),
    newState: {
      ...stateOf("ALARM", Date.parse("2026-09-14T11:18:44.401Z")),
      StateReason: "observed manual transition to ALARM",
      ...newState,
    },
    account: "000000000000",
    region: "us-east-1",
  };
}

/** The alarm with everything unset that may be. */
function sparse(): StateChange {
  const {
    AlarmDescription: _d,
    Unit: _u,
    DatapointsToAlarm: _m,
    TreatMissingData: _t,
    ...rest
  } = change().configuration;
  return { ...change(), configuration: rest };
}

describe("subject and sms", () => {
  it("name state, alarm and region", () => {
    const { subject, sms } = alarmNotification(change());
    expect(subject).toBe('ALARM: "cpu" in US East (N. Virginia)');
    expect(sms).toBe(subject);
  });

  it("cut a long name, the subject at 100 characters, the sms at 90 of the name", () => {
    const { subject, sms } = alarmNotification(change({ AlarmName: NAME }));
    expect(subject).toBe(
      'ALARM: "stackd-native-cw-sns-4b229becf207-ascii-ABCDEFGHIJKLMNOPQRSTUVW..." in US East (N. Virginia)',
    );
    expect(subject).toHaveLength(100);
    expect(sms).toBe(
      'ALARM: "stackd-native-cw-sns-4b229becf207-ascii-ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGHIJK..." in US East (N. Virginia)',
    );
  });

  it("turn a run of characters outside ASCII into one underscore", () => {
    expect(alarmNotification(change({ AlarmName: "unicode-界é界é" })).subject).toBe(
      'ALARM: "unicode-_" in US East (N. Virginia)',
    );
  });
});

describe("the JSON message", () => {
  it("is AWS's, byte for byte", () => {
    expect(alarmNotification(change()).default).toBe(
      `{"AlarmName":"cpu","AlarmDescription":"long-ascii","AWSAccountId":"000000000000","AlarmConfigurationUpdatedTimestamp":"2026-09-14T11:18:43.496+0000","NewStateValue":"ALARM","NewStateReason":"observed manual transition to ALARM","StateChangeTime":"2026-09-14T11:18:44.401+0000","Region":"US East (N. Virginia)","AlarmArn":"arn:aws:cloudwatch:us-east-1:000000000000:alarm:cpu","OldStateValue":"INSUFFICIENT_DATA","ActionExecutedAfterMuteWindow":false,"OKActions":[],"AlarmActions":["${TOPIC}"],"InsufficientDataActions":[],"Trigger":{"MetricName":"CPUUtilization","Namespace":"AWS/EC2","StatisticType":"Statistic","Statistic":"AVERAGE","Unit":"Percent","Dimensions":[],"Period":300,"EvaluationPeriods":1,"DatapointsToAlarm":1,"ComparisonOperator":"GreaterThanThreshold","Threshold":50.0,"TreatMissingData":"ignore","EvaluateLowSampleCountPercentile":""}}`,
    );
  });

  it("has nulls and empty texts for what is not set, and no DatapointsToAlarm", () => {
    const message: unknown = JSON.parse(alarmNotification(sparse()).default);
    expect(message).toMatchObject({ AlarmDescription: null, Trigger: { Unit: null, TreatMissingData: "" } });
    expect(message).not.toHaveProperty("Trigger.DatapointsToAlarm");
  });

  it("puts the value of a dimension before its name, and names percentiles as they are", () => {
    const { Statistic: _, ...rest } = change({ Dimensions: [{ Name: "InstanceId", Value: "i-1" }] }).configuration;
    const text = alarmNotification({ ...change(), configuration: { ...rest, ExtendedStatistic: "p90" } }).default;
    expect(text).toContain('"Dimensions":[{"value":"i-1","name":"InstanceId"}]');
    expect(text).toContain('"StatisticType":"ExtendedStatistic","ExtendedStatistic":"p90"');
  });
});

const EMAIL = `You are receiving this email because your Amazon CloudWatch Alarm "cpu" in the US East (N. Virginia) region has entered the ALARM state, because "observed manual transition to ALARM" at "Monday 14 September, 2026 11:18:44 UTC".

View this alarm in the AWS Management Console:
https://us-east-1.console.aws.amazon.com/cloudwatch/deeplink.js?region=us-east-1#alarmsV2:alarm/cpu

Alarm Details:
- Name:                       cpu
- Description:                long-ascii
- State Change:               INSUFFICIENT_DATA -> ALARM
- Reason for State Change:    observed manual transition to ALARM
- Timestamp:                  Monday 14 September, 2026 11:18:44 UTC
- AWS Account:                000000000000
- Alarm Arn:                  arn:aws:cloudwatch:us-east-1:000000000000:alarm:cpu

Threshold:
- The alarm is in the ALARM state when the metric is GreaterThanThreshold 50.0 for at least 1 of the last 1 period(s) of 300 seconds.${" "}

Monitored Metric:
- MetricNamespace:                     AWS/EC2
- MetricName:                          CPUUtilization
- Dimensions:                          ${""}
- Period:                              300 seconds
- Statistic:                           Average
- Unit:                                Percent
- TreatMissingData:                    ignore


State Change Actions:
- OK:${" "}
- ALARM: [${TOPIC}]
- INSUFFICIENT_DATA:${" "}
`;

describe("the e-mail", () => {
  it("is AWS's, letter for letter", () => {
    expect(alarmNotification(change()).email).toBe(EMAIL);
  });

  it("leaves a line empty for what is not set", () => {
    expect(alarmNotification(sparse()).email).toContain("not specified\n\n\n\nState Change Actions:");
  });

  it("lists dimensions as name = value", () => {
    const { email } = alarmNotification(change({ Dimensions: [{ Name: "InstanceId", Value: "i-1" }] }));
    expect(email).toContain("- Dimensions:                          [InstanceId = i-1]\n");
  });

  it("percent-encodes the alarm's name in the link", () => {
    const { email } = alarmNotification(change({ AlarmName: "界 é" }));
    expect(email).toContain("#alarmsV2:alarm/%E7%95%8C%20%C3%A9\n");
  });

  it("has a link even of a name that is no text throughout", () => {
    const { email } = alarmNotification(change({ AlarmName: "half \ud800" }));
    expect(email).toContain("#alarmsV2:alarm/half%20%EF%BF%BD\n");
  });

  it("ends with the matched events, which the JSON message never has", () => {
    const evidence = [
      {
        when: "2026-09-14T11:17:02Z",
        summary: "root did ConsoleLogin from 203.0.113.7 without MFA: Success",
        raw: '{"eventName":"ConsoleLogin"}',
      },
      { when: "2026-09-14T11:17:09Z", summary: "log event" },
    ];
    const notification = alarmNotification(change(), evidence);
    expect(notification.email).toBe(`${EMAIL}
Matched events (added by Tocsin):
- 2026-09-14T11:17:02Z  root did ConsoleLogin from 203.0.113.7 without MFA: Success
  {"eventName":"ConsoleLogin"}
- 2026-09-14T11:17:09Z  log event
`);
    expect(notification.default).toBe(alarmNotification(change()).default);
  });
});

describe("publishedMessage", () => {
  it("wraps the three texts in the order of AWS", () => {
    const notification = alarmNotification(change());
    const { default: message, sms, email } = notification;
    expect(publishedMessage(notification)).toBe(JSON.stringify({ default: message, sms, email }));
  });
});

describe("regionName", () => {
  it("names a region, and an unknown one by its code", () => {
    expect(regionName("eu-west-1")).toBe("EU (Ireland)");
    expect(regionName("xx-nowhere-9")).toBe("xx-nowhere-9");
  });
});
