import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { vi } from "vitest";
import { advance } from "./advance.ts";
import { type AlarmSeen, type Observations, type Stage, script } from "./scenario.ts";

const run = promisify(execFile);

/** The scenario through an AWS CLI, by its program. */
export async function playAwsCli(program: string, { endpoint, subscriberUrl }: Stage): Promise<Observations> {
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
    AWS_SECRET_ACCESS_KEY: "not-a-secret",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_PAGER: "",
    // So that no command waits and asks again for what is refused for good.
    AWS_MAX_ATTEMPTS: "1",
  };
  /** Runs a command; gives what it printed, by the given JMESPath expression. */
  const aws = async <Shape>(command: string, args: readonly string[] = [], query = "@"): Promise<Shape> => {
    // By option: older ones know no variable for it.
    const words = ["--endpoint-url", endpoint, ...command.split(" "), ...args, "--output", "json", "--query", query];
    const { stdout } = await run(program, words, { env });
    return (stdout.trim() === "" ? undefined : JSON.parse(stdout)) as Shape;
  };
  const refusal = async (command: string, args: readonly string[]) => {
    try {
      await aws(command, args);
    } catch (error) {
      const text = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
      const [, code = "", message = ""] =
        /An error occurred \((\w+)\) when calling the \w+ operation(?: \(reached max retries: \d+\))?: ([^]*)$/.exec(
          text,
        ) ?? [];
      return { code, text: message.trimEnd() };
    }
    throw new Error(`this was to be refused: ${command}`);
  };
  const seeAlarm = async () => {
    const fields =
      "state: StateValue, reason: StateReason, threshold: Threshold, period: Period, actionsEnabled: ActionsEnabled, actions: AlarmActions";
    return aws<AlarmSeen>("cloudwatch describe-alarms --alarm-names", [script.alarm], `MetricAlarms[0].{${fields}}`);
  };
  const group = ["--log-group-name", script.group];
  const transformation = (filter: { readonly metric: string; readonly value: string; readonly unit?: string }) =>
    `metricName=${filter.metric},metricNamespace=${script.namespace},metricValue=${filter.value}${filter.unit === undefined ? "" : `,unit=${filter.unit}`}`;
  const filterArgs = (name: string, pattern: string) => [...group, "--filter-name", name, "--filter-pattern", pattern];

  await aws("logs create-log-group", group);
  await aws("logs create-log-stream", [...group, "--log-stream-name", script.stream]);
  for (const filter of script.filters) {
    const args = [...filterArgs(filter.name, filter.pattern), "--metric-transformations", transformation(filter)];
    await aws("logs put-metric-filter", args);
  }
  const logGroup = await aws<Observations["logGroup"]>(
    "logs describe-log-groups --log-group-name-prefix",
    [script.group],
    "logGroups[0].{name: logGroupName, arn: arn, created: creationTime, filters: metricFilterCount}",
  );
  const logStreams = await aws<readonly string[]>("logs describe-log-streams", group, "logStreams[].logStreamName");
  const metricFilters = await aws<Observations["metricFilters"]>(
    "logs describe-metric-filters",
    group,
    "metricFilters[].{name: filterName, pattern: filterPattern, metric: metricTransformations[0].metricName, value: metricTransformations[0].metricValue, unit: metricTransformations[0].unit}",
  );

  const topicArn = await aws<string>("sns create-topic --name", [script.topic], "TopicArn");
  const topic = ["--topic-arn", topicArn];
  const subscriptionAtFirst = await aws<string>(
    "sns subscribe --protocol http --notification-endpoint",
    [subscriberUrl, ...topic],
    "SubscriptionArn",
  );
  const subscriptionArns = await vi.waitFor(async () => {
    const arns = await aws<readonly string[]>(
      "sns list-subscriptions-by-topic",
      topic,
      "Subscriptions[].SubscriptionArn",
    );
    if (!arns.every((arn) => arn.startsWith("arn:"))) throw new Error("pending");
    return arns;
  }, 20_000);
  const subscriptions = await aws<Observations["subscriptions"]>(
    "sns list-subscriptions-by-topic",
    topic,
    "Subscriptions[].{protocol: Protocol, topicArn: TopicArn}",
  );

  await aws("cloudwatch put-metric-alarm --alarm-name", [
    script.alarm,
    ...`--metric-name ${script.filters[0].metric} --namespace ${script.namespace} --statistic Sum --period 60`.split(
      " ",
    ),
    ..."--evaluation-periods 5 --datapoints-to-alarm 1 --threshold 2 --treat-missing-data notBreaching".split(" "),
    ...`--comparison-operator GreaterThanOrEqualToThreshold --alarm-actions ${topicArn}`.split(" "),
  ]);
  const alarmAtFirst = await seeAlarm();
  const events = script.messages.map((message, index) => ({ timestamp: script.start + index, message }));
  const stream = ["--log-stream-name", script.stream];
  await aws("logs put-log-events", [...group, ...stream, "--log-events", JSON.stringify(events)]);
  await advance(endpoint, script.minutes);
  const alarmThen = await seeAlarm();
  const history = await aws<readonly string[]>(
    "cloudwatch describe-alarm-history --scan-by TimestampAscending --alarm-name",
    [script.alarm],
    "AlarmHistoryItems[].join(': ', [HistoryItemType, HistorySummary])",
  );
  const statistics = await aws<Observations["statistics"]>(
    "cloudwatch get-metric-statistics --statistics Sum Average Maximum SampleCount --period 300",
    [
      ...`--namespace ${script.namespace} --metric-name ${script.filters[1].metric}`.split(" "),
      ...`--start-time ${isoTime(script.start)} --end-time ${isoTime(script.start + 3_600_000)}`.split(" "),
    ],
    "Datapoints[].{at: Timestamp, sum: Sum, average: Average, maximum: Maximum, samples: SampleCount, unit: Unit}",
  );
  const found = await aws<Observations["events"]>(
    "logs filter-log-events",
    [...group, "--filter-pattern", script.wanted],
    "events[].{stream: logStreamName, at: timestamp, message: message}",
  );
  const setState = ["--state-value", "OK", "--state-reason", "set by hand"];
  await aws("cloudwatch set-alarm-state --alarm-name", [script.alarm, ...setState]);
  const alarmWhenSet = await seeAlarm();

  const unknown = await refusal("logs describe-queries", []);
  const unknownOfSns = await refusal("sns list-sms-sandbox-phone-numbers", []);
  const badPattern = await refusal("logs put-metric-filter", [
    ...filterArgs("bad", script.badPattern),
    "--metric-transformations",
    transformation({ metric: "m", value: "1" }),
  ]);
  const missingGroup = await refusal("logs describe-log-streams --log-group-name", ["none"]);
  const missingAlarm = await refusal("cloudwatch set-alarm-state --alarm-name", ["none", ...setState]);
  const missingTopic = await refusal("sns publish --message hello --topic-arn", [`${topicArn}-none`]);

  await aws("cloudwatch delete-alarms --alarm-names", [script.alarm]);
  for (const arn of subscriptionArns) await aws("sns unsubscribe --subscription-arn", [arn]);
  await aws("sns delete-topic", topic);
  for (const { name } of script.filters) await aws("logs delete-metric-filter", [...group, "--filter-name", name]);
  await aws("logs delete-log-stream", [...group, ...stream]);
  await aws("logs delete-log-group", group);
  const left = [
    await aws<number>("logs describe-log-groups", [], "length(logGroups)"),
    await aws<number>("logs describe-metric-filters", [], "length(metricFilters)"),
    await aws<number>("cloudwatch describe-alarms", [], "length(MetricAlarms)"),
    await aws<number>("sns list-topics", [], "length(Topics)"),
    await aws<number>("sns list-subscriptions", [], "length(Subscriptions)"),
  ];

  return {
    logGroup,
    logStreams,
    metricFilters,
    topicArn,
    subscriptionAtFirst,
    subscriptions,
    alarmAtFirst,
    alarmThen,
    history,
    // The CLI prints times as the protocol has them: seconds.
    statistics: statistics.map((datapoint) => ({ ...datapoint, at: milliseconds(datapoint.at) })),
    events: found,
    alarmWhenSet,
    left,
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

function isoTime(time: number): string {
  return new Date(time).toISOString();
}

/** A time of the query protocol or of JSON: the one is printed as ISO text, the other as seconds. */
function milliseconds(time: number | string): number {
  return typeof time === "number" ? time * 1000 : Date.parse(time);
}
