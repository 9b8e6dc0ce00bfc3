import { describe, expect, it } from "vitest";
import { alarmArn } from "../alarm/alarm.ts";
import { accountOf } from "./account.ts";
import {
  ACCOUNT,
  alarmWith,
  chain,
  NOON,
  REGION,
  rootCall,
  soundAlarm,
  soundFilter,
  soundLogGroup,
  soundTrail,
  TOPIC_ARN,
} from "./inventory.testing.ts";
import { fateIn, silence } from "./simulate.testing.ts";
import { simulatorOf } from "./simulate.ts";

describe("an event in a sound chain", () => {
  it("is told to the subscriber at the alarm's first evaluation after the minute of the event", () => {
    const { outcome, notifications, matched } = fateIn({});
    expect(outcome).toBe("rings");
    expect(matched).toEqual(["trail-logs: root-usage"]);
    expect(notifications).toMatchObject([
      { StateValue: "ALARM", alarmName: "root-usage", topicArn: TOPIC_ARN, endpoint: "oncall@example.com" },
    ]);
    const delay = (notifications[0]?.at ?? 0) - NOON;
    expect(delay).toBeGreaterThan(0);
    expect(delay).toBeLessThanOrEqual(2 * 60_000);
  });

  it("is the same event however often it is asked for", () => {
    const inventory = chain();
    const simulator = () => simulatorOf(accountOf(inventory), inventory.collectedAt);
    const fates = [simulator(), simulator()].map((one) => one.fateOf(rootCall()));
    expect(fates[0]).toEqual(fates[1]);
  });
});

