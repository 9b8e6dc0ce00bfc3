import {
  ACCOUNT,
  alarmWith,
  chain,
  REGION,
  soundFilter,
  soundTopic,
  soundTrail,
  TOPIC_ARN,
} from "../../src/audit/inventory.testing.ts";
import type { Inventory } from "../../src/audit/inventory.ts";

const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;

/** Whatever an inventory can hold, once: what is made of it by chance meets every part of the audit. */
export const BASE: Inventory = chain({
  regions: [REGION, "eu-west-1"],
  trails: [
    soundTrail,
    {
      ...soundTrail,
      Name: "second",
      TrailARN: `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/second`,
      IsMultiRegionTrail: false,
      selectors: {
        advancedEventSelectors: [
          {
            FieldSelectors: [
              { Field: "eventCategory", Equals: ["Management"] },
              { Field: "readOnly", Equals: ["false"] },
            ],
          },
        ],
      },
      tags: { environment: "production" },
    },
  ],
  metricFilters: [
    {
      ...soundFilter,
      filterPattern:
        '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
    },
    {
      ...soundFilter,
      filterName: "signin",
      filterPattern: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
      metricTransformations: [
        { metricName: "SignIn", metricNamespace: "CIS", metricValue: "1", defaultValue: 0, unit: "Count" },
      ],
    },
    {
      ...soundFilter,
      filterName: "region",
      filterPattern: "[first, size > 100, ...]",
      metricTransformations: [
        {
          metricName: "ByRegion",
          metricNamespace: "CIS",
          metricValue: "$size",
          dimensions: { first: "$first" },
        },
      ],
    },
  ],
  alarms: [
    alarmWith({}),
    alarmWith({
      AlarmName: "signin",
      AlarmArn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:signin`,
      MetricName: "SignIn",
      Period: 300,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
    }),
    {
      region: REGION,
      StateValue: "ALARM",
      configuration: {
        AlarmName: "either",
        AlarmArn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:either`,
        AlarmConfigurationUpdatedTimestamp: 0,
        ActionsEnabled: true,
        OKActions: [],
        AlarmActions: [TOPIC_ARN],
        InsufficientDataActions: [],
        AlarmRule: "ALARM(root-usage) OR NOT OK(signin)",
        ActionsSuppressor: "signin",
        ActionsSuppressorWaitPeriod: 60,
        ActionsSuppressorExtensionPeriod: 120,
      },
    },
  ],
  muteRules: [
    {
      region: REGION,
      rule: {
        Name: "night",
        AlarmMuteRuleArn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm-mute-rule:night`,
        Rule: { Schedule: { Expression: "cron(0 22 * * *)", Duration: "PT8H", Timezone: "Europe/Berlin" } },
        MuteTargets: { AlarmNames: ["signin", "either"] },
        LastUpdatedTimestamp: 0,
      },
    },
  ],
  topics: [{ ...soundTopic, attributes: { ...soundTopic.attributes, KmsMasterKeyId: KEY } }],
  keys: [
    {
      region: REGION,
      keyId: KEY,
      keyArn: KEY,
      keyState: "Enabled",
      keyManager: "CUSTOMER",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
            Resource: "*",
          },
        ],
      }),
    },
  ],
  gaps: [{ service: "sns", operation: "GetTopicAttributes", region: "eu-west-1", code: "AccessDenied", message: "no" }],
});
