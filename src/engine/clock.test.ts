import { describe, expect, it } from "vitest";
import { manualClock, systemClock } from "./clock.ts";

describe("the system clock", () => {
  it("stands still while the machine's clock is behind, and says so once", () => {
    const machine = [1000, 5000, 2000, 3000, 6000];
    const warnings: string[] = [];
    const log = {
      info: () => undefined,
      warn: (_: object, text: string) => warnings.push(text),
      error: () => undefined,
    };
    const clock = systemClock(log, () => machine.shift() ?? 0);
    expect([clock.now(), clock.now(), clock.now(), clock.now()]).toEqual([5000, 5000, 5000, 6000]);
    expect(warnings).toHaveLength(1);
  });
});

describe("a manual clock", () => {
  it("moves only when told", () => {
    const clock = manualClock(10);
    clock.set(25);
    expect(clock.now()).toBe(25);
  });

  it("refuses to be set back, and to be set to no time at all", () => {
    const clock = manualClock(10);
    expect(() => clock.set(9)).toThrow(/cannot be set back/);
    expect(() => clock.set(Number.NaN)).toThrow(RangeError);
    expect(clock.now()).toBe(10);
  });
});
