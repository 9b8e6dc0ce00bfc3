import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createEngine, type Engine } from "./create.ts";
import { countingIds, putAlarm, START } from "./engine.testing.ts";

const MINUTE = 60_000;
const ALARM = { TreatMissingData: "breaching" };

/** A defect that one alarm meets whenever it is to act. */
let isDefective = true;
vi.mock(import("../alarm/notification.ts"), async (original) => {
  const real = await original();
  return {
    ...real,
    alarmNotification(change, events) {
      if (isDefective && change.configuration.AlarmName.startsWith("bad")) throw new Error("a defect");
      return real.alarmNotification(change, events);
    },
  };
});

let engine: Engine;
const logged: unknown[] = [];
beforeEach(async () => {
  isDefective = true;
  logged.length = 0;
  const error = (fields: object): void => {
    logged.push(fields);
  };
  const log = { info: () => undefined, warn: () => undefined, error };
  engine = await createEngine({ clock: "manual", clockStart: START, ids: countingIds(), log });
  await engine.request("sns", "CreateTopic", { Name: "alerts" });
  // Each is evaluated at a second of its own: some before those that fail, some after.
  for (const AlarmName of ["bad one", "bad two", "bad three"]) await putAlarm(engine, { ...ALARM, AlarmName });
  for (const AlarmName of ["a", "b", "c", "d", "e"]) await putAlarm(engine, { ...ALARM, AlarmName });
});
afterEach(() => engine.close());

async function states(): Promise<Readonly<Record<string, string>>> {
  const answer = (await engine.request("cloudwatch", "DescribeAlarms", {})) as {
    readonly MetricAlarms: readonly { readonly AlarmName: string; readonly StateValue: string }[];
  };
  return Object.fromEntries(answer.MetricAlarms.map(({ AlarmName, StateValue }) => [AlarmName, StateValue]));
}

it("an alarm that cannot be judged silences no other, and is tried again", async () => {
  await engine.advance({ by: 3 * MINUTE });
  const bad = "INSUFFICIENT_DATA";
  expect(await states()).toEqual({
    "bad one": bad,
    "bad two": bad,
    "bad three": bad,
    a: "ALARM",
    b: "ALARM",
    c: "ALARM",
    d: "ALARM",
    e: "ALARM",
  });
  expect(logged).toContainEqual(expect.objectContaining({ AlarmArn: expect.stringContaining(":alarm:bad two") }));

  isDefective = false;
  await engine.advance({ by: 2 * MINUTE });
  expect(new Set(Object.values(await states()))).toEqual(new Set(["ALARM"]));
});

it("an alarm that cannot be unmuted holds up no other, and is tried again", async () => {
  await engine.request("cloudwatch", "PutAlarmMuteRule", {
    Name: "works",
    Rule: { Schedule: { Expression: "at(2026-09-14T05:42)", Duration: "PT10M" } },
    MuteTargets: { AlarmNames: ["a", "bad one", "b", "bad two", "c"] },
  });
  await engine.advance({ by: 9 * MINUTE });
  const told = async (): Promise<readonly string[]> => {
    const { AlarmHistoryItems } = (await engine.request("cloudwatch", "DescribeAlarmHistory", {
      HistoryItemType: "Action",
    })) as { readonly AlarmHistoryItems: readonly { readonly AlarmName: string; readonly HistorySummary: string }[] };
    const ran = AlarmHistoryItems.filter(({ HistorySummary }) => HistorySummary.startsWith("Successfully executed"));
    return ran.map(({ AlarmName }) => AlarmName).toSorted();
  };
  expect(await told()).toEqual(["d", "e"]);
  await engine.advance({ by: 2 * MINUTE });
  expect(await told()).toEqual(["a", "b", "c", "d", "e"]);

  isDefective = false;
  await engine.advance({ by: 2 * MINUTE });
  expect(await told()).toEqual(["a", "b", "bad one", "bad three", "bad two", "c", "d", "e"]);
});
