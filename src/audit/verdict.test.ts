import { describe, expect, it } from "vitest";
import type { Link, Witness } from "./finding.ts";
import { judgeWitnesses } from "./verdict.ts";

const rings = witness("rings");
const noise = witness("rings", undefined, "must-not");
const calm = witness("silent", "metric-filter", "must-not");

function witness(outcome: Witness["outcome"], stoppedAt?: Link, expected: Witness["expected"] = "must-ring"): Witness {
  const stopped = stoppedAt === undefined ? {} : { stoppedAt };
  return { event: "e", title: "", expected, outcome, ...stopped, why: `it ends at the ${stoppedAt}`, record: "{}" };
}

describe("the verdict of witnesses", () => {
  it.each([
    ["rings", [rings, calm]],
    ["noisy", [rings, noise]],
    ["rings-for-some", [rings, witness("silent", "trail")]],
    ["rings-for-some", [rings, witness("silent", "trail"), witness("unknown", "topic"), noise]],
    ["unknown", [rings, witness("unknown", "topic")]],
    ["unknown", [witness("silent", "trail"), witness("unknown", "topic")]],
    ["silent", [witness("silent", "trail"), calm]],
    ["silent", [witness("silent", "trail"), noise]],
  ] as const)("is %s", (verdict, witnesses) => {
    expect(judgeWitnesses(witnesses).verdict).toBe(verdict);
  });

  it("names the link of the event that got furthest, and why", () => {
    const witnesses = [witness("silent", "trail"), witness("silent", "alarm"), witness("silent", "log-group")];
    expect(judgeWitnesses(witnesses)).toEqual({
      verdict: "silent",
      brokenLink: "alarm",
      reason: "it ends at the alarm",
    });
  });

  it("names no link where everything rings", () => {
    expect(judgeWitnesses([rings])).toEqual({ verdict: "rings" });
  });
});
