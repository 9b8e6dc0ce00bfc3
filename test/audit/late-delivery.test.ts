import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountOf } from "../../src/audit/account.ts";
import { lateDeliveryOf } from "../../src/audit/caveat/late-delivery.ts";
import { eventIn } from "../../src/audit/events.ts";
import { simulatorOf } from "../../src/audit/simulate.ts";
import { build, METRIC, NAMESPACE } from "./build.ts";
import type { Chain, Parts } from "./chain.ts";
import { RINGS } from "./chain.ts";
import { ACCOUNT, MORNING, type Rig, startRig } from "./rig.ts";
import { controlOf, eachMinute, happening, inventoryOf, recordOf } from "./verify.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const EVENT = "signin-v01-iam-user-password-only";
const withDefault = { defaultValue: 0 };

/** The longest lateness in minutes, alone and among others. */
type Minutes = readonly [alone: number, amongOthers?: number];

const SHAPES: Readonly<Record<string, readonly [Parts, Minutes]>> = {
  "1 of 1 period of 60 s": [{ alarm: { Period: 60 } }, [4]],
  "1 of 1 period of 120 s": [{ alarm: { Period: 120 } }, [9]],
  "1 of 1 period of 300 s": [{}, [14]],
  "1 of 3 periods of 60 s": [{ alarm: { Period: 60, EvaluationPeriods: 3, DatapointsToAlarm: 1 } }, [6]],
  "1 of 3 periods of 300 s": [{ alarm: { EvaluationPeriods: 3, DatapointsToAlarm: 1 } }, [24]],
  "2 of 3 periods of 300 s, missing data are missing: it rings when the one breaching period is old enough": [
    { alarm: { EvaluationPeriods: 3, DatapointsToAlarm: 2, TreatMissingData: "missing" } },
    [24],
  ],
  "3 of 3 periods of 60 s, missing data are missing": [
    { alarm: { Period: 60, EvaluationPeriods: 3, TreatMissingData: "missing" } },
    [6],
  ],
  "1 of 1 period of 300 s, missing data are missing": [{ alarm: { TreatMissingData: "missing" } }, [14]],
  "1 of 1 period of 60 s, missing data are ignored": [{ alarm: { Period: 60, TreatMissingData: "ignore" } }, [4]],
  "1 of 12 periods of 300 s": [{ alarm: { EvaluationPeriods: 12, DatapointsToAlarm: 1 } }, [69]],
  "300 s with a default value of 0": [{ transformation: withDefault }, [14, 4]],
  "60 s with a default value of 0": [{ transformation: withDefault, alarm: { Period: 60 } }, [4, 0]],
  "1 of 3 periods of 60 s with a default value of 0": [
    { transformation: withDefault, alarm: { Period: 60, EvaluationPeriods: 3, DatapointsToAlarm: 1 } },
    [6, 2],
  ],
  "300 s with a default value of 0 under a Maximum, missing data are ignored": [
    { transformation: withDefault, alarm: { Statistic: "Maximum", TreatMissingData: "ignore" } },
    [14, 4],
  ],
  "metric math without values of its own": [{ alarm: math("m1 * 2") }, [14]],
  "metric math that fills the periods without data": [{ alarm: math("FILL(m1, 0) * 2") }, [4]],
  "a composite alarm above tells, the alarm itself does not": [{ alarm: { AlarmActions: [] }, composite: {} }, [14]],
  "two alarms, of which the more patient decides": [
    { alarm: { Period: 60 }, otherAlarms: [{ AlarmName: "patient", Period: 300 }] },
    [14],
  ],
};

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

describe("an event that CloudTrail delivers late", () => {
  it.each(Object.entries(SHAPES))("%s", async (name, [parts, [alone, amongOthers]]) => {
    const chain: Chain = { name, parts, expected: RINGS };
    expect(await minutesSaid(chain)).toEqual([alone, amongOthers]);
    await expectHeardUpTo(chain, alone, "quiet");
    if (amongOthers !== undefined) await expectHeardUpTo(chain, amongOthers, "busy");
  });
});

async function minutesSaid(chain: Chain): Promise<readonly unknown[]> {
  await rebuild(chain, MORNING);
  const simulator = simulatorOf(accountOf(await inventoryOf(rig)), MORNING);
  const said = lateDeliveryOf(simulator, [simulator.fateOf(eventIn(ACCOUNT, recordOf(EVENT)))]);
  const { alone = Number.NaN, amongOthers } = said ?? {};
  return [alone / MINUTE, amongOthers === undefined ? undefined : amongOthers / MINUTE];
}

/** At any second of a minute up to here, and no longer at all of them beyond. */
async function expectHeardUpTo(chain: Chain, minutes: number, background: "quiet" | "busy"): Promise<void> {
  const heard = {
    first: await isHeard(chain, minutes, 0, background),
    last: await isHeard(chain, minutes, 59, background),
    later: await isHeard(chain, minutes + 1, 59, background),
  };
  expect({ background, ...heard }).toEqual({ background, first: true, last: true, later: false });
}

/** Whether the engine tells of ALARM when an event arrives so late, at this second of a minute. */
async function isHeard(chain: Chain, late: number, second: number, background: "quiet" | "busy"): Promise<boolean> {
  const arrival = Math.floor(MORNING / MINUTE) * MINUTE + MINUTE + second * SECOND;
  await rebuild(chain, arrival - HOUR);
  if (background === "busy") await rig.ingest(eachMinute(rig.now(), 2 * HOUR));
  await rig.advanceTo(arrival);
  await rig.ingest([happening(recordOf(EVENT).record, rig.now() - late * MINUTE)]);
  await rig.advance(HOUR);
  return (await rig.heardSince(arrival)).some(({ subject }) => subject.startsWith("ALARM: "));
}

async function rebuild(chain: Chain, time: number): Promise<void> {
  await rig.reset();
  await build(rig, chain, controlOf(chain));
  await rig.advanceTo(time);
}

function math(Expression: string): NonNullable<Exclude<Parts["alarm"], false>> {
  const MetricStat = { Metric: { Namespace: NAMESPACE, MetricName: METRIC }, Period: 300, Stat: "Sum" };
  return {
    Namespace: undefined,
    MetricName: undefined,
    Statistic: undefined,
    Period: undefined,
    Metrics: [
      { Id: "m1", MetricStat, ReturnData: false },
      { Id: "e1", Expression, ReturnData: true },
    ],
  };
}
