import { PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { PutMetricFilterCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateTopicCommand } from "@aws-sdk/client-sns";
import { LOG_GROUP, NAMESPACE, soundAlarm, topicArnIn } from "../build.ts";
import { type Chain, silentAt } from "../chain.ts";
import { ELSEWHERE, HOME, type Rig } from "../rig.ts";

/** Chains whose filter and alarm do not speak of the same metric. */
export const METRIC_CHAINS: readonly Chain[] = [
  {
    name: "the alarm watches another namespace",
    source: "virtualjj/cis-aws-benchmark-section-3-monitoring-remediate#5",
    parts: { alarm: { Namespace: "CISBenchmark" } },
    expected: silentAt("metric"),
  },
  {
    name: "the alarm watches the namespace in another case",
    parts: { alarm: { Namespace: "logmetrics" } },
    expected: silentAt("metric"),
  },
  {
    name: "the alarm watches the filter's name instead of the metric's",
    parts: { alarm: { MetricName: "console-signin-without-mfa" } },
    expected: silentAt("alarm"),
  },
  {
    name: "the alarm watches the metric under a misspelt name",
    parts: { alarm: { MetricName: "Alrets" } },
    expected: silentAt("metric"),
  },
  {
    name: "the alarm watches the metric under a longer name",
    parts: { alarm: { MetricName: "CIS-Alerts" } },
    expected: silentAt("metric"),
  },
  {
    name: "an alarm watches what another filter publishes under a like name",
    parts: { alarm: { MetricName: "Alert" } },
    afterwards: filterBeside,
    expected: silentAt("alarm"),
  },
  {
    name: "an alarm watches a like name in another namespace",
    parts: { alarm: { Namespace: "Operations", MetricName: "Alert" } },
    expected: silentAt("alarm"),
  },
  {
    name: "the alarm asks for a unit that the filter does not publish",
    parts: { alarm: { Unit: "Count" } },
    expected: silentAt("metric"),
  },
  {
    name: "the filter has a dimension, the alarm has none",
    source: "Amazon CloudWatch Logs User Guide, dimensions",
    parts: { transformation: { dimensions: { User: "$.userIdentity.type" } } },
    expected: silentAt("metric"),
  },
  {
    name: "the alarm has a dimension, the filter has none",
    parts: { alarm: { Dimensions: [{ Name: "Account", Value: "123456789012" }] } },
    expected: silentAt("metric"),
  },
  {
    name: "the alarm watches one value of the dimension: other acts go unseen",
    control: "root-account-usage",
    parts: {
      transformation: { dimensions: { Name: "$.eventName" } },
      alarm: { Dimensions: [{ Name: "Name", Value: "ConsoleLogin" }] },
    },
    expected: {
      verdict: "rings-for-some",
      brokenLink: "metric",
      unseen: [
        "signin-root-password-updated",
        "root-api-call",
        "root-api-call-no-mfa",
        "root-access-key",
        "root-assumed-by-management",
        "observed-custodian-create-virtual-node",
        "observed-custodian-create-bucket",
      ],
    },
  },
  {
    name: "each match counts 0",
    parts: { transformation: { metricValue: "0" } },
    expected: silentAt("alarm"),
  },
  {
    name: "what is counted is a field that is no number",
    parts: { transformation: { metricValue: "$.eventName" } },
    expected: silentAt("metric"),
  },
  {
    name: "the alarm is in another region than the log group",
    parts: { alarm: false },
    afterwards: alarmElsewhere,
    expected: silentAt("metric"),
  },
];

async function alarmElsewhere({ clients }: Rig): Promise<void> {
  const { topics, alarms } = clients[ELSEWHERE];
  await topics.send(new CreateTopicCommand({ Name: "alerts" }));
  await alarms.send(new PutMetricAlarmCommand(soundAlarm(topicArnIn(ELSEWHERE))));
}

/** Another filter of the log group, which counts something else. */
async function filterBeside({ clients }: Rig): Promise<void> {
  await clients[HOME].logs.send(
    new PutMetricFilterCommand({
      logGroupName: LOG_GROUP,
      filterName: "beside",
      filterPattern: '{ $.eventName = "Never" }',
      metricTransformations: [{ metricNamespace: NAMESPACE, metricName: "Alert", metricValue: "1" }],
    }),
  );
}
