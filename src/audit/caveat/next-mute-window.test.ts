import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MuteTimes, muteWindowAt } from "../../alarm/mute/mute-rule.ts";
import { nextMuteWindow } from "./next-mute-window.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOON = Date.parse("2026-09-14T12:00:20Z");

interface More {
  readonly Timezone?: string;
  readonly StartDate?: number;
  readonly ExpireDate?: number;
}

function rule(Expression: string, Duration: string, { Timezone = "UTC", ...dates }: More = {}): MuteTimes {
  return { Rule: { Schedule: { Expression, Duration, Timezone } }, ...dates };
}

function next(times: MuteTimes): string | undefined {
  const window = nextMuteWindow(times, NOON, NOON + 400 * DAY);
  return window && `${new Date(window.start).toISOString()} ${(window.end - window.start) / MINUTE}`;
}

describe("the next window of a mute rule", () => {
  it.each([
    ["the day after", rule("cron(0 2 * * *)", "PT4H"), "2026-09-15T02:00:00.000Z 240"],
    ["the same day", rule("cron(0 14 * * *)", "PT4H"), "2026-09-14T14:00:00.000Z 240"],
    [
      "by the clocks of its time zone",
      rule("cron(0 9 * * *)", "PT1H", { Timezone: "America/New_York" }),
      "2026-09-14T13:00:00.000Z 60",
    ],
    ["on one day of the year", rule("cron(0 0 25 DEC *)", "P1D"), "2026-12-25T00:00:00.000Z 1440"],
    ["once", rule("at(2026-10-01T00:00)", "PT1M"), "2026-10-01T00:00:00.000Z 1"],
    [
      "the rest of one that its start date cuts",
      rule("cron(0 2 * * *)", "PT4H", { StartDate: Date.parse("2026-09-16T05:00Z") }),
      "2026-09-16T05:00:00.000Z 60",
    ],
    [
      "until it expires",
      rule("cron(0 2 * * *)", "PT4H", { ExpireDate: Date.parse("2026-09-15T03:00Z") }),
      "2026-09-15T02:00:00.000Z 60",
    ],
    ["one that it lies in", rule("cron(0 12 * * *)", "PT1H"), "2026-09-14T12:00:00.000Z 60"],
    ["none: it was once", rule("at(2026-09-14T11:00)", "PT1H"), undefined],
    [
      "none: it expires before",
      rule("cron(0 2 * * *)", "PT4H", { ExpireDate: Date.parse("2026-09-15T02:00Z") }),
      undefined,
    ],
    ["none within that time", rule("at(2028-01-01T00:00)", "PT1H"), undefined],
    ["none ever", rule("cron(0 0 30 FEB *)", "PT1H"), undefined],
  ])("%s", (_, times, expected) => {
    expect(next(times)).toBe(expected);
  });

  it("is the first of all minutes in which the rule mutes", () => {
    const expressions = fc.constantFrom(
      "cron(30 2 * * *)",
      "cron(0 18 * * FRI)",
      "cron(15,45 0-3 1 * SUN)",
      "cron(30 1 * * *)",
    );
    const zones = fc.constantFrom("UTC", "America/New_York", "Australia/Lord_Howe");
    const minutes = fc.integer({
      min: Date.parse("2026-10-20T00:00Z") / MINUTE,
      max: Date.parse("2026-11-05T00:00Z") / MINUTE,
    });
    fc.assert(
      fc.property(
        expressions,
        zones,
        minutes,
        fc.integer({ min: 1, max: 300 }),
        (expression, Timezone, minute, length) => {
          const times = rule(expression, `PT${length}M`, { Timezone });
          const from = minute * MINUTE;
          const to = from + DAY / 6;
          let first = from;
          while (first < to && muteWindowAt(times, first) === undefined) first += MINUTE;
          const expected = first < to ? muteWindowAt(times, first) : undefined;
          expect(nextMuteWindow(times, from, to)).toEqual(expected);
        },
      ),
      { numRuns: 20 },
    );
  });
});
