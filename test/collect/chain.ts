import { createEngine, type Engine } from "../../src/engine/create.ts";

export const ACCOUNT = "123456789012";
export const HOME = "eu-west-1";
export const NOW = Date.parse("2026-09-14T05:42:00Z");
export const TRAIL_ARN = `arn:aws:cloudtrail:${HOME}:${ACCOUNT}:trail/all`;
export const TOPIC_ARN = `arn:aws:sns:${HOME}:${ACCOUNT}:security`;
export const ALARM_ARN = `arn:aws:cloudwatch:${HOME}:${ACCOUNT}:alarm:root`;
export const LOG_GROUP_ARN = `arn:aws:logs:${HOME}:${ACCOUNT}:log-group:CloudTrail`;

/** An engine with the whole chain in one region, and an address to reach it at. */
export async function startChain(): Promise<{ readonly engine: Engine; readonly url: string }> {
  const engine = await createEngine({ clock: "manual", clockStart: NOW, account: ACCOUNT, region: HOME });
  const { url } = await engine.listen({ host: "127.0.0.1", port: 0 });
  await putChain(engine);
  return { engine, url };
}

async function putChain(engine: Engine): Promise<void> {
  await engine.request("logs", "CreateLogGroup", { logGroupName: "CloudTrail", tags: { env: "prod" } });
  await engine.request("logs", "CreateLogGroup", { logGroupName: "other" });
  await engine.request("cloudtrail", "CreateTrail", {
    Name: "all",
    S3BucketName: "trail-bucket",
    IsMultiRegionTrail: true,
    IncludeGlobalServiceEvents: true,
    CloudWatchLogsLogGroupArn: `${LOG_GROUP_ARN}:*`,
    CloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/CloudTrailLogs`,
    TagsList: [{ Key: "owner", Value: "security" }],
  });
  await engine.request("cloudtrail", "StartLogging", { Name: "all" });
  for (const [logGroupName, filterName] of [
    ["CloudTrail", "root"],
    ["other", "errors"],
  ]) {
    await engine.request("logs", "PutMetricFilter", {
      logGroupName,
      filterName,
      filterPattern: '{ $.userIdentity.type = "Root" }',
      metricTransformations: [
        { metricName: filterName, metricNamespace: "CIS", metricValue: "1", defaultValue: 0, unit: "Count" },
      ],
    });
    await engine.request("cloudwatch", "PutMetricAlarm", {
      AlarmName: filterName,
      MetricName: filterName,
      Namespace: "CIS",
      Statistic: "Sum",
      Period: 300,
      Threshold: 1,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      EvaluationPeriods: 1,
      TreatMissingData: "notBreaching",
      AlarmActions: [TOPIC_ARN],
      Tags: [{ Key: "severity", Value: "high" }],
    });
  }
  await engine.request("cloudwatch", "PutCompositeAlarm", {
    AlarmName: "any",
    AlarmRule: "ALARM(root) OR ALARM(errors)",
    AlarmActions: [TOPIC_ARN, `arn:aws:sns:${HOME}:${ACCOUNT}:gone`],
  });
  await engine.request("cloudwatch", "PutAlarmMuteRule", {
    Name: "nightly: backups",
    Rule: { Schedule: { Expression: "cron(0 2 * * *)", Duration: "PT4H", Timezone: "Europe/Berlin" } },
    MuteTargets: { AlarmNames: ["errors"] },
  });
  await putTopic(engine);
}

async function putTopic(engine: Engine): Promise<void> {
  const key = (await engine.request("kms", "CreateKey", { Description: "alerts" })) as {
    readonly KeyMetadata: { readonly KeyId: string };
  };
  await engine.request("kms", "CreateAlias", { AliasName: "alias/alerts", TargetKeyId: key.KeyMetadata.KeyId });
  await engine.request("sns", "CreateTopic", { Name: "security", Tags: [{ Key: "team", Value: "soc" }] });
  await engine.request("sns", "SetTopicAttributes", {
    TopicArn: TOPIC_ARN,
    AttributeName: "KmsMasterKeyId",
    AttributeValue: "alias/alerts",
  });
  const queue = `arn:aws:sqs:${HOME}:${ACCOUNT}:pager`;
  await engine.request("sns", "Subscribe", { TopicArn: TOPIC_ARN, Protocol: "sqs", Endpoint: queue });
  await engine.request("sns", "Subscribe", { TopicArn: TOPIC_ARN, Protocol: "email", Endpoint: "soc@example.com" });
}
