import { type MetricFilterMatchRecord, testMetricFilter as testPattern } from "../../pattern/test-metric-filter.ts";
import type { Operation } from "../context.ts";
import { refusedPattern } from "./filter-pattern.ts";

export interface TestMetricFilterInput {
  readonly filterPattern: string;
  readonly logEventMessages: readonly string[];
}

export interface TestMetricFilterOutput {
  readonly matches: readonly MetricFilterMatchRecord[];
}

/** TestMetricFilter: tells the messages that match, and of a delimited pattern the values of its fields. */
export const testMetricFilter: Operation<TestMetricFilterInput, TestMetricFilterOutput> = async (
  _engine,
  _call,
  { filterPattern, logEventMessages },
) => {
  const tested = testPattern(filterPattern, logEventMessages);
  if (!tested.ok) throw refusedPattern(filterPattern, tested.diagnostics, "TestMetricFilter");
  return { matches: tested.matches };
};
