import { describe, expect, it } from "vitest";
import { alarmWith, stateOf } from "./alarm.testing.ts";
import { initialState, type MetricAlarmConfiguration, type StateValue } from "./alarm.ts";
import { type Evaluation, evaluateAlarm, type Slot } from "./evaluate.ts";
import { scheduleOf, slotStarts } from "./evaluation-range.ts";

// Alarms, samples and results of radkawar/stackd testdata/aws/cloudwatch/alarm_evaluation.json (recorded on AWS).
const recorded = alarmWith({
  Statistic: "Average",
  Unit: "Count",
  Period: 10,
  EvaluationPeriods: 3,
  DatapointsToAlarm: 3,
  Threshold: 50,
  ComparisonOperator: "GreaterThanThreshold",
  TreatMissingData: "missing",
});

function at(time: string): number {
  return Date.parse(`2026-09-14T${time}Z`);
}

function slotsAt(alarm: MetricAlarmConfiguration, now: number, samples: Readonly<Record<string, number>>): Slot[] {
  const values = new Map(Object.entries(samples).map(([time, value]) => [at(time), value]));
  return slotStarts(scheduleOf(alarm), now).map((start) => {
    const value = values.get(start);
    return value === undefined ? { start } : { start, value, sampleCount: 1 };
  });
}

function evaluateAt(
  alarm: MetricAlarmConfiguration,
  from: StateValue,
  time: string,
  samples: Readonly<Record<string, number>>,
): Evaluation {
  const now = at(time);
  return evaluateAlarm({ alarm, slots: slotsAt(alarm, now, samples), state: stateOf(from), now });
}

function transitionAt(...args: Parameters<typeof evaluateAt>): { reason: string; data: unknown; value: StateValue } {
  const evaluation = evaluateAt(...args);
  if (evaluation.kind === "unchanged") throw new Error("the state did not change");
  const { StateValue, StateReason, StateReasonData = "" } = evaluation.state;
  return { value: StateValue, reason: StateReason, data: JSON.parse(StateReasonData) };
}

