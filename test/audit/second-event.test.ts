import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountOf } from "../../src/audit/account.ts";
import { eventIn } from "../../src/audit/events.ts";
import { secondEventAfter } from "../../src/audit/second-event.ts";
import { simulatorOf } from "../../src/audit/simulate.ts";
import { build } from "./build.ts";
import type { Chain } from "./chain.ts";
import { SOUND } from "./chains/sound.ts";
import { ACCOUNT, MORNING, type Rig, startRig } from "./rig.ts";
import { controlOf, eachMinute, happening, inventoryOf, recordOf } from "./verify.ts";

const MINUTE = 60_000;
const EVENT = "signin-v01-iam-user-password-only";

/** How far apart two sign-ins must be, in minutes, for the second to be told of. */
const FROM: Readonly<Record<string, number | "never">> = {
  "as recommended": 16,
  "a period of one minute": 6,
  "1 of 12 periods: rings at once and stays in ALARM for an hour": 71,
  "missing data are treated as missing: the alarm is INSUFFICIENT_DATA before and after": 16,
  "missing data are ignored: it rings once and stays in ALARM until somebody resets it": "never",
  "a default value of 0 under a Sum": 6,
  "a composite alarm above tells, the alarm itself does not": 16,
};

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

describe("after a first event, a second one is told of", () => {
  it.each(Object.entries(FROM))("%s: from %s minutes on", async (name, from) => {
    const chain = SOUND.find((one) => one.name === name);
    if (chain === undefined) throw new Error(`there is no chain ${name}`);
    expect(await minutesSaid(chain)).toBe(from);
    const minutes = from === "never" ? 24 * 60 : from;
    expect(await timesHeard(chain, minutes)).toBe(from === "never" ? 1 : 2);
    expect(await timesHeard(chain, minutes - 1)).toBe(1);
  });
});

async function minutesSaid(chain: Chain): Promise<number | "never"> {
  await rebuild(chain);
  const simulator = simulatorOf(accountOf(await inventoryOf(rig)), MORNING);
  const { publications } = simulator.fateOf(eventIn(ACCOUNT, recordOf(EVENT)));
  const second = secondEventAfter(simulator, publications);
  return second.kind === "never" ? "never" : second.from / MINUTE;
}

/** How often the engine tells of ALARM when the event happens twice. */
async function timesHeard(chain: Chain, minutesApart: number): Promise<number> {
  await rebuild(chain);
  const { record } = recordOf(EVENT);
  const passing = 2 * 60 * MINUTE;
  if (chain.parts.transformation?.defaultValue !== undefined) await rig.ingest(eachMinute(rig.now(), passing));
  await rig.ingest([happening(record, rig.now())]);
  await rig.advance(minutesApart * MINUTE);
  await rig.ingest([happening(record, rig.now())]);
  await rig.advance(passing);
  return (await rig.heardSince(MORNING)).filter(({ subject }) => subject.startsWith("ALARM: ")).length;
}

async function rebuild(chain: Chain): Promise<void> {
  await rig.reset();
  await build(rig, chain, controlOf(chain));
  await rig.advanceTo(MORNING);
}
