import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Engine } from "./create.ts";
import { describeAlarm, putAlarm, putEvents, putFilter, START, stateChanges, testEngine } from "./engine.testing.ts";

const MINUTE = 60_000;

describe("an alarm on a metric filter", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await testEngine();
    await putFilter(engine, "ERROR");
  });
  afterEach(() => engine.close());

  it("rings in the minute after the event, with CloudWatch's reason", async () => {
    await putAlarm(engine);
    await engine.advance({ by: 10 * MINUTE + 10_000 });
    await putEvents(engine, ["ERROR one", "fine"]);
    await engine.advance({ by: 2 * MINUTE });
    expect(await describeAlarm(engine)).toMatchObject({
      StateValue: "ALARM",
      StateReason:
        "Threshold Crossed: 1 datapoint [1.0 (14/09/26 05:52:00)] was greater than or equal to the threshold (1.0).",
    });
  });

  it("goes back to INSUFFICIENT_DATA only when the datapoint has left the whole evaluation range", async () => {
    await putAlarm(engine);
    await putEvents(engine, ["ERROR"]);
    await engine.advance({ by: 30 * MINUTE });
    const changes = await stateChanges(engine);
    expect(changes.map((change) => change.replace(/ at .*/, ""))).toEqual([
      "INSUFFICIENT_DATA to ALARM",
      "ALARM to INSUFFICIENT_DATA",
    ]);
    const [rang, ended] = changes.map((change) => Date.parse(change.replace(/.* at /, "")));
    // The range of a 1-of-1 alarm of one minute is five minutes (SPEC of src/alarm, weakest of the known points).
    expect(Number(ended) - Number(rang)).toBe(5 * MINUTE);
  });

  it("without data is not evaluated again until data arrive", async () => {
    await putAlarm(engine, { TreatMissingData: "notBreaching" });
    await engine.advance({ by: 20 * 24 * 60 * MINUTE });
    expect(await stateChanges(engine)).toHaveLength(1);
    await engine.advance({ by: 365 * 24 * 60 * MINUTE });
    expect((await describeAlarm(engine)).StateValue).toBe("OK");
    await putEvents(engine, ["ERROR"]);
    await engine.advance({ by: 2 * MINUTE });
    expect((await describeAlarm(engine)).StateValue).toBe("ALARM");
  });

  it("hears of data that lie in the future when their minute has come", async () => {
    await putAlarm(engine);
    await engine.advance({ by: 5 * MINUTE });
    await putEvents(engine, ["ERROR"], engine.now() + 60 * MINUTE);
    await engine.advance({ by: 30 * MINUTE });
    expect((await describeAlarm(engine)).StateValue).toBe("INSUFFICIENT_DATA");
    await engine.advance({ by: 33 * MINUTE });
    expect((await describeAlarm(engine)).StateValue).toBe("ALARM");
  });

  it("sleeping changes no verdict: a default value that keeps it awake leads through the same alarms", async () => {
    await putAlarm(engine, { TreatMissingData: "notBreaching" });
    const awake = await testEngine();
    await putFilter(awake, "ERROR", { defaultValue: 0 });
    await putAlarm(awake, { TreatMissingData: "notBreaching" });
    for (const minutes of [1, 7, 90]) {
      for (const one of [engine, awake]) {
        await putEvents(one, ["ERROR"]);
        await one.advance({ by: minutes * MINUTE });
      }
    }
    const rings = async (one: Engine) => (await stateChanges(one)).filter((change) => change.includes("to ALARM"));
    expect(await rings(engine)).toEqual(await rings(awake));
    await awake.close();
  });

  it("changes state but sends nothing while its actions are disabled", async () => {
    await putAlarm(engine, { ActionsEnabled: false });
    await putEvents(engine, ["ERROR"]);
    await engine.advance({ by: 2 * MINUTE });
    const history = await engine.request("cloudwatch", "DescribeAlarmHistory", {
      AlarmName: "a",
      HistoryItemType: "Action",
    });
    expect(history).toMatchObject({ AlarmHistoryItems: [] });
    expect((await describeAlarm(engine)).StateValue).toBe("ALARM");
  });

  it("says in its history that an action failed when the topic is missing, and keeps the new state", async () => {
    await putAlarm(engine, { AlarmActions: ["arn:aws:sns:us-east-1:123456789012:nobody"] });
    await putEvents(engine, ["ERROR"]);
    await engine.advance({ by: 2 * MINUTE });
    expect((await describeAlarm(engine)).StateValue).toBe("ALARM");
    expect(
      await engine.request("cloudwatch", "DescribeAlarmHistory", { AlarmName: "a", HistoryItemType: "Action" }),
    ).toMatchObject({ AlarmHistoryItems: [{ HistorySummary: expect.stringContaining("Failed to execute action") }] });
  });

  it("judges the minutes that passed while nobody looked, each as of its own time", async () => {
    await putAlarm(engine);
    await putEvents(engine, ["ERROR"], START + 1000);
    // One leap over an hour: evaluation stops at every minute on the way.
    await engine.advance({ by: 60 * MINUTE });
    expect(await stateChanges(engine)).toHaveLength(2);
  });
});
