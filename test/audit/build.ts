import { CreateTrailCommand, PutEventSelectorsCommand, StartLoggingCommand } from "@aws-sdk/client-cloudtrail";
import { PutCompositeAlarmCommand, PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { CreateLogGroupCommand, PutMetricFilterCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateTopicCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import type { Control } from "../../src/controls/control.ts";
import type { Chain, Parts, SubscriptionPart } from "./chain.ts";
import { ACCOUNT, HOME, type Region, type Rig } from "./rig.ts";

export const LOG_GROUP = "CloudTrail/logs";
export const TRAIL = "trail";
export const NAMESPACE = "LogMetrics";
export const METRIC = "Alerts";
export const ALARM = "alerts";
export const ADDRESS = "oncall@example.com";

export const topicArnIn = (region: Region): string => `arn:aws:sns:${region}:${ACCOUNT}:alerts`;
export const TOPIC_ARN = topicArnIn(HOME);

/** Builds a chain with the calls that people make, in their order. */
export async function build(rig: Rig, { parts, afterwards }: Chain, control: Control): Promise<void> {
  const { region = HOME } = parts;
  await buildTrail(rig, parts, region);
  await buildFilters(rig, parts, control, region);
  const { topics, alarms } = rig.clients[region];
  const TopicArn = topicArnIn(region);
  await topics.send(new CreateTopicCommand({ Name: "alerts", Attributes: parts.topic }));
  for (const subscription of parts.subscriptions ?? [{}]) await subscribe(rig, region, TopicArn, subscription);
  for (const other of parts.otherAlarms ?? [])
    await alarms.send(new PutMetricAlarmCommand({ ...soundAlarm(TopicArn), ...other }));
  if (parts.alarm !== false) await alarms.send(new PutMetricAlarmCommand({ ...soundAlarm(TopicArn), ...parts.alarm }));
  if (parts.composite !== undefined)
    await alarms.send(
      new PutCompositeAlarmCommand({
        AlarmName: "parent",
        AlarmRule: `ALARM(${ALARM})`,
        AlarmActions: [TopicArn],
        ...parts.composite,
      }),
    );
  await afterwards?.(rig);
}

async function buildTrail(rig: Rig, parts: Parts, region: Region): Promise<void> {
  const { trails, logs } = rig.clients[region];
  const logGroupName = parts.logGroup?.logGroupName ?? LOG_GROUP;
  await logs.send(new CreateLogGroupCommand({ ...parts.logGroup, logGroupName }));
  if (parts.trail === false) return;
  const Name = parts.trail?.Name ?? TRAIL;
  await trails.send(
    new CreateTrailCommand({
      Name,
      S3BucketName: "trail-logs",
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      CloudWatchLogsLogGroupArn: `arn:aws:logs:${region}:${ACCOUNT}:log-group:${logGroupName}:*`,
      CloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/trail-to-logs`,
      ...parts.trail,
    }),
  );
  if (parts.selectors !== undefined)
    await trails.send(new PutEventSelectorsCommand({ TrailName: Name, ...parts.selectors }));
  if (parts.isLogging !== false) await trails.send(new StartLoggingCommand({ Name }));
}

async function buildFilters(rig: Rig, parts: Parts, control: Control, region: Region): Promise<void> {
  const recommended = control.recommended.map(({ filterName, filterPattern }) => ({
    filterName,
    filterPattern,
  }));
  for (const [index, filter] of (parts.filters ?? recommended).entries())
    await rig.clients[region].logs.send(
      new PutMetricFilterCommand({
        logGroupName: parts.logGroup?.logGroupName ?? LOG_GROUP,
        filterName: `filter-${index}`,
        filterPattern: "",
        metricTransformations: [
          { metricNamespace: NAMESPACE, metricName: METRIC, metricValue: "1", ...parts.transformation },
        ],
        ...filter,
      }),
    );
}

async function subscribe(
  rig: Rig,
  region: Region,
  TopicArn: string,
  { Protocol = "email", Endpoint = ADDRESS, Attributes, isConfirmed = true }: SubscriptionPart,
): Promise<void> {
  const endpoint = Protocol === "http" ? rig.httpEndpoint : Endpoint;
  await rig.clients[region].topics.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint: endpoint, Attributes }));
  if (!isConfirmed) return;
  if (Protocol === "http") await rig.confirmedByHttp(region, TopicArn);
  else await rig.confirmByMail(region, endpoint);
}

/** An alarm as the AWS guides make it. */
export function soundAlarm(TopicArn: string): NonNullable<ConstructorParameters<typeof PutMetricAlarmCommand>[0]> {
  return {
    AlarmName: ALARM,
    Namespace: NAMESPACE,
    MetricName: METRIC,
    Statistic: "Sum",
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
    TreatMissingData: "notBreaching",
    AlarmActions: [TopicArn],
  };
}

/** An alarm that others refer to. */
export const MAINTENANCE = {
  AlarmName: "maintenance",
  Namespace: "Operations",
  MetricName: "Maintenance",
  AlarmActions: [],
};
