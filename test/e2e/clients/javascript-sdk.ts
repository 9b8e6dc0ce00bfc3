import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteMetricFilterCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  DescribeMetricFiltersCommand,
  DescribeQueriesCommand,
  FilterLogEventsCommand,
  PutLogEventsCommand,
  PutMetricFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateTopicCommand,
  DeleteTopicCommand,
  ListSMSSandboxPhoneNumbersCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTopicsCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from "@aws-sdk/core/protocols";
import { vi } from "vitest";
import { advance } from "./advance.ts";
import { type AlarmSeen, type Observations, type Stage, script } from "./scenario.ts";

/** What CloudWatch's client may speak: JSON unless told otherwise. */
const PROTOCOLS = {
  json: undefined,
  query: new AwsQueryProtocol({
    defaultNamespace: "com.amazonaws.cloudwatch",
    xmlNamespace: "http://monitoring.amazonaws.com/doc/2010-08-01/",
    version: "2010-08-01",
  }),
  cbor: new AwsSmithyRpcV2CborProtocol({ defaultNamespace: "com.amazonaws.cloudwatch", awsQueryCompatible: true }),
} as const;

/** The scenario through the AWS SDK for JavaScript, its CloudWatch client speaking one of its protocols. */
export async function playJavascriptSdk(
  protocolName: keyof typeof PROTOCOLS,
  { endpoint, subscriberUrl }: Stage,
): Promise<Observations> {
  const settings = {
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "not-a-secret" },
  };
  const logs = new CloudWatchLogsClient(settings);
  const sns = new SNSClient(settings);
  const protocol = PROTOCOLS[protocolName];
  const cloudwatch = new CloudWatchClient({ ...settings, ...(protocol === undefined ? {} : { protocol }) });
  const { group: logGroupName, stream: logStreamName, namespace: metricNamespace } = script;
  const group = { logGroupName };
  const AlarmName = script.alarm;

  await logs.send(new CreateLogGroupCommand(group));
  await logs.send(new CreateLogStreamCommand({ ...group, logStreamName }));
  for (const filter of script.filters) {
    const { name: filterName, pattern: filterPattern, metric: metricName, value: metricValue } = filter;
    const unit = "unit" in filter ? { unit: filter.unit } : {};
    const metricTransformations = [{ metricName, metricNamespace, metricValue, ...unit }];
    await logs.send(new PutMetricFilterCommand({ ...group, filterName, filterPattern, metricTransformations }));
  }
  const groups = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
  const described = groups.logGroups?.[0];
  const streams = await logs.send(new DescribeLogStreamsCommand(group));
  const filters = await logs.send(new DescribeMetricFiltersCommand(group));

  const { TopicArn: topicArn = "" } = await sns.send(new CreateTopicCommand({ Name: script.topic }));
  const TopicArn = topicArn;
  const subscribed = await sns.send(new SubscribeCommand({ TopicArn, Protocol: "http", Endpoint: subscriberUrl }));
  const subscriptions = await vi.waitFor(async () => {
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    if (!Subscriptions.every(({ SubscriptionArn }) => SubscriptionArn?.startsWith("arn:"))) throw new Error("pending");
    return Subscriptions;
  }, 20_000);

  const seeAlarm = async (): Promise<AlarmSeen> => {
    const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [AlarmName] }));
    const [alarm] = MetricAlarms;
    return {
      state: alarm?.StateValue ?? "",
      reason: alarm?.StateReason ?? "",
      threshold: alarm?.Threshold ?? Number.NaN,
      period: alarm?.Period ?? Number.NaN,
      actionsEnabled: alarm?.ActionsEnabled ?? false,
      actions: alarm?.AlarmActions ?? [],
    };
  };
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName,
      MetricName: script.filters[0].metric,
      Namespace: metricNamespace,
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 5,
      DatapointsToAlarm: 1,
      Threshold: 2,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      TreatMissingData: "notBreaching",
      AlarmActions: [TopicArn],
    }),
  );
  const alarmAtFirst = await seeAlarm();
  const logEvents = script.messages.map((message, index) => ({ timestamp: script.start + index, message }));
  await logs.send(new PutLogEventsCommand({ ...group, logStreamName, logEvents }));
  await advance(endpoint, script.minutes);
  const alarmThen = await seeAlarm();
  const history = await cloudwatch.send(new DescribeAlarmHistoryCommand({ AlarmName, ScanBy: "TimestampAscending" }));
  const statistics = await cloudwatch.send(
    new GetMetricStatisticsCommand({
      Namespace: metricNamespace,
      MetricName: script.filters[1].metric,
      StartTime: new Date(script.start),
      EndTime: new Date(script.start + 3_600_000),
      Period: 300,
      Statistics: ["Sum", "Average", "Maximum", "SampleCount"],
    }),
  );
  const found = await logs.send(new FilterLogEventsCommand({ ...group, filterPattern: script.wanted }));
  const set = { StateValue: "OK", StateReason: "set by hand" } as const;
  await cloudwatch.send(new SetAlarmStateCommand({ AlarmName, ...set }));
  const alarmWhenSet = await seeAlarm();

  const unknown = await refusal(() => logs.send(new DescribeQueriesCommand({})));
  const unknownOfSns = await refusal(() => sns.send(new ListSMSSandboxPhoneNumbersCommand({})));
  const badPattern = await refusal(() =>
    logs.send(
      new PutMetricFilterCommand({
        ...group,
        filterName: "bad",
        filterPattern: script.badPattern,
        metricTransformations: [{ metricName: "m", metricNamespace, metricValue: "1" }],
      }),
    ),
  );
  const missingGroup = await refusal(() => logs.send(new DescribeLogStreamsCommand({ logGroupName: "none" })));
  const missingAlarm = await refusal(() => cloudwatch.send(new SetAlarmStateCommand({ AlarmName: "none", ...set })));
  const missingTopic = await refusal(() =>
    sns.send(new PublishCommand({ TopicArn: `${TopicArn}-none`, Message: "hello" })),
  );

  await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [AlarmName] }));
  for (const { SubscriptionArn } of subscriptions) await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
  await sns.send(new DeleteTopicCommand({ TopicArn }));
  for (const { name } of script.filters) {
    await logs.send(new DeleteMetricFilterCommand({ ...group, filterName: name }));
  }
  await logs.send(new DeleteLogStreamCommand({ ...group, logStreamName }));
  await logs.send(new DeleteLogGroupCommand(group));
  const left = [
    (await logs.send(new DescribeLogGroupsCommand({}))).logGroups,
    (await logs.send(new DescribeMetricFiltersCommand({}))).metricFilters,
    (await cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms,
    (await sns.send(new ListTopicsCommand({}))).Topics,
    (await sns.send(new ListSubscriptionsCommand({}))).Subscriptions,
  ];
  for (const client of [logs, sns, cloudwatch]) client.destroy();

  return {
    logGroup: {
      name: described?.logGroupName ?? "",
      arn: described?.arn ?? "",
      created: described?.creationTime ?? Number.NaN,
      filters: described?.metricFilterCount ?? Number.NaN,
    },
    logStreams: (streams.logStreams ?? []).map((stream) => stream.logStreamName ?? ""),
    metricFilters: (filters.metricFilters ?? []).map(({ filterName, filterPattern, metricTransformations }) => ({
      name: filterName ?? "",
      pattern: filterPattern ?? "",
      metric: metricTransformations?.[0]?.metricName ?? "",
      value: metricTransformations?.[0]?.metricValue ?? "",
      unit: metricTransformations?.[0]?.unit ?? null,
    })),
    topicArn,
    subscriptionAtFirst: subscribed.SubscriptionArn ?? "",
    subscriptions: subscriptions.map(({ Protocol = "", TopicArn: of = "" }) => ({ protocol: Protocol, topicArn: of })),
    alarmAtFirst,
    alarmThen,
    history: (history.AlarmHistoryItems ?? []).map((item) => `${item.HistoryItemType}: ${item.HistorySummary}`),
    statistics: (statistics.Datapoints ?? []).map((datapoint) => ({
      at: datapoint.Timestamp?.getTime() ?? Number.NaN,
      sum: datapoint.Sum ?? Number.NaN,
      average: datapoint.Average ?? Number.NaN,
      maximum: datapoint.Maximum ?? Number.NaN,
      samples: datapoint.SampleCount ?? Number.NaN,
      unit: datapoint.Unit ?? "",
    })),
    events: (found.events ?? []).map((event) => ({
      stream: event.logStreamName ?? "",
      at: event.timestamp ?? Number.NaN,
      message: event.message ?? "",
    })),
    alarmWhenSet,
    left: left.map((list) => list?.length ?? 0),
    refusals: {
      "missing log group": missingGroup.code,
      "bad pattern": badPattern.code,
      "missing alarm": missingAlarm.code,
      "unknown operation": unknown.code,
      "unknown operation of SNS": unknownOfSns.code,
      "missing topic": missingTopic.code,
    },
    badPatternText: badPattern.text,
    unknownOperationText: unknown.text,
  };
}

async function refusal(call: () => Promise<unknown>): Promise<{ readonly code: string; readonly text: string }> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // The SDK names an error of SNS by its class, and keeps the code of the answer beside it.
    const code = "Code" in error && typeof error.Code === "string" ? error.Code : error.name;
    return { code, text: error.message };
  }
  throw new Error("this was to be refused");
}
