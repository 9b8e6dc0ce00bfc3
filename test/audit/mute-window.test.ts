import { PutAlarmMuteRuleCommand, type PutAlarmMuteRuleInput } from "@aws-sdk/client-cloudwatch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountOf } from "../../src/audit/account.ts";
import { mutedTimes } from "../../src/audit/caveat/mute-window.ts";
import { eventIn } from "../../src/audit/events.ts";
import { simulatorOf } from "../../src/audit/simulate.ts";
import { ALARM, build } from "./build.ts";
import type { Chain, Parts } from "./chain.ts";
import { RINGS } from "./chain.ts";
import { ACCOUNT, HOME, MORNING, type Rig, startRig } from "./rig.ts";
import { controlOf, happening, inventoryOf, recordOf } from "./verify.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const EVENT = "signin-v01-iam-user-password-only";

/** When an event happens, and how many minutes later the audit says that it is told of. */
type Said = readonly [at: string, minutes: number | "silent"];
type MuteRule = Partial<PutAlarmMuteRuleInput> & { readonly schedule: readonly [expression: string, duration: string] };

const CASES: Readonly<Record<string, readonly [Parts, MuteRule, readonly Said[]]>> = {
  "a window that the alarm outlasts": [{}, { schedule: ["cron(0 9 * * *)", "PT10M"] }, [["2026-11-02T09:00", 10]]],
  "a window that outlasts the alarm": [
    {},
    { schedule: ["cron(0 9 * * *)", "PT20M"] },
    [["2026-11-02T09:00", "silent"]],
  ],
  "missing data are ignored: it stays in ALARM over any window": [
    { alarm: { TreatMissingData: "ignore" } },
    { schedule: ["cron(0 9 * * *)", "PT4H"] },
    [["2026-11-02T09:00", 240]],
  ],
  "1 of 12 periods: it stays in ALARM for more than an hour": [
    { alarm: { EvaluationPeriods: 12, DatapointsToAlarm: 1 } },
    { schedule: ["cron(0 22 * * MON)", "PT1H"] },
    [["2026-11-02T22:00", 60]],
  ],
  "a composite alarm tells, and is muted": [
    { alarm: { AlarmActions: [] }, composite: {} },
    { schedule: ["cron(0 9 * * *)", "PT10M"], MuteTargets: { AlarmNames: ["parent"] } },
    [["2026-11-02T09:00", 10]],
  ],
  "once, ahead": [{}, { schedule: ["at(2026-11-07T12:30)", "PT5M"] }, [["2026-11-07T12:30", 5]]],
  "from a start date on": [
    {},
    { schedule: ["cron(0 * * * *)", "PT10M"], StartDate: new Date("2026-11-03T00:04:00Z") },
    [["2026-11-03T00:04", 6]],
  ],
  "hourly, and active now: told of in the end": [
    {},
    { schedule: ["cron(0 * * * *)", "PT5M"] },
    [["2026-11-02T08:00:20", 5]],
  ],
  "active now and nearly over, and too long for whoever comes tomorrow": [
    {},
    { schedule: ["cron(5 2 * * *)", "PT6H"] },
    [
      ["2026-11-02T08:00:20", 5],
      ["2026-11-03T02:05", "silent"],
    ],
  ],
};

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

describe("an event as a mute window begins", () => {
  it.each(Object.entries(CASES))("%s", async (name, [parts, rule, said]) => {
    const chain: Chain = { name, parts, afterwards: () => put(rule), expected: RINGS };
    expect(await saidOf(chain)).toEqual(said);
    for (const [at, minutes] of said) expect([at, await minutesUntilHeard(chain, at)]).toEqual([at, minutes]);
  });
});

async function saidOf(chain: Chain): Promise<readonly Said[]> {
  await rebuild(chain, MORNING);
  const simulator = simulatorOf(accountOf(await inventoryOf(rig)), MORNING);
  const event = eventIn(ACCOUNT, recordOf(EVENT));
  return mutedTimes(simulator, [{ event, fate: simulator.fateOf(event) }]).map(({ at, outcome }) => [
    new Date(at).toISOString().replace(/(?::00)?\.000Z$/, ""),
    outcome.kind === "late" ? Math.ceil(outcome.delay / MINUTE) : "silent",
  ]);
}

async function minutesUntilHeard(chain: Chain, time: string): Promise<number | "silent"> {
  await rebuild(chain, Date.parse(`${time}Z`));
  const at = rig.now();
  await rig.ingest([happening(recordOf(EVENT).record, at)]);
  await rig.advance(6 * HOUR);
  const heard = (await rig.heardSince(at)).find(({ subject }) => subject.startsWith("ALARM: "));
  return heard === undefined ? "silent" : Math.ceil((heard.at - at) / MINUTE);
}

async function put({ schedule: [Expression, Duration], ...others }: MuteRule): Promise<void> {
  const Rule = { Schedule: { Expression, Duration, Timezone: "UTC" } };
  const MuteTargets = { AlarmNames: [ALARM] };
  const command = new PutAlarmMuteRuleCommand({ Name: "windows", Rule, MuteTargets, ...others });
  await rig.clients[HOME].alarms.send(command);
}

async function rebuild(chain: Chain, time: number): Promise<void> {
  await rig.reset();
  await build(rig, chain, controlOf(chain));
  await rig.advanceTo(time);
}
