import { describe, expect, it } from "vitest";
import { DAY, MINUTE, NOON } from "../logs/engine.testing.ts";
import { engineWithAlarms } from "./alarm.testing.ts";
import { type DescribeAlarmHistoryInput, describeAlarmHistory } from "./describe-alarm-history.ts";
import { setAlarmState } from "./set-alarm-state.ts";

/** An alarm that was created at noon, went to ALARM a minute later and to OK after another. */
async function threeItems() {
  const test = await engineWithAlarms({});
  const set = async (StateValue: "OK" | "ALARM", at: number) => {
    test.clock.set(at);
    await test.run(setAlarmState, { AlarmName: "a", StateValue, StateReason: "drill" });
  };
  await set("ALARM", NOON + MINUTE);
  await set("OK", NOON + 2 * MINUTE);
  const minutes = async (input: DescribeAlarmHistoryInput) => {
    const { AlarmHistoryItems, NextToken } = await test.run(describeAlarmHistory, input);
    return { minutes: AlarmHistoryItems.map((item) => (item.Timestamp - NOON) / MINUTE), NextToken };
  };
  return { ...test, set, minutes };
}

describe("the history of alarms", () => {
  it("is told newest first unless asked otherwise", async () => {
    const { minutes } = await threeItems();
    expect((await minutes({})).minutes).toEqual([2, 1, 0]);
    expect((await minutes({ ScanBy: "TimestampAscending" })).minutes).toEqual([0, 1, 2]);
  });

  it("is found by name, type of item and time", async () => {
    const { minutes } = await threeItems();
    expect((await minutes({ AlarmName: "none" })).minutes).toEqual([]);
    expect((await minutes({ HistoryItemType: "StateUpdate" })).minutes).toEqual([2, 1]);
    expect((await minutes({ StartDate: NOON + MINUTE, EndDate: NOON + MINUTE })).minutes).toEqual([1]);
    expect((await minutes({ AlarmTypes: ["CompositeAlarm"] })).minutes).toEqual([]);
  });

  it("pages without repeating an item when new ones are written meanwhile", async () => {
    const { minutes, set } = await threeItems();
    const first = await minutes({ MaxRecords: 2 });
    expect(first.minutes).toEqual([2, 1]);
    await set("ALARM", NOON + 3 * MINUTE);
    const second = await minutes({ MaxRecords: 2, NextToken: first.NextToken ?? "" });
    expect(second).toEqual({ minutes: [0], NextToken: undefined });
  });

  it("reaches back 30 days", async () => {
    const { minutes, clock } = await threeItems();
    clock.set(NOON + 30 * DAY + MINUTE);
    expect((await minutes({})).minutes).toEqual([2, 1]);
  });

  it("refuses a token of another making", async () => {
    const { minutes } = await threeItems();
    await expect(minutes({ NextToken: "x" })).rejects.toMatchObject({ code: "InvalidNextToken", status: 400 });
  });
});
