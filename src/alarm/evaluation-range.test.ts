import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluationSecond, nextEvaluation, slotStarts } from "./evaluation-range.ts";

function schedule(
  Period: number,
  EvaluationPeriods: number,
): { AlarmArn: string; Period: number; EvaluationPeriods: number } {
  return { AlarmArn: "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a", Period, EvaluationPeriods };
}

function times(starts: readonly number[]): readonly string[] {
  return starts.map((start) => new Date(start).toISOString().slice(11, 19));
}

const NOW = Date.parse("2026-08-19T08:14:49.319Z");

describe("slotStarts", () => {
  // The periods an operator saw in the history of an 8 x 900 s alarm (obs) are the eight newest of these.
  it("slides by the minute, not by the period", () => {
    expect(times(slotStarts(schedule(900, 8), NOW))).toEqual([
      "05:44:00",
      "05:59:00",
      "06:14:00",
      "06:29:00",
      "06:44:00",
      "06:59:00",
      "07:14:00",
      "07:29:00",
      "07:44:00",
      "07:59:00",
    ]);
  });

  it("leaves one period of slack below a minute", () => {
    const now = Date.parse("2026-09-14T05:47:38.775Z");
    expect(times(slotStarts(schedule(10, 3), now)).at(-1)).toBe("05:47:10");
    expect(slotStarts(schedule(10, 3), now)).toHaveLength(9);
  });

  it("ends at the full hour when the range is longer than a day", () => {
    expect(times(slotStarts(schedule(3600, 25), NOW)).at(-1)).toBe("07:00:00");
  });

  it("moves all periods by a minute when a minute passes", () => {
    const alarms = fc.record({
      Period: fc.integer({ min: 1, max: 60 }),
      EvaluationPeriods: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(alarms, fc.integer({ min: 0, max: 2 ** 41 }), ({ Period, EvaluationPeriods }, now) => {
        const alarm = schedule(Period * 60, EvaluationPeriods);
        fc.pre(alarm.Period * EvaluationPeriods <= 86_400);
        expect(slotStarts(alarm, now + 60_000)).toEqual(slotStarts(alarm, now).map((start) => start + 60_000));
      }),
    );
  });
});

describe("nextEvaluation", () => {
  it.each([
    [10, 3, 10_000],
    [60, 3, 60_000],
    [3600, 24, 60_000],
    [3600, 25, 3_600_000],
  ])("of %i s x %i comes every %i ms", (Period, EvaluationPeriods, interval) => {
    const alarm = schedule(Period, EvaluationPeriods);
    const first = nextEvaluation(alarm, NOW);
    expect(first).toBeGreaterThan(NOW);
    expect(first - NOW).toBeLessThanOrEqual(interval);
    expect(nextEvaluation(alarm, first) - first).toBe(interval);
  });

  it("falls on the alarm's own second of the minute", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 2 ** 41 }), (AlarmArn, after) => {
        const next = nextEvaluation({ AlarmArn, Period: 60, EvaluationPeriods: 1 }, after);
        expect(next).toBeGreaterThan(after);
        expect(new Date(next).getUTCSeconds()).toBe(evaluationSecond(AlarmArn));
      }),
    );
  });
});
