import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Witness } from "../../src/audit/finding.ts";
import type { Chain } from "./chain.ts";
import { ALARM_CHAINS } from "./chains/alarm.ts";
import { METRIC_CHAINS } from "./chains/metric.ts";
import { PATTERN_CHAINS } from "./chains/pattern.ts";
import { REACH_CHAINS } from "./chains/reach.ts";
import { SOUND } from "./chains/sound.ts";
import { TRAIL_CHAINS } from "./chains/trail.ts";
import { ELSEWHERE, type Rig, startRig } from "./rig.ts";
import { elsewhere, type Verified, verify } from "./verify.ts";

const CATALOGUE: Readonly<Record<string, readonly Chain[]>> = {
  "that rings": SOUND,
  "with something about its trail": TRAIL_CHAINS,
  "with something about its patterns": PATTERN_CHAINS,
  "with something about its metric": METRIC_CHAINS,
  "with something about its alarm": ALARM_CHAINS,
  "with something about its topic or subscribers": REACH_CHAINS,
};

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

describe.each(Object.entries(CATALOGUE))("a chain %s", (_, chains) => {
  it.each(chains.map((chain) => [titleOf(chain), chain] as const))("%s", async (_name, chain) => {
    const verified = await verify(rig, chain);
    expect(verdictOf(verified)).toEqual(expectedOf(chain));
    const happened = verified.witnesses.map((one) => ({ event: one.event, ...one.happened }));
    expect(happened).toEqual(verified.witnesses.map((one) => ({ event: one.event, ...one.said })));
  });
});

it("the catalogue has at least 60 chains, each under its own name", () => {
  const names = Object.values(CATALOGUE).flatMap((chains) => chains.map(({ name }) => name));
  expect(names.length).toBeGreaterThanOrEqual(60);
  expect(new Set(names).size).toBe(names.length);
});

function titleOf({ name, source }: Chain): string {
  return source === undefined ? name : `${name} (${source})`;
}

function expectedOf({ expected }: Chain): object {
  const { verdict, brokenLink, unseen = [], unseenElsewhere = [], noise = [] } = expected;
  const elsewhere = unseenElsewhere.map((id) => `${id} in ${ELSEWHERE}`);
  const isLoud = verdict === "noisy" && expected.noise === undefined;
  return {
    verdict,
    brokenLink,
    unseen: verdict === "silent" || verdict === "unknown" ? "all" : [...unseen, ...elsewhere].sort(),
    noise: isLoud ? "all" : noise.toSorted(),
  };
}

function verdictOf({ finding }: Verified): object {
  const { verdict, brokenLink, witnesses } = finding;
  return {
    verdict,
    brokenLink,
    unseen: namesOf(witnesses, "must-ring", ({ outcome }) => outcome !== "rings"),
    noise: namesOf(witnesses, "must-not", ({ outcome }) => outcome === "rings"),
  };
}

/** The ids of the events that are so, `all` where all are, with their region where it is not their own. */
function namesOf(
  witnesses: readonly Witness[],
  expected: Witness["expected"],
  isSo: (witness: Witness) => boolean,
): readonly string[] | "all" {
  const all = witnesses.filter((witness) => witness.expected === expected);
  const found = all.filter(isSo);
  if (found.length === all.length) return "all";
  return found
    .map((witness) => {
      const region = elsewhere(witness);
      return region === undefined ? witness.event : `${witness.event} in ${region}`;
    })
    .sort();
}