describe("evaluateAlarm", () => {
  it("reports a lone breach that has grown old enough, with the missing periods that make up the number", () => {
    expect(transitionAt(recorded, "INSUFFICIENT_DATA", "05:47:38.775", { "05:46:50": 100 })).toEqual({
      value: "ALARM",
      reason:
        "Threshold Crossed: 1 out of the last 3 datapoints [100.0 (14/09/26 05:46:50)] was greater than the threshold (50.0) (minimum 3 datapoints for OK -> ALARM transition).",
      data: {
        version: "1.0",
        queryDate: "2026-09-14T05:47:38.775+0000",
        startDate: "2026-09-14T05:46:50.000+0000",
        unit: "Count",
        statistic: "Average",
        period: 10,
        recentDatapoints: [100],
        threshold: 50,
        evaluatedDatapoints: [
          { timestamp: "2026-09-14T05:47:10.000+0000" },
          { timestamp: "2026-09-14T05:47:00.000+0000" },
          { timestamp: "2026-09-14T05:46:50.000+0000", sampleCount: 1, value: 100 },
        ],
      },
    });
  });

  it("writes reason data with doubles, in the order of AWS", () => {
    const evaluation = evaluateAt(recorded, "OK", "05:52:48.775", { "05:51:10": 100, "05:51:30": 100 });
    expect(evaluation).toMatchObject({
      kind: "transition",
      state: {
        StateReasonData:
          '{"version":"1.0","queryDate":"2026-09-14T05:52:48.775+0000","startDate":"2026-09-14T05:51:10.000+0000","unit":"Count","statistic":"Average","period":10,"recentDatapoints":[100.0,null,100.0],"threshold":50.0,"evaluatedDatapoints":[{"timestamp":"2026-09-14T05:52:20.000+0000"},{"timestamp":"2026-09-14T05:51:30.000+0000","sampleCount":1.0,"value":100.0},{"timestamp":"2026-09-14T05:51:10.000+0000","sampleCount":1.0,"value":100.0}]}',
      },
    });
  });

  it("says which missing periods counted as breaching", () => {
    const alarm = { ...recorded, TreatMissingData: "breaching" } as const;
    expect(transitionAt(alarm, "OK", "05:52:44.472", { "05:51:10": 100, "05:51:30": 100 }).reason).toBe(
      "Threshold Crossed: 2 out of the last 3 datapoints [100.0 (14/09/26 05:51:30), 100.0 (14/09/26 05:51:10)] were greater than the threshold (50.0) and 1 missing datapoint was treated as [Breaching] (minimum 3 datapoints for OK -> ALARM transition).",
    );
    expect(transitionAt(alarm, "ALARM", "05:54:34.473", { "05:54:10": 0 }).reason).toBe(
      "Threshold Crossed: 1 out of the last 3 datapoints [0.0 (14/09/26 05:54:10)] was not greater than the threshold (50.0) and 2 missing datapoints were treated as [Breaching] (minimum 1 datapoint for ALARM -> OK transition).",
    );
    expect(transitionAt(alarm, "OK", "05:56:04.474", {})).toMatchObject({
      reason:
        "Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints were treated as [Breaching].",
      data: { recentDatapoints: [], evaluatedDatapoints: [{}, {}, {}] },
    });
  });

  it("reports an OK that two datapoints are needed for as one datapoint and one missing period", () => {
    const alarm = { ...recorded, DatapointsToAlarm: 2 };
    expect(transitionAt(alarm, "ALARM", "05:44:17.553", { "05:42:30": 0, "05:42:40": 100 })).toMatchObject({
      reason:
        "Threshold Crossed: 1 out of the last 3 datapoints [0.0 (14/09/26 05:42:30)] was not greater than the threshold (50.0) (minimum 2 datapoints for ALARM -> OK transition).",
      data: {
        startDate: "2026-09-14T05:42:30.000+0000",
        recentDatapoints: [0, 100],
        evaluatedDatapoints: [
          { timestamp: "2026-09-14T05:43:50.000+0000" },
          { timestamp: "2026-09-14T05:42:30.000+0000", value: 0 },
        ],
      },
    });
  });

  it("starts the recent datapoints at the oldest considered one", () => {
    const alarm = { ...recorded, DatapointsToAlarm: 2 };
    const samples = { "05:50:50": 0, "05:51:10": 100, "05:51:30": 100 };
    expect(transitionAt(alarm, "INSUFFICIENT_DATA", "05:51:57.551", samples)).toMatchObject({
      value: "ALARM",
      data: {
        startDate: "2026-09-14T05:50:50.000+0000",
        recentDatapoints: [0, null, 100, null, 100],
        evaluatedDatapoints: [
          { timestamp: "2026-09-14T05:51:30.000+0000" },
          { timestamp: "2026-09-14T05:51:10.000+0000" },
        ],
      },
    });
  });

  it("is unknown once the last datapoint has left the range", () => {
    expect(transitionAt(recorded, "ALARM", "05:48:48.774", { "05:46:50": 100 })).toMatchObject({
      value: "INSUFFICIENT_DATA",
      reason: "Insufficient Data: 3 datapoints were unknown.",
      data: { recentDatapoints: [], evaluatedDatapoints: [{}, {}, {}] },
    });
  });

  it("keeps the state of a new alarm without data, and its reason", () => {
    const now = at("05:42:00");
    const slots = slotsAt(recorded, now, {});
    expect(evaluateAlarm({ alarm: recorded, slots, state: initialState(0), now })).toEqual({ kind: "unchanged" });
  });

  it("ignores missing data of DynamoDB whatever the alarm says", () => {
    const alarm = { ...recorded, Namespace: "AWS/DynamoDB", TreatMissingData: "breaching" } as const;
    expect(evaluateAt(alarm, "OK", "05:48:48.774", {})).toEqual({ kind: "unchanged" });
  });

  it("names the periods that decided, newest first", () => {
    const evaluation = evaluateAt(recorded, "OK", "05:43:00", { "05:42:20": 99, "05:42:30": 98, "05:42:40": 97 });
    expect(evaluation).toMatchObject({
      decidedBy: [
        { start: at("05:42:40"), value: 97, sampleCount: 1 },
        { start: at("05:42:30"), value: 98, sampleCount: 1 },
        { start: at("05:42:20"), value: 99, sampleCount: 1 },
      ],
    });
  });

  describe("with a percentile and too few samples", () => {
    const { Statistic: _, ...withoutStatistic } = recorded;
    const percentile = {
      ...withoutStatistic,
      ExtendedStatistic: "p90",
      EvaluateLowSampleCountPercentile: "ignore",
      EvaluationPeriods: 1,
      DatapointsToAlarm: 1,
    } as const;

    it.each([
      [99, "unchanged"],
      [100, "transition"],
    ])("p90 of %i samples leaves the alarm %s", (sampleCount, kind) => {
      const slots = [{ start: 0, value: 100, sampleCount }];
      expect(evaluateAlarm({ alarm: percentile, slots, state: stateOf("OK"), now: 0 }).kind).toBe(kind);
    });

    it.each([
      ["p99.9", 9999, "unchanged"],
      ["p99.9", 10_000, "transition"],
      ["p10", 99, "unchanged"],
      ["p10", 100, "transition"],
      ["p100", 1, "transition"],
    ])("%s of %i samples leaves the alarm %s", (ExtendedStatistic, sampleCount, kind) => {
      const alarm = { ...percentile, ExtendedStatistic };
      const slots = [{ start: 0, value: 100, sampleCount }];
      expect(evaluateAlarm({ alarm, slots, state: stateOf("OK"), now: 0 }).kind).toBe(kind);
    });

    it("evaluates all the same unless told to ignore", () => {
      const alarm = { ...percentile, EvaluateLowSampleCountPercentile: "evaluate" } as const;
      const slots = [{ start: 0, value: 100, sampleCount: 1 }];
      expect(evaluateAlarm({ alarm, slots, state: stateOf("OK"), now: 0 }).kind).toBe("transition");
    });
  });
});
