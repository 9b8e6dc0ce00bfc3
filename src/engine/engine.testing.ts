import { createEngine, type Engine } from "./create.ts";
import type { Ids } from "./ports.ts";

/** Ids that count, so that a run can be repeated to the letter. */
export function countingIds(): Ids {
  let next = 0;
  const count = () => {
    next += 1;
    return next;
  };
  return {
    uuid: () => `00000000-0000-4000-8000-${String(count()).padStart(12, "0")}`,
    hex: (length) => count().toString(16).padStart(length, "0").slice(-length),
    digest: (parts) => JSON.stringify([...parts]),
    sha256: (text) => text,
  };
}

export const START = Date.parse("2026-09-14T05:42:00Z");
export const GROUP = "CloudTrail/DefaultLogGroup";
const SCOPE = { account: "123456789012", region: "us-east-1" };
export const TOPIC = `arn:aws:sns:${SCOPE.region}:${SCOPE.account}:alerts`;

/** An engine in memory on a manual clock, with a log group, a stream and a topic that has an HTTP-less subscriber. */
export async function testEngine(): Promise<Engine> {
  const engine = await createEngine({ clock: "manual", clockStart: START, ids: countingIds() });
  await engine.request("logs", "CreateLogGroup", { logGroupName: GROUP });
  await engine.request("logs", "CreateLogStream", { logGroupName: GROUP, logStreamName: "s" });
  await engine.request("sns", "CreateTopic", { Name: "alerts" });
  return engine;
}

export async function putFilter(engine: Engine, pattern: string, transformation: object = {}): Promise<void> {
  await engine.request("logs", "PutMetricFilter", {
    logGroupName: GROUP,
    filterName: "f",
    filterPattern: pattern,
    metricTransformations: [{ metricName: "m", metricNamespace: "N", metricValue: "1", ...transformation }],
  });
}

export async function putAlarm(engine: Engine, changes: object = {}): Promise<void> {
  await engine.request("cloudwatch", "PutMetricAlarm", {
    AlarmName: "a",
    MetricName: "m",
    Namespace: "N",
    Statistic: "Sum",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
    AlarmActions: [TOPIC],
    ...changes,
  });
}

export async function putEvents(engine: Engine, messages: readonly string[], at = engine.now()): Promise<object> {
  const logEvents = messages.map((message) => ({ timestamp: at, message }));
  return engine.request("logs", "PutLogEvents", { logGroupName: GROUP, logStreamName: "s", logEvents });
}

interface Described {
  readonly StateValue: string;
  readonly StateReason: string;
}

/** The alarm "a" as DescribeAlarms gives it. */
export async function describeAlarm(engine: Engine): Promise<Described> {
  const answer = (await engine.request("cloudwatch", "DescribeAlarms", { AlarmNames: ["a"] })) as {
    MetricAlarms: readonly Described[];
  };
  const [alarm] = answer.MetricAlarms;
  if (alarm === undefined) throw new Error("the alarm is gone");
  return alarm;
}

/** State changes of the alarm "a", oldest first, as `OLD -> NEW at <ISO time>`. */
export async function stateChanges(engine: Engine): Promise<readonly string[]> {
  const answer = (await engine.request("cloudwatch", "DescribeAlarmHistory", {
    AlarmName: "a",
    HistoryItemType: "StateUpdate",
    ScanBy: "TimestampAscending",
  })) as { AlarmHistoryItems: readonly { HistorySummary: string; Timestamp: number }[] };
  return answer.AlarmHistoryItems.map(
    (item) => `${item.HistorySummary.replace("Alarm updated from ", "")} at ${new Date(item.Timestamp).toISOString()}`,
  );
}
