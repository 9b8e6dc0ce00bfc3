import { describe, expect, it } from "vitest";
import { TREAT_MISSING_DATA } from "../../../src/alarm/alarm.ts";
import { decide, type SlotVerdict } from "../../../src/alarm/decide.ts";
import vectors from "./vectors.json" with { type: "json" };

const VERDICTS: Readonly<Record<string, SlotVerdict>> = { X: "breaching", "0": "ok", "-": "missing" };

function verdictOf(symbol: string): SlotVerdict {
  const verdict = VERDICTS[symbol];
  if (verdict === undefined) throw new Error(`no such slot: ${symbol}`);
  return verdict;
}

describe("alarm vectors", () => {
  it("are all there", () => {
    expect(vectors.cases).toHaveLength(72);
  });

  it.each(vectors.cases)("$source: $slots with $treatMissingData is $expected", (vector) => {
    const { slots, evaluationPeriods, datapointsToAlarm } = vector;
    const treatMissingData = TREAT_MISSING_DATA.find((treatment) => treatment === vector.treatMissingData);
    if (treatMissingData === undefined) throw new Error(`no such treatment: ${vector.treatMissingData}`);
    expect(
      decide({ slots: slots.split(" ").map(verdictOf), evaluationPeriods, datapointsToAlarm, treatMissingData }),
    ).toBe(vector.expected);
  });
});
