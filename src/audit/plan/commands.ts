import { ADDRESS, type Addition, ALARM, type FilterToAdd, type TopicToUse } from "./addition.ts";
import { shellOption } from "./shell.ts";

/**
 * An addition as commands of the AWS CLI for a POSIX shell, in the order in which they must run. Topics and subscriptions
 * that are there already stay as they are when the commands run again.
 *
 * @example
 * commandsFor(addition)[0]; // "aws sns create-topic --region us-east-1 --name tocsin-low-priority"
 */
export function commandsFor(addition: Addition): readonly string[] {
  const { topics, filters } = addition;
  return [
    ...topics.flatMap((topic) => topicCommands(addition, topic)),
    ...filters.flatMap((filter) => [
      ...(filter.existing === true ? [] : [filterCommand(addition, filter)]),
      alarmCommand(addition, filter),
    ]),
  ];
}

function topicCommands({ region }: Addition, { topicArn, use, isNew, subscribes }: TopicToUse): readonly string[] {
  const name = topicArn.split(":").at(-1) ?? "";
  return [
    ...(isNew ? [command("sns create-topic", { region, name })] : []),
    ...(subscribes
      ? [
          `${command("sns subscribe", { region, "topic-arn": topicArn, protocol: "email" })} --notification-endpoint "${ADDRESS[use]}"`,
        ]
      : []),
  ];
}

function filterCommand({ region, logGroupName }: Addition, filter: FilterToAdd): string {
  const { filterName, filterPattern, metricName, metricNamespace } = filter;
  return command("logs put-metric-filter", {
    region,
    "log-group-name": logGroupName,
    "filter-name": filterName,
    "filter-pattern": filterPattern,
    "metric-transformations": `metricName=${metricName},metricNamespace=${metricNamespace},metricValue=1`,
  });
}

function alarmCommand({ region }: Addition, { alarmName, metricName, metricNamespace, topicArn }: FilterToAdd): string {
  return command("cloudwatch put-metric-alarm", {
    region,
    "alarm-name": alarmName,
    namespace: metricNamespace,
    "metric-name": metricName,
    statistic: ALARM.Statistic,
    period: String(ALARM.Period),
    "evaluation-periods": String(ALARM.EvaluationPeriods),
    threshold: String(ALARM.Threshold),
    "comparison-operator": ALARM.ComparisonOperator,
    "treat-missing-data": ALARM.TreatMissingData,
    "alarm-actions": topicArn,
  });
}

function command(operation: string, options: Readonly<Record<string, string>>): string {
  return [`aws ${operation}`, ...Object.entries(options).map(([name, value]) => shellOption(name, value))].join(" ");
}
