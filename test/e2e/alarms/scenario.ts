import type { PutCompositeAlarmCommandInput, PutMetricAlarmCommandInput } from "@aws-sdk/client-cloudwatch";

/** What every client is to see. */
export interface Observations {
  readonly states: readonly string[];
  readonly suppressedBy: string;
  readonly queries: readonly string[];
  /** Oldest first. */
  readonly history: readonly string[];
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  readonly parents: readonly string[];
  /** What is said to the deletion of an alarm that another mentions. */
  readonly refusal: string;
  readonly left: number;
}

const metric = (Id: string, MetricName: string) => ({
  Id,
  MetricStat: { Metric: { Namespace: "Shop", MetricName }, Period: 60, Stat: "Sum" },
  ReturnData: false,
});

export const math: PutMetricAlarmCommandInput = {
  AlarmName: "rate",
  Metrics: [metric("errors", "Errors"), metric("all", "Requests"), { Id: "rate", Expression: "100 * errors / all" }],
  EvaluationPeriods: 1,
  Threshold: 5,
  ComparisonOperator: "GreaterThanThreshold",
};

export const composite: PutCompositeAlarmCommandInput = {
  AlarmName: "page",
  AlarmRule: 'ALARM("rate") AND NOT FALSE',
  Tags: [{ Key: "team", Value: "blue" }],
  ActionsSuppressor: "rate",
  ActionsSuppressorWaitPeriod: 60,
  ActionsSuppressorExtensionPeriod: 60,
};

export const expected: Observations = {
  states: ["OK", "ALARM"],
  suppressedBy: "Alarm",
  queries: ["errors", "all", "rate"],
  history: ['Alarm "page" created', "Alarm updated from INSUFFICIENT_DATA to OK", "Alarm updated from OK to ALARM"],
  tags: [{ Key: "tier", Value: "1" }],
  parents: ["page"],
  refusal: "Cannot delete rate as there are composite alarm(s) depending on it.",
  left: 0,
};
