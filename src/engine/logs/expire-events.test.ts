import { describe, expect, it } from "vitest";
import { describeLogGroups } from "./describe-log-groups.ts";
import { DAY, engineWithStreams, GROUP, HOUR, NOON, putEvents, type TestEngine } from "./engine.testing.ts";
import { createExpiry } from "./expire-events.ts";
import { filterLogEvents } from "./filter-log-events.ts";
import { deleteRetentionPolicy, putRetentionPolicy } from "./retention-policy.ts";

async function daysOfEvents(): Promise<TestEngine> {
  const test = await engineWithStreams("s");
  await putEvents(test, "s", [[-2 * DAY, "é"]]);
  await putEvents(test, "s", [
    [-DAY, "b"],
    [-HOUR, "c"],
  ]);
  await test.run(putRetentionPolicy, { logGroupName: GROUP, retentionInDays: 1 });
  return test;
}

async function chunks({ engine }: TestEngine): Promise<number> {
  const headers = await engine.store.transaction((tx) => tx.listChunks({ region: "us-east-1", logGroupName: GROUP }));
  return headers.length;
}

const shown = async ({ run }: TestEngine) =>
  (await run(filterLogEvents, { logGroupName: GROUP })).events.map((event) => event.message).join("");

const storedBytes = async ({ run }: TestEngine) => (await run(describeLogGroups, {})).logGroups[0]?.storedBytes;

describe("the expiry of events", () => {
  it("deletes chunks that have expired whole, and hides what has expired of others", async () => {
    const test = await daysOfEvents();
    expect([await chunks(test), await storedBytes(test)]).toEqual([2, 4]);
    const expire = createExpiry(test.engine);
    test.clock.set(NOON + 1);
    await expire();
    expect([await chunks(test), await storedBytes(test), await shown(test)]).toEqual([1, 2, "c"]);
    test.clock.set(NOON + DAY);
    await expire();
    expect([await chunks(test), await storedBytes(test), await shown(test)]).toEqual([0, 0, ""]);
  });

  it("works once an hour of the engine's clock", async () => {
    const test = await daysOfEvents();
    const expire = createExpiry(test.engine);
    test.clock.set(NOON + DAY - HOUR);
    await expire();
    test.clock.set(NOON + DAY - HOUR + 1);
    await expire();
    expect(await chunks(test)).toBe(1);
    test.clock.set(NOON + DAY);
    await expire();
    expect(await chunks(test)).toBe(0);
  });

  it("does not concern groups that keep their events for ever", async () => {
    const test = await daysOfEvents();
    await test.run(deleteRetentionPolicy, { logGroupName: GROUP });
    test.clock.set(NOON + 4000 * DAY);
    await createExpiry(test.engine)();
    expect(await shown(test)).toBe("ébc");
  });
});
