import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alarmArn, type SingleMetricAlarmConfiguration } from "../alarm/alarm.ts";
import { slotStarts } from "../alarm/evaluation-range.ts";
import { aggregate } from "../metric/period.ts";
import { emptyStatistics, singleSample } from "../metric/statistic-set.ts";
import { readStatistic } from "../metric/statistics.ts";
import { evaluationPlan, slotsOf } from "./slots.ts";

const NOW = Date.parse("2026-09-14T05:42:30Z");

function alarm(Period: number, EvaluationPeriods: number): SingleMetricAlarmConfiguration {
  return {
    AlarmName: "a",
    AlarmArn: alarmArn("us-east-1", "123456789012", "a"),
    AlarmConfigurationUpdatedTimestamp: NOW,
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    Namespace: "N",
    MetricName: "m",
    Dimensions: [],
    Statistic: "Average",
    Period,
    EvaluationPeriods,
    Threshold: 1,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
  };
}

describe("the periods of an alarm", () => {
  it("have the values that a query of the same periods gives", () => {
    const sample = fc.record({ seconds: fc.integer({ min: -4000, max: 600 }), value: fc.option(fc.integer()) });
    const samples = fc.uniqueArray(sample, { selector: ({ seconds }) => seconds, maxLength: 20 });
    fc.assert(
      fc.property(samples, fc.constantFrom(10, 60, 300), fc.integer({ min: 1, max: 5 }), (found, period, count) => {
        const buckets = found
          .toSorted((a, b) => a.seconds - b.seconds)
          .map(({ seconds, value }) => ({
            start: NOW + seconds * 1000,
            statistics: value === null ? emptyStatistics() : singleSample(value),
            evidence: [],
          }));
        const plan = evaluationPlan(alarm(period, count));
        const starts = slotStarts(plan.schedule, NOW);
        const end = (starts.at(-1) ?? 0) + period * 1000;
        const datapoints = aggregate(buckets, starts[0] ?? 0, period, end);
        const queried = datapoints.map(({ timestamp, statistics }) => ({
          start: timestamp,
          value: readStatistic(statistics, "Average"),
          sampleCount: statistics.sampleCount,
        }));
        const slots = slotsOf(plan, starts, [buckets]);
        expect(slots.map(({ start }) => start)).toEqual(starts);
        expect(slots.filter(({ value }) => value !== undefined)).toEqual(queried);
      }),
    );
  });
});