describe("the trail", () => {
  it.each([
    ["there is none", [], "trail: there is no trail"],
    ["it is stopped", [{ ...soundTrail, status: { IsLogging: false } }], "is not logging"],
    [
      "it looks at another region only",
      [{ ...soundTrail, IsMultiRegionTrail: false, HomeRegion: "eu-west-1" }],
      "logs eu-west-1 only",
    ],
    [
      "it leaves out global services",
      [{ ...soundTrail, IsMultiRegionTrail: false, IncludeGlobalServiceEvents: false }],
      "IncludeGlobalServiceEvents is false",
    ],
    [
      "its selectors want reading calls only",
      [{ ...soundTrail, selectors: { eventSelectors: [{ ReadWriteType: "ReadOnly" }] } }],
      "its event selectors leave it out",
    ],
    [
      "its advanced selectors want data events only",
      [
        {
          ...soundTrail,
          selectors: { advancedEventSelectors: [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Data"] }] }] },
        },
      ],
      "its event selectors leave it out",
    ],
  ])("silences the event when %s", (_, trails, why) => {
    const told = silence({ trails });
    expect(told).toMatch(/^trail: /);
    expect(told).toContain(why);
  });

  it("counts an event twice that two trails deliver to one log group", () => {
    const second = { ...soundTrail, Name: "second", TrailARN: `${soundTrail.TrailARN}-second` };
    const alarms = [alarmWith({ Threshold: 2 })];
    expect(fateIn({ alarms, trails: [soundTrail, second] }).outcome).toBe("rings");
    expect(silence({ alarms })).toMatch(/^alarm: /);
  });

  it("is not known to deliver when its selectors or its status were not read", () => {
    const { selectors: _selectors, ...withoutSelectors } = soundTrail;
    const { status: _status, ...withoutStatus } = soundTrail;
    expect(fateIn({ trails: [withoutSelectors] })).toMatchObject({ outcome: "unknown", stop: { link: "trail" } });
    expect(fateIn({ trails: [withoutStatus] })).toMatchObject({ outcome: "unknown", stop: { link: "trail" } });
  });
});

describe("the log group", () => {
  const { CloudWatchLogsLogGroupArn: _arn, ...unattached } = soundTrail;
  it.each([
    ["the trail has none", { trails: [unattached] }, "has no log group"],
    ["it does not exist", { logGroups: [] }, "does not exist"],
    [
      "its class knows no metric filters",
      { logGroups: [{ ...soundLogGroup, logGroupClass: "INFREQUENT_ACCESS" }] },
      "INFREQUENT_ACCESS",
    ],
    [
      "CloudTrail cannot deliver to it",
      { trails: [{ ...soundTrail, status: { IsLogging: true, LatestCloudWatchLogsDeliveryError: "AccessDenied" } }] },
      "LatestCloudWatchLogsDeliveryError: AccessDenied",
    ],
  ])("silences the event when %s", (_, links, why) => {
    const told = silence(links);
    expect(told).toMatch(/^log-group: /);
    expect(told).toContain(why);
  });

  it("of another account is not known", () => {
    const elsewhere = `arn:aws:logs:${REGION}:999999999999:log-group:trail-logs:*`;
    const { outcome, unknown } = fateIn({ trails: [{ ...soundTrail, CloudWatchLogsLogGroupArn: elsewhere }] });
    expect(outcome).toBe("unknown");
    expect(unknown.join()).toContain("999999999999");
  });
});

describe("the metric filter", () => {
  it.each([
    ["there is none", []],
    ["it is on another log group", [{ ...soundFilter, logGroupName: "other-logs" }]],
    ["it asks for lower case", [{ ...soundFilter, filterPattern: '{ $.userIdentity.type = "root" }' }]],
    ["it leaves out the account", [{ ...soundFilter, fieldSelectionCriteria: '@aws.account = "999999999999"' }]],
  ])("silences the event when %s", (_, metricFilters) => {
    expect(silence({ metricFilters })).toMatch(/^metric-filter: /);
  });

  it("that is not understood leaves unknown whether it matches", () => {
    const metricFilters = [{ ...soundFilter, filterPattern: "{ $.a ~~ 1 }" }];
    expect(fateIn({ metricFilters })).toMatchObject({ outcome: "unknown", stop: { link: "metric-filter" } });
  });
});

describe("the metric", () => {
  const transformed = (changed: object) => [
    { ...soundFilter, metricTransformations: soundFilter.metricTransformations.map((one) => ({ ...one, ...changed })) },
  ];
  it.each([
    ["the alarm asks for another namespace", { alarms: [alarmWith({ Namespace: "cis" })] }, "watches cis/RootUsage"],
    [
      "the alarm asks for a dimension",
      { alarms: [alarmWith({ Dimensions: [{ Name: "User", Value: "bob" }] })] },
      "watches CIS/RootUsage {User=bob}",
    ],
    ["the alarm asks for another unit", { alarms: [alarmWith({ Unit: "Count" })] }, "asks for the Unit Count"],
    ["the alarm is in another region", { alarms: [{ ...soundAlarm, region: "eu-west-1" }] }, "is in eu-west-1"],
    [
      "the value is no number",
      { metricFilters: transformed({ metricValue: "$.eventName" }) },
      "metricValue is no number",
    ],
    [
      "the filter adds a dimension",
      { metricFilters: transformed({ dimensions: { Name: "$.eventName" } }) },
      "no alarm watches",
    ],
  ])("silences the event when %s", (_, links, why) => {
    const told = silence(links);
    expect(told).toMatch(/^metric: /);
    expect(told).toContain(why);
  });
});

describe("the alarm", () => {
  it.each([
    ["there is none", { alarms: [] }, "no alarm watches CIS/RootUsage"],
    ["its threshold is above one event", { alarms: [alarmWith({ Threshold: 2 })] }, "Sum over 60 s is 1, not"],
    [
      "it wants more datapoints",
      { alarms: [alarmWith({ EvaluationPeriods: 3, DatapointsToAlarm: 2 })] },
      "1 breaching datapoint where 2 of 3 are needed",
    ],
    [
      "it stands in ALARM without data",
      { alarms: [alarmWith({ TreatMissingData: "breaching" })] },
      "is in ALARM without the event too (TreatMissingData is breaching)",
    ],
    ["its actions are disabled", { alarms: [alarmWith({ ActionsEnabled: false })] }, "ActionsEnabled is false"],
    ["it has no action", { alarms: [alarmWith({ AlarmActions: [] })] }, "has no AlarmActions"],
    [
      "it tells only of OK",
      { alarms: [alarmWith({ AlarmActions: [], OKActions: [TOPIC_ARN] })] },
      "has no AlarmActions",
    ],
  ])("silences the event when %s", (_, links, why) => {
    const told = silence(links);
    expect(told).toMatch(/^alarm: /);
    expect(told).toContain(why);
  });

  it("on an average rings only while no other event publishes the default value", () => {
    const metricFilters = [
      {
        ...soundFilter,
        metricTransformations: soundFilter.metricTransformations.map((one) => ({ ...one, defaultValue: 0 })),
      },
    ];
    const average = fateIn({ metricFilters, alarms: [alarmWith({ Statistic: "Average" })] });
    expect(average.outcome).toBe("silent");
    expect(average.notifications).not.toEqual([]);
    expect(average.busy).toEqual([]);
    expect(average.stop?.reason).toContain("Average over 60 s is 0.5");
    expect(fateIn({ metricFilters }).outcome).toBe("rings");
  });

  it("with a statistic or threshold that is not understood is not known", () => {
    const band = alarmWith({ Statistic: "Sum", Threshold: Number.NaN });
    expect(fateIn({ alarms: [band] })).toMatchObject({ outcome: "unknown", stop: { link: "alarm" } });
  });

  it("that is muted tells when the window ends, if it is still in ALARM then", () => {
    const rule = (Duration: string) => ({
      region: REGION,
      rule: {
        Name: "noon",
        AlarmMuteRuleArn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm-mute-rule:noon`,
        Rule: { Schedule: { Expression: "cron(55 11 * * *)", Duration } },
        MuteTargets: { AlarmNames: ["root-usage"] },
        LastUpdatedTimestamp: 0,
      },
    });
    const short = fateIn({ muteRules: [rule("PT8M")] });
    expect(short.outcome).toBe("rings");
    expect(short.notifications[0]?.at).toBe(Date.parse("2026-09-14T12:03:00Z"));
    expect(silence({ muteRules: [rule("PT1H")] })).toContain("is muted until 2026-09-14T12:55:00.000Z");
  });

  it("tells through a composite alarm, unless that one's suppressor is in ALARM", () => {
    const quiet = alarmWith({ AlarmActions: [] });
    const composite = (changed: object, StateValue: "OK" | "ALARM") => ({
      alarms: [
        quiet,
        { ...alarmWith({ AlarmName: "maintenance", MetricName: "Maintenance", AlarmActions: [] }), StateValue },
        {
          region: REGION,
          StateValue: "OK" as const,
          configuration: {
            AlarmName: "any",
            AlarmArn: alarmArn(REGION, ACCOUNT, "any"),
            AlarmConfigurationUpdatedTimestamp: 0,
            ActionsEnabled: true,
            OKActions: [],
            AlarmActions: [TOPIC_ARN],
            InsufficientDataActions: [],
            AlarmRule: "ALARM(root-usage)",
            ...changed,
          },
        },
      ],
    });
    const suppressed = {
      ActionsSuppressor: "maintenance",
      ActionsSuppressorWaitPeriod: 0,
      ActionsSuppressorExtensionPeriod: 0,
    };
    expect(fateIn(composite({}, "OK")).notifications).toMatchObject([{ alarmName: "any" }]);
    expect(fateIn(composite(suppressed, "OK")).outcome).toBe("rings");
    expect(silence(composite(suppressed, "ALARM"))).toContain("actions suppressed by maintenance");
    expect(silence(composite({ AlarmRule: "ALARM(root-usage) AND ALARM(maintenance)" }, "OK"))).toContain(
      "no AlarmActions",
    );
  });
});
