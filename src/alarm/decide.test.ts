import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TREAT_MISSING_DATA } from "./alarm.ts";
import { type DecisionInput, decide, type SlotVerdict } from "./decide.ts";

const input: fc.Arbitrary<DecisionInput> = fc
  .record({
    evaluationPeriods: fc.integer({ min: 1, max: 6 }),
    surplus: fc.integer({ min: 0, max: 6 }),
    treatMissingData: fc.constantFrom(...TREAT_MISSING_DATA),
  })
  .chain(({ evaluationPeriods, surplus, treatMissingData }) =>
    fc.record({
      slots: fc.array(fc.constantFrom<SlotVerdict>("breaching", "ok", "missing"), {
        minLength: evaluationPeriods + surplus,
        maxLength: evaluationPeriods + surplus,
      }),
      evaluationPeriods: fc.constant(evaluationPeriods),
      datapointsToAlarm: fc.integer({ min: 1, max: evaluationPeriods }),
      treatMissingData: fc.constant(treatMissingData),
    }),
  );

describe("decide", () => {
  it("never alarms without a breaching period unless missing data count as breaching", () => {
    fc.assert(
      fc.property(input, (given) => {
        fc.pre(given.treatMissingData !== "breaching" && !given.slots.includes("breaching"));
        expect(decide(given)).not.toBe("ALARM");
      }),
    );
  });

  it("pays no attention to the treatment of missing data when there are enough datapoints", () => {
    fc.assert(
      fc.property(input, (given) => {
        fc.pre(given.slots.filter((slot) => slot !== "missing").length >= given.evaluationPeriods);
        const decisions = TREAT_MISSING_DATA.map((treatMissingData) => decide({ ...given, treatMissingData }));
        expect(new Set(decisions).size).toBe(1);
      }),
    );
  });

  it("knows no data at all only where nothing was measured and missing stays missing", () => {
    fc.assert(
      fc.property(input, (given) => {
        const nothing = given.slots.every((slot) => slot === "missing") && given.treatMissingData === "missing";
        expect(decide(given) === "INSUFFICIENT_DATA").toBe(nothing);
      }),
    );
  });

  it("keeps ALARM when one more of the considered periods breaches", () => {
    fc.assert(
      fc.property(input, (given) => {
        fc.pre(decide(given) === "ALARM");
        const worse = given.slots.map((slot) => (slot === "ok" ? "breaching" : slot));
        expect(decide({ ...given, slots: worse })).toBe("ALARM");
      }),
    );
  });
});
