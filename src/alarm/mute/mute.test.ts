import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { muteDuration } from "./duration.ts";
import { type MuteTimes, muteRuleStatus, muteType, muteWindowAt } from "./mute-rule.ts";
import { addMutedChange } from "./muted-change.ts";
import { parseScheduleExpression } from "./schedule-expression.ts";
import { checkMuteRule } from "./validate.ts";

const at = (iso: string) => Date.parse(iso);

function rule(Expression: string, Duration: string, more: Partial<MuteTimes> & { readonly zone?: string } = {}) {
  const { zone, ...times } = more;
  const Schedule = { Expression, Duration, ...(zone === undefined ? {} : { Timezone: zone }) };
  return { Rule: { Schedule }, ...times };
}

function windowAt(times: MuteTimes, iso: string): readonly [string, string] | undefined {
  const window = muteWindowAt(times, at(iso));
  return window && [new Date(window.start).toISOString(), new Date(window.end).toISOString()];
}

describe("a mute window", () => {
  it("begins with its expression and ends just before its duration has passed", () => {
    const nightly = rule("cron(0 2 * * *)", "PT4H");
    expect(windowAt(nightly, "2026-09-14T01:59:59.999Z")).toBeUndefined();
    const window = ["2026-09-14T02:00:00.000Z", "2026-09-14T06:00:00.000Z"];
    expect(windowAt(nightly, "2026-09-14T02:00:00Z")).toEqual(window);
    expect(windowAt(nightly, "2026-09-14T05:59:59.999Z")).toEqual(window);
    expect(windowAt(nightly, "2026-09-14T06:00:00Z")).toBeUndefined();
  });

  it("lasts over days: a weekend from Friday evening to Monday morning", () => {
    const weekend = rule("cron(0 18 * * FRI)", "P2DT12H");
    expect(windowAt(weekend, "2026-09-14T05:59:00Z")).toEqual(["2026-09-11T18:00:00.000Z", "2026-09-14T06:00:00.000Z"]);
    expect(windowAt(weekend, "2026-09-14T06:00:00Z")).toBeUndefined();
  });

  it("is the one that began last, of several that overlap", () => {
    const hourly = rule("cron(0 * * * *)", "PT90M");
    expect(windowAt(hourly, "2026-09-14T12:10:00Z")).toEqual(["2026-09-14T12:00:00.000Z", "2026-09-14T13:30:00.000Z"]);
  });

  it("opens once for an at expression", () => {
    const once = rule("at(2026-09-14T12:00)", "PT1H", { zone: "Asia/Tokyo" });
    expect(windowAt(once, "2026-09-14T03:30:00Z")).toEqual(["2026-09-14T03:00:00.000Z", "2026-09-14T04:00:00.000Z"]);
    expect(windowAt(once, "2026-09-15T03:30:00Z")).toBeUndefined();
  });

  it("follows the clocks of its time zone over their changes: a skipped beginning is none, a repeated one is two", () => {
    const early = rule("cron(30 2 * * *)", "PT10M", { zone: "America/New_York" });
    expect(windowAt(early, "2026-03-07T07:35:00Z")?.[0]).toBe("2026-03-07T07:30:00.000Z");
    expect([6, 7].map((hour) => windowAt(early, `2026-03-08T0${hour}:35:00Z`))).toEqual([undefined, undefined]);
    const repeated = rule("cron(30 1 * * *)", "PT10M", { zone: "America/New_York" });
    expect(windowAt(repeated, "2026-11-01T05:35:00Z")?.[0]).toBe("2026-11-01T05:30:00.000Z");
    expect(windowAt(repeated, "2026-11-01T06:35:00Z")?.[0]).toBe("2026-11-01T06:30:00.000Z");
  });

  it("is cut by StartDate and ExpireDate", () => {
    const StartDate = at("2026-09-14T03:00:00Z");
    const ExpireDate = at("2026-09-15T04:00:00Z");
    const nightly = rule("cron(0 2 * * *)", "PT4H", { StartDate, ExpireDate });
    expect(windowAt(nightly, "2026-09-14T02:30:00Z")).toBeUndefined();
    expect(windowAt(nightly, "2026-09-14T03:30:00Z")).toEqual(["2026-09-14T03:00:00.000Z", "2026-09-14T06:00:00.000Z"]);
    expect(windowAt(nightly, "2026-09-15T03:30:00Z")).toEqual(["2026-09-15T02:00:00.000Z", "2026-09-15T04:00:00.000Z"]);
    expect(windowAt(nightly, "2026-09-15T04:00:00Z")).toBeUndefined();
  });

  it("holds the time it was asked for, wherever that lies", () => {
    const zones = fc.constantFrom("UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe");
    const times = fc.integer({ min: at("2000-01-01T00:00Z"), max: at("2060-01-01T00:00Z") });
    const expressions = fc.constantFrom("cron(0 2 * * *)", "cron(*  9-17 * JAN-JUN MON-FRI)", "cron(15,45 0 1 * SUN)");
    fc.assert(
      fc.property(zones, times, expressions, fc.integer({ min: 1, max: 3000 }), (zone, time, expression, minutes) => {
        const window = muteWindowAt(rule(expression, `PT${minutes}M`, { zone }), time);
        if (window === undefined) return;
        expect(window.start).toBeLessThanOrEqual(time);
        expect(window.end).toBeGreaterThan(time);
        expect(window.end - window.start).toBe(minutes * 60_000);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a schedule expression", () => {
  const taken = (expression: string, iso: string) => {
    const parsed = parseScheduleExpression(expression);
    return parsed?.kind === "cron" && parsed.takes(at(iso));
  };

  it.each([
    ["cron(0 1 1 * *)", "2026-10-01T01:00Z", true],
    ["cron(0 1 1 * *)", "2026-10-02T01:00Z", false],
    ["cron(0,30 9-17 * * mon-fri)", "2026-09-14T17:30Z", true],
    ["cron(0,30 9-17 * * mon-fri)", "2026-09-13T17:30Z", false],
    ["cron(0 0 * DEC *)", "2026-12-24T00:00Z", true],
    ["cron(0 0 * * 0)", "2026-09-13T00:00Z", true],
    ["cron(0 0 13 * FRI)", "2026-09-13T00:00Z", true],
    ["cron(0 0 13 * FRI)", "2026-09-18T00:00Z", true],
    ["cron(0 0 13 * FRI)", "2026-09-17T00:00Z", false],
  ])("%s at %s: %s", (expression, iso, expected) => {
    expect(taken(expression, iso)).toBe(expected);
  });

  it.each([
    "rate(1 day)",
    "cron(0 2 * *)",
    "cron(0 2 * * ? *)",
    "cron(*/5 * * * *)",
    "cron(60 2 * * *)",
    "cron(0 17-9 * * *)",
    "cron(0 1-2-3 * * *)",
    "cron(0 2 * * 7)",
    "cron(, 2 * * *)",
    "at(2026-02-30T00:00)",
    "at(2026-09-14T24:00)",
    "at(2026-09-14 12:00)",
    "",
  ])("cannot be %s", (expression) => {
    expect(parseScheduleExpression(expression)).toBeUndefined();
  });
});

describe("a mute duration", () => {
  it.each([
    ["PT1M", 60_000],
    ["PT4H", 14_400_000],
    ["P2DT12H", 216_000_000],
    ["P15D", 1_296_000_000],
  ])("%s", (text, expected) => {
    expect(muteDuration(text)).toBe(expected);
  });

  it.each([
    "",
    "P",
    "PT",
    "P1DT",
    "PT0M",
    "PT30S",
    "P1W",
    "P15DT1M",
    "P16D",
    "4H",
    "PT1.5H",
  ])("cannot be %s", (text) => {
    expect(muteDuration(text)).toBeUndefined();
  });
});

describe("a mute rule", () => {
  it("is SCHEDULED, ACTIVE, EXPIRED", () => {
    const once = rule("at(2026-09-14T12:00)", "PT1H");
    const statuses = ["11:59", "12:00", "13:00"].map((time) => muteRuleStatus(once, at(`2026-09-14T${time}Z`)));
    expect(statuses).toEqual(["SCHEDULED", "ACTIVE", "EXPIRED"]);
    const nightly = rule("cron(0 2 * * *)", "PT4H", { ExpireDate: at("2026-09-15T00:00Z") });
    expect(muteRuleStatus(nightly, at("2026-09-14T12:00Z"))).toBe("SCHEDULED");
    expect(muteRuleStatus(nightly, at("2026-09-15T02:00Z"))).toBe("EXPIRED");
    expect([muteType(once), muteType(nightly)]).toEqual(["ONE_TIME", "RECURRING"]);
  });

  it("is refused for an expression, a duration, a time zone or dates that mean nothing", () => {
    const check = (times: MuteTimes) => checkMuteRule({ Name: "r", ...times })?.message ?? "";
    expect(check(rule("cron(0 2 * * *)", "PT4H", { zone: "Europe/London" }))).toBe("");
    expect(check(rule("rate(1 day)", "PT4H"))).toContain("rate(1 day)");
    expect(check(rule("cron(0 2 * * *)", "PT1S"))).toContain("PT1S");
    expect(check(rule("cron(0 2 * * *)", "PT4H", { zone: "Mars/Base" }))).toContain("Mars/Base");
    expect(check(rule("cron(0 2 * * *)", "PT4H", { zone: "+02:00" }))).toContain("+02:00");
    expect(check(rule("at(2026-09-14T12:00)", "PT4H", { ExpireDate: 1 }))).toContain("ExpireDate");
    expect(check(rule("at(2026-03-08T02:30)", "PT4H", { zone: "America/New_York" }))).toContain("skip");
    expect(check(rule("cron(0 2 * * *)", "PT4H", { StartDate: 2, ExpireDate: 2 }))).toContain("later");
  });
});

describe("changes of state while muted", () => {
  it("come to nothing when the alarm is back in the state before them", () => {
    const first = addMutedChange(undefined, "OK", "ALARM");
    expect(first).toEqual({ before: "OK", from: "OK" });
    expect(addMutedChange(first, "ALARM", "INSUFFICIENT_DATA")).toEqual({ before: "OK", from: "ALARM" });
    expect(addMutedChange(first, "ALARM", "OK")).toBeUndefined();
  });
});
