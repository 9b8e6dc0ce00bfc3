import { PutAlarmMuteRuleCommand, PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { CreateKeyCommand } from "@aws-sdk/client-kms";
import { SetTopicAttributesCommand } from "@aws-sdk/client-sns";
import { ALARM, MAINTENANCE, METRIC, NAMESPACE, soundAlarm, TOPIC_ARN } from "../build.ts";
import { type Chain, RINGS } from "../chain.ts";
import { ACCOUNT, ELSEWHERE, HOME, MORNING } from "../rig.ts";
import { managementOnly } from "./selectors.ts";

/** Chains that ring, some of which look broken. */
export const SOUND: readonly Chain[] = [
  { name: "as recommended", parts: {}, expected: RINGS },
  { name: "as recommended for root usage", control: "root-account-usage", parts: {}, expected: RINGS },
  {
    name: "as recommended for changes of CloudTrail itself",
    control: "cloudtrail-configuration-changes",
    parts: {},
    expected: RINGS,
  },
  {
    name: "in another region, trail and all",
    source: "prowler#2438",
    parts: { region: ELSEWHERE },
    expected: RINGS,
  },
  {
    name: "missing data are treated as missing: the alarm is INSUFFICIENT_DATA before and after",
    source: "azul#4880, azul#4884, quickstart-compliance-cis-benchmark#9",
    parts: { alarm: { TreatMissingData: "missing" } },
    expected: RINGS,
  },
  {
    name: "missing data are ignored: it rings once and stays in ALARM until somebody resets it",
    source: "Amazon CloudWatch User Guide, treat missing data",
    parts: { alarm: { TreatMissingData: "ignore" } },
    isReset: true,
    expected: RINGS,
  },
  {
    name: "a default value of 0 under a Sum",
    parts: { transformation: { defaultValue: 0 } },
    expected: RINGS,
  },
  {
    name: "a default value of 0 under a Maximum",
    parts: { transformation: { defaultValue: 0 }, alarm: { Statistic: "Maximum" } },
    expected: RINGS,
  },
  {
    name: "the Average of a metric without default value is 1",
    parts: { alarm: { Statistic: "Average" } },
    expected: RINGS,
  },
  {
    name: "the Minimum of a metric without default value is 1",
    parts: { alarm: { Statistic: "Minimum" } },
    expected: RINGS,
  },
  {
    name: "the SampleCount of a metric without default value counts matches",
    parts: { alarm: { Statistic: "SampleCount" } },
    expected: RINGS,
  },
  {
    name: "greater than 0",
    parts: { alarm: { ComparisonOperator: "GreaterThanThreshold", Threshold: 0 } },
    expected: RINGS,
  },
  {
    name: "each match counts 10, against a threshold of 5",
    parts: { transformation: { metricValue: "10" }, alarm: { Threshold: 5 } },
    expected: RINGS,
  },
  { name: "a period of one minute", parts: { alarm: { Period: 60 } }, expected: RINGS },
  {
    name: "1 of 12 periods: rings at once and stays in ALARM for an hour",
    source: "automated-security-response-on-aws, its alarm",
    parts: { alarm: { EvaluationPeriods: 12, DatapointsToAlarm: 1 } },
    between: 2 * 60 * 60_000,
    expected: RINGS,
  },
  {
    name: "a period of a day: rings at once, and a second event that day is silent",
    source: "azul#7177",
    control: "identity-center-portal-signin-by-password",
    parts: { alarm: { Period: 86_400 } },
    between: 4 * 24 * 60 * 60_000,
    expected: RINGS,
  },
  {
    name: "metric math over the metric",
    parts: {
      alarm: {
        Namespace: undefined,
        MetricName: undefined,
        Statistic: undefined,
        Period: undefined,
        Metrics: [
          {
            Id: "m1",
            MetricStat: { Metric: { Namespace: NAMESPACE, MetricName: METRIC }, Period: 300, Stat: "Sum" },
            ReturnData: false,
          },
          { Id: "e1", Expression: "FILL(m1, 0) * 2", ReturnData: true },
        ],
      },
    },
    expected: RINGS,
  },
  {
    name: "the unit is named on both sides",
    parts: { transformation: { unit: "Count" }, alarm: { Unit: "Count" } },
    expected: RINGS,
  },
  {
    name: "a composite alarm above tells, the alarm itself does not",
    parts: { alarm: { AlarmActions: [] }, composite: {} },
    expected: RINGS,
  },
  {
    name: "a composite alarm whose suppressor keeps quiet",
    parts: {
      alarm: { AlarmActions: [] },
      otherAlarms: [MAINTENANCE],
      composite: {
        ActionsSuppressor: "maintenance",
        ActionsSuppressorWaitPeriod: 60,
        ActionsSuppressorExtensionPeriod: 60,
      },
    },
    expected: RINGS,
  },
  {
    name: "two alarms, of which one has its actions disabled",
    parts: { otherAlarms: [{ AlarmName: "disabled", ActionsEnabled: false }] },
    expected: RINGS,
  },
  {
    name: "a mute rule covers the first minutes of each hour: it rings when they are over",
    source: "Amazon CloudWatch User Guide, alarm mute rules",
    parts: {},
    afterwards: async ({ clients }) => {
      const Rule = { Schedule: { Expression: "cron(0 * * * *)", Duration: "PT5M", Timezone: "UTC" } };
      const MuteTargets = { AlarmNames: [ALARM] };
      await clients[HOME].alarms.send(new PutAlarmMuteRuleCommand({ Name: "hourly", Rule, MuteTargets }));
    },
    between: 60 * 60_000,
    expected: RINGS,
  },
  {
    name: "the trail is the organisation's",
    source: "prowler#2438, nozaq#307",
    parts: { trail: { IsOrganizationTrail: true } },
    expected: RINGS,
  },
  { name: "told over HTTP", parts: { subscriptions: [{ Protocol: "http" }] }, expected: RINGS },
  {
    name: "one subscription is pending, another confirmed",
    parts: { subscriptions: [{ Endpoint: "pending@example.com", isConfirmed: false }, {}] },
    expected: RINGS,
  },
  {
    name: "a filter policy lets alarms that go to ALARM pass",
    parts: {
      subscriptions: [
        {
          Protocol: "http",
          Attributes: { FilterPolicyScope: "MessageBody", FilterPolicy: '{"NewStateValue":["ALARM"]}' },
        },
      ],
    },
    expected: RINGS,
  },
  {
    name: "the topic's policy lets CloudWatch publish for alarms of the account",
    parts: {
      topic: { Policy: topicPolicy({ ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:*:${ACCOUNT}:alarm:*` } }) },
    },
    expected: RINGS,
  },
  {
    name: "the topic is encrypted with a key that CloudWatch may use",
    source: "Amazon SNS Developer Guide, encryption",
    parts: {},
    afterwards: async ({ clients }) => {
      const { keys, topics } = clients[HOME];
      const { KeyMetadata } = await keys.send(
        new CreateKeyCommand({ Policy: keyPolicy(["kms:Decrypt", "kms:GenerateDataKey*"]) }),
      );
      const AttributeValue = KeyMetadata?.KeyId ?? "";
      await topics.send(
        new SetTopicAttributesCommand({ TopicArn: TOPIC_ARN, AttributeName: "KmsMasterKeyId", AttributeValue }),
      );
    },
    expected: RINGS,
  },
  {
    name: "advanced event selectors with management events",
    source: "steampipe-mod-aws-compliance#971, cloud-custodian#8968",
    parts: { selectors: managementOnly },
    expected: RINGS,
  },
  {
    name: "the alarm has just been made and is INSUFFICIENT_DATA",
    source: "terraform-aws-cloudwatch#12",
    parts: { alarm: false },
    afterwards: async (rig) => {
      await rig.advanceTo(MORNING);
      await rig.clients[HOME].alarms.send(new PutMetricAlarmCommand(soundAlarm(TOPIC_ARN)));
    },
    expected: RINGS,
  },
];

export function topicPolicy(Condition: object): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "SNS:Publish",
        Resource: TOPIC_ARN,
        Condition,
      },
    ],
  });
}

function keyPolicy(Action: readonly string[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "cloudwatch.amazonaws.com" }, Action, Resource: "*" }],
  });
}
