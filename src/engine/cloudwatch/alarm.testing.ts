import { type TestEngine, testEngine } from "../logs/engine.testing.ts";
import type { AlarmRecord } from "../ports.ts";
import { describeAlarmHistory } from "./describe-alarm-history.ts";
import { type PutMetricAlarmInput, putMetricAlarm } from "./put-metric-alarm.ts";

export const REGION = "us-east-1";

/** A request for an alarm on the sum of the metric N/m. */
export function alarmInput(changes: Partial<PutMetricAlarmInput> = {}): PutMetricAlarmInput {
  return {
    AlarmName: "a",
    MetricName: "m",
    Namespace: "N",
    Statistic: "Sum",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
    ...changes,
  };
}

/** An engine with these alarms. */
export async function engineWithAlarms(...changes: readonly Partial<PutMetricAlarmInput>[]): Promise<TestEngine> {
  const test = testEngine();
  for (const change of changes) await test.run(putMetricAlarm, alarmInput(change));
  return test;
}

export async function storedAlarm({ engine }: TestEngine, name: string): Promise<AlarmRecord | undefined> {
  return engine.store.transaction((tx) => tx.getAlarm(REGION, name));
}

/** What an alarm's history says, oldest first. */
export async function historyOf({ run }: TestEngine, name: string): Promise<readonly string[]> {
  const { AlarmHistoryItems } = await run(describeAlarmHistory, { AlarmName: name, ScanBy: "TimestampAscending" });
  return AlarmHistoryItems.map((item) => item.HistorySummary);
}
