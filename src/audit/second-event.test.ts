import { describe, expect, it } from "vitest";
import { accountOf } from "./account.ts";
import { alarmWith, chain, NOON, rootCall, soundFilter } from "./inventory.testing.ts";
import type { Inventory } from "./inventory.ts";
import { type SecondEvent, secondEventAfter } from "./second-event.ts";
import { simulatorOf } from "./simulate.ts";

const MINUTE = 60_000;

function secondIn(links: Partial<Inventory>): SecondEvent {
  const simulator = simulatorOf(accountOf(chain(links)), NOON);
  return secondEventAfter(simulator, simulator.fateOf(rootCall()).publications);
}

describe("a second event", () => {
  it("is told of once the alarm has forgotten the first", () => {
    const short = secondIn({ alarms: [alarmWith({ Period: 60 })] });
    const long = secondIn({ alarms: [alarmWith({ Period: 300 })] });
    expect(short).toEqual({ kind: "told", from: 6 * MINUTE });
    expect(long.kind === "told" && long.from).toBeGreaterThan(10 * MINUTE);
  });

  it("is told of sooner where other events publish a default value", () => {
    const metricTransformations = soundFilter.metricTransformations.map((one) => ({ ...one, defaultValue: 0 }));
    const alarms = [alarmWith({ Period: 300 })];
    const busy = secondIn({ alarms, metricFilters: [{ ...soundFilter, metricTransformations }] });
    const quiet = secondIn({ alarms });
    if (busy.kind !== "told" || quiet.kind !== "told") throw new Error("both are told of in the end");
    expect(busy.from).toBeLessThan(quiet.from);
  });

  it("is never told of where missing data leave the alarm in ALARM", () => {
    expect(secondIn({ alarms: [alarmWith({ TreatMissingData: "ignore" })] })).toEqual({ kind: "never" });
  });

  it("is told of as soon as one of several alarms tells of it", () => {
    const slow = alarmWith({ AlarmName: "slow", Period: 3600 });
    expect(secondIn({ alarms: [slow, alarmWith({})] })).toEqual({ kind: "told", from: 6 * MINUTE });
  });
});
