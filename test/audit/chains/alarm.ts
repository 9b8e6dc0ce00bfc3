import { DeleteAlarmsCommand, DisableAlarmActionsCommand, PutAlarmMuteRuleCommand } from "@aws-sdk/client-cloudwatch";
import { ALARM, MAINTENANCE, TOPIC_ARN } from "../build.ts";
import { type Chain, RINGS, silentAt } from "../chain.ts";
import { HOME, type Rig } from "../rig.ts";
import { NOBODY_WANTS } from "./pattern.ts";

/** Chains whose metric says it and whose alarm does not. */
export const ALARM_CHAINS: readonly Chain[] = [
  { name: "there is no alarm", source: "passes cnspec", parts: { alarm: false }, expected: silentAt("alarm") },
  {
    name: "the alarm was deleted",
    parts: {},
    afterwards: async ({ clients }) => {
      await clients[HOME].alarms.send(new DeleteAlarmsCommand({ AlarmNames: [ALARM] }));
    },
    expected: silentAt("alarm"),
  },
  {
    name: "the threshold is 2, and one event is one too few",
    source: "modernisation-platform#9207",
    parts: { alarm: { Threshold: 2 } },
    expected: silentAt("alarm"),
  },
  {
    name: "greater than 1 instead of at least 1",
    parts: { alarm: { ComparisonOperator: "GreaterThanThreshold" } },
    expected: silentAt("alarm"),
  },
  {
    name: "less than 1: the wrong way round",
    parts: { alarm: { ComparisonOperator: "LessThanThreshold" } },
    expected: silentAt("alarm"),
  },
  {
    name: "two periods in a row must breach",
    parts: { alarm: { EvaluationPeriods: 2 } },
    expected: silentAt("alarm"),
  },
  {
    name: "2 of 3 periods must breach",
    parts: { alarm: { EvaluationPeriods: 3, DatapointsToAlarm: 2 } },
    expected: silentAt("alarm"),
  },
  {
    name: "12 of 12 periods must breach",
    source: "automated-security-response-on-aws#43",
    parts: { alarm: { EvaluationPeriods: 12, DatapointsToAlarm: 12 } },
    expected: silentAt("alarm"),
  },
  {
    name: "the Average of one event among many is not 1",
    parts: { transformation: { defaultValue: 0 }, alarm: { Statistic: "Average" } },
    expected: silentAt("alarm"),
  },
  {
    name: "the Minimum is 0 while other events publish the default value",
    parts: { transformation: { defaultValue: 0 }, alarm: { Statistic: "Minimum" } },
    expected: silentAt("alarm"),
  },
  {
    name: "the SampleCount counts every event once there is a default value: always in ALARM",
    parts: { transformation: { defaultValue: 0 }, alarm: { Statistic: "SampleCount" } },
    // While nothing else happens, the default value of whatever happens rings.
    expected: { ...silentAt("alarm"), noise: NOBODY_WANTS },
  },
  {
    name: "the 50th percentile of one event among many is 0",
    parts: { transformation: { defaultValue: 0 }, alarm: { Statistic: undefined, ExtendedStatistic: "p50" } },
    expected: silentAt("alarm"),
  },
  {
    name: "the 99th percentile of a metric without default value",
    parts: { alarm: { Statistic: undefined, ExtendedStatistic: "p99" } },
    expected: RINGS,
  },
  {
    name: "a percentile of too few samples is not looked at",
    parts: {
      alarm: { Statistic: undefined, ExtendedStatistic: "p99", EvaluateLowSampleCountPercentile: "ignore" },
    },
    expected: silentAt("alarm"),
  },
  {
    name: "missing data are breaching: always in ALARM",
    parts: { alarm: { TreatMissingData: "breaching" } },
    expected: silentAt("alarm"),
  },
  {
    name: "metric math that subtracts the one event",
    parts: {
      alarm: {
        Namespace: undefined,
        MetricName: undefined,
        Statistic: undefined,
        Period: undefined,
        Metrics: [
          {
            Id: "m1",
            MetricStat: { Metric: { Namespace: "LogMetrics", MetricName: "Alerts" }, Period: 300, Stat: "Sum" },
            ReturnData: false,
          },
          { Id: "e1", Expression: "m1 - 1", ReturnData: true },
        ],
      },
    },
    expected: silentAt("alarm"),
  },
  {
    name: "actions are disabled",
    parts: { alarm: { ActionsEnabled: false } },
    expected: silentAt("alarm"),
  },
  {
    name: "actions were disabled later",
    parts: {},
    afterwards: async ({ clients }) => {
      await clients[HOME].alarms.send(new DisableAlarmActionsCommand({ AlarmNames: [ALARM] }));
    },
    expected: silentAt("alarm"),
  },
  {
    name: "the alarm has no action",
    source: "Prowler's own fix",
    parts: { alarm: { AlarmActions: [] } },
    expected: silentAt("alarm"),
  },
  {
    name: "only OK has an action",
    parts: { alarm: { AlarmActions: [], OKActions: [TOPIC_ARN] } },
    expected: silentAt("alarm"),
  },
  {
    name: "only INSUFFICIENT_DATA has an action",
    parts: { alarm: { AlarmActions: [], InsufficientDataActions: [TOPIC_ARN], TreatMissingData: "missing" } },
    expected: silentAt("alarm"),
  },
  {
    name: "a mute rule covers the morning, and the alarm is OK again when it ends",
    source: "mute rules, since February 2026",
    parts: {},
    afterwards: (rig) => mute(rig),
    expected: silentAt("alarm"),
  },
  {
    name: "a composite alarm above has no action either",
    parts: { alarm: { AlarmActions: [] }, composite: { AlarmActions: [] } },
    expected: silentAt("alarm"),
  },
  {
    name: "the composite alarm above has its actions disabled",
    parts: { alarm: { AlarmActions: [] }, composite: { ActionsEnabled: false } },
    expected: silentAt("alarm"),
  },
  {
    name: "the composite alarm above waits for a second alarm",
    parts: {
      alarm: { AlarmActions: [] },
      otherAlarms: [MAINTENANCE],
      composite: { AlarmRule: "ALARM(alerts) AND ALARM(maintenance)" },
    },
    expected: silentAt("alarm"),
  },
  {
    name: "the composite alarm above asks for OK: the wrong way round",
    parts: { alarm: { AlarmActions: [] }, composite: { AlarmRule: "NOT OK(alerts) AND OK(alerts)" } },
    expected: silentAt("alarm"),
  },
  {
    name: "the composite alarm above is suppressed by another that is always in ALARM",
    parts: {
      alarm: { AlarmActions: [] },
      otherAlarms: [{ ...MAINTENANCE, TreatMissingData: "breaching" }],
      composite: {
        ActionsSuppressor: "maintenance",
        ActionsSuppressorWaitPeriod: 60,
        ActionsSuppressorExtensionPeriod: 60,
      },
    },
    expected: silentAt("alarm"),
  },
];

/** Mutes the alarm all day, every day. */
async function mute({ clients }: Rig): Promise<void> {
  await clients[HOME].alarms.send(
    new PutAlarmMuteRuleCommand({
      Name: "mornings",
      Rule: { Schedule: { Expression: "cron(0 0 * * *)", Duration: "P1D", Timezone: "UTC" } },
      MuteTargets: { AlarmNames: [ALARM] },
    }),
  );
}
