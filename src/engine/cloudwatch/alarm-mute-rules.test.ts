import { describe, expect, it } from "vitest";
import { HOUR, MINUTE, NOON, type TestEngine } from "../logs/engine.testing.ts";
import { endMuteWindows } from "../mute-actions.ts";
import { createTopic } from "../sns/create-topic.ts";
import { alarmInput, engineWithAlarms, historyOf } from "./alarm.testing.ts";
import { deleteAlarmMuteRule, getAlarmMuteRule } from "./alarm-mute-rules.ts";
import { deleteAlarms, disableAlarmActions, enableAlarmActions } from "./change-alarms.ts";
import { describeAlarmHistory } from "./describe-alarm-history.ts";
import { listAlarmMuteRules } from "./list-alarm-mute-rules.ts";
import { type PutAlarmMuteRuleInput, putAlarmMuteRule } from "./put-alarm-mute-rule.ts";
import { putCompositeAlarm } from "./put-composite-alarm.ts";
import { putMetricAlarm } from "./put-metric-alarm.ts";
import { setAlarmState } from "./set-alarm-state.ts";
import { listTagsForResource, tagResource } from "./tags.ts";

const TOPIC = "arn:aws:sns:us-east-1:123456789012:pager";
const ARN = "arn:aws:cloudwatch:us-east-1:123456789012:alarm-mute-rule:works";
const MUTED = `Muted action ${TOPIC}`;
const RAN = `Successfully executed action ${TOPIC}`;

/** A rule on alarm a, from noon to one o'clock. */
function ruleInput(changes: Partial<PutAlarmMuteRuleInput> = {}): PutAlarmMuteRuleInput {
  return {
    Name: "works",
    Rule: { Schedule: { Expression: "at(2026-09-14T12:00)", Duration: "PT1H" } },
    MuteTargets: { AlarmNames: ["a"] },
    ...changes,
  };
}

/** Alarms a and b in OK since before noon, with a topic for every state. */
async function some(): Promise<TestEngine> {
  const actions = { AlarmActions: [TOPIC], OKActions: [TOPIC], InsufficientDataActions: [TOPIC] };
  const test = await engineWithAlarms({ AlarmName: "a" }, { AlarmName: "b" });
  await set(test, "OK");
  await set(test, "OK", "b");
  for (const AlarmName of ["a", "b"]) await test.run(putMetricAlarm, alarmInput({ AlarmName, ...actions }));
  await test.run(createTopic, { Name: "pager" });
  return test;
}

type State = "OK" | "ALARM" | "INSUFFICIENT_DATA";

async function set({ run }: TestEngine, StateValue: State, AlarmName = "a"): Promise<void> {
  await run(setAlarmState, { AlarmName, StateValue, StateReason: "drill" });
}

async function actionsOf(test: TestEngine, name = "a"): Promise<readonly string[]> {
  return (await historyOf(test, name)).filter((summary) => summary.includes("action "));
}

async function compositeActions({ run }: TestEngine): Promise<readonly string[]> {
  const { AlarmHistoryItems } = await run(describeAlarmHistory, {
    AlarmName: "c",
    AlarmTypes: ["CompositeAlarm"],
    HistoryItemType: "Action",
    ScanBy: "TimestampAscending",
  });
  return AlarmHistoryItems.map((item) => item.HistorySummary);
}

async function endAt(test: TestEngine, time: number): Promise<void> {
  test.clock.set(time);
  await endMuteWindows(test.engine);
}

describe("a muted alarm", () => {
  it("changes its state without its actions, and runs them once when the window ends", async () => {
    const test = await some();
    await test.run(putAlarmMuteRule, ruleInput());
    await set(test, "ALARM");
    await set(test, "ALARM", "b");
    expect(await actionsOf(test)).toEqual([MUTED]);
    expect(await actionsOf(test, "b")).toEqual([RAN]);
    expect(await test.engine.store.transaction((tx) => tx.listMutedAlarms({ endedBy: NOON + HOUR - 1 }))).toEqual([]);
    await endAt(test, NOON + HOUR - 1);
    expect(await actionsOf(test)).toEqual([MUTED]);
    await endAt(test, NOON + HOUR);
    await endAt(test, NOON + HOUR + MINUTE);
    expect(await actionsOf(test)).toEqual([MUTED, RAN]);
  });

  it("says in its history and in its message that it was muted, and until when", async () => {
    const test = await some();
    await test.run(putAlarmMuteRule, ruleInput());
    await set(test, "ALARM");
    await endAt(test, NOON + HOUR);
    const { AlarmHistoryItems } = await test.run(describeAlarmHistory, {
      AlarmName: "a",
      HistoryItemType: "Action",
      ScanBy: "TimestampAscending",
    });
    const data = AlarmHistoryItems.map((item) => JSON.parse(item.HistoryData));
    expect(data).toMatchObject([
      { actionState: "Muted", publishedMessage: null, muteWindowEndTimestamp: NOON + HOUR },
      { actionState: "Succeeded", muteWindowEndTimestamp: NOON + HOUR },
    ]);
    const message = JSON.parse(JSON.parse(data[1].publishedMessage).default);
    expect(message).toMatchObject({
      ActionExecutedAfterMuteWindow: true,
      OldStateValue: "OK",
      NewStateValue: "ALARM",
      StateChangeTime: "2026-09-14T12:00:00.000+0000",
    });
  });

  it("runs nothing when it is back in its state before the window ends", async () => {
    const test = await some();
    await test.run(putAlarmMuteRule, ruleInput());
    await set(test, "ALARM");
    await set(test, "OK");
    await endAt(test, NOON + HOUR);
    expect(await actionsOf(test)).toEqual([MUTED, MUTED]);
  });

  it("runs the actions of the state in which the window finds it, not of those between", async () => {
    const test = await some();
    await test.run(putAlarmMuteRule, ruleInput());
    await set(test, "ALARM");
    await set(test, "INSUFFICIENT_DATA");
    await endAt(test, NOON + HOUR);
    expect(await actionsOf(test)).toEqual([MUTED, MUTED, RAN]);
  });

  it("stays muted until the last of the rules that mute it lets go", async () => {
    const test = await some();
    await test.run(putAlarmMuteRule, ruleInput());
    await set(test, "ALARM");
    const later = { Schedule: { Expression: "cron(30 12 * * *)", Duration: "PT1H" } };
    await test.run(putAlarmMuteRule, ruleInput({ Name: "later", Rule: later }));
    await endAt(test, NOON + HOUR);
    expect(await actionsOf(test)).toEqual([MUTED]);
    expect(await test.engine.store.transaction((tx) => tx.nextDue())).toBeLessThanOrEqual(NOON + HOUR + HOUR / 2);
    await endAt(test, NOON + HOUR + HOUR / 2);
    expect(await actionsOf(test)).toEqual([MUTED, RAN]);
  });

  it("is unmuted at once when the rule is deleted, or no longer targets it", async () => {
    const test = await some();
    await test.run(putAlarmMuteRule, ruleInput({ MuteTargets: { AlarmNames: ["a", "b"] } }));
    await set(test, "ALARM");
    await set(test, "ALARM", "b");
    await test.run(putAlarmMuteRule, ruleInput({ MuteTargets: { AlarmNames: ["b"] } }));
    expect(await actionsOf(test)).toEqual([MUTED, RAN]);
    expect(await actionsOf(test, "b")).toEqual([MUTED]);
    await test.run(deleteAlarmMuteRule, { AlarmMuteRuleName: "works" });
    expect(await actionsOf(test, "b")).toEqual([MUTED, RAN]);
    await test.run(deleteAlarmMuteRule, { AlarmMuteRuleName: "works" });
  });

  it("that was in its state before the window has nothing to run after it", async () => {
    const test = await some();
    await set(test, "ALARM");
    await test.run(putAlarmMuteRule, ruleInput());
    await endAt(test, NOON + HOUR);
    expect(await actionsOf(test)).toEqual([RAN]);
  });

  it("with disabled actions has none that could wait, and a new alarm of its name neither", async () => {
    const test = await some();
    await test.run(putAlarmMuteRule, ruleInput({ MuteTargets: { AlarmNames: ["a", "b"] } }));
    await test.run(disableAlarmActions, { AlarmNames: ["a"] });
    await set(test, "ALARM");
    await test.run(enableAlarmActions, { AlarmNames: ["a"] });
    await set(test, "ALARM", "b");
    await test.run(deleteAlarms, { AlarmNames: ["b"] });
    await endAt(test, NOON + HOUR);
    expect(await actionsOf(test)).toEqual([]);
    expect(await actionsOf(test, "b")).toEqual([MUTED]);
  });

  it("may be a composite alarm, and the alarms that it mentions are not muted with it", async () => {
    const test = await some();
    await test.run(putCompositeAlarm, { AlarmName: "c", AlarmRule: "ALARM(a)", AlarmActions: [TOPIC] });
    await test.run(putAlarmMuteRule, ruleInput({ MuteTargets: { AlarmNames: ["c"] } }));
    await set(test, "ALARM");
    expect(await actionsOf(test)).toEqual([RAN]);
    await endAt(test, NOON + HOUR);
    expect(await compositeActions(test)).toEqual([MUTED, RAN]);
  });

  it("is still held by its suppressor when the window ends", async () => {
    const test = await some();
    const suppressor = { ActionsSuppressor: "b", ActionsSuppressorWaitPeriod: 0, ActionsSuppressorExtensionPeriod: 0 };
    await test.run(putCompositeAlarm, { AlarmName: "c", AlarmRule: "ALARM(a)", AlarmActions: [TOPIC], ...suppressor });
    await test.run(putAlarmMuteRule, ruleInput({ MuteTargets: { AlarmNames: ["c"] } }));
    await set(test, "INSUFFICIENT_DATA", "c");
    await set(test, "ALARM", "b");
    await set(test, "ALARM");
    await endAt(test, NOON + HOUR);
    expect(await compositeActions(test)).toEqual([]);
    await set(test, "OK", "b");
    expect(await compositeActions(test)).toEqual([RAN]);
  });
});

describe("alarm mute rules", () => {
  it("are described as they were put, with what they do now", async () => {
    const test = await some();
    await test.run(putAlarmMuteRule, ruleInput({ Description: "deployment" }));
    const get = () => test.run(getAlarmMuteRule, { AlarmMuteRuleName: "works" });
    expect(await get()).toEqual({
      ...ruleInput({ Description: "deployment" }),
      AlarmMuteRuleArn: ARN,
      LastUpdatedTimestamp: NOON,
      Status: "ACTIVE",
      MuteType: "ONE_TIME",
    });
    test.clock.set(NOON + HOUR);
    expect((await get()).Status).toBe("EXPIRED");
    await test.run(deleteAlarmMuteRule, { AlarmMuteRuleName: "works" });
    await expect(get()).rejects.toMatchObject({ code: "ResourceNotFoundException", status: 404 });
  });

  it("are listed by name, page by page, by alarm and by status", async () => {
    const test = await some();
    const nightly = { Schedule: { Expression: "cron(0 2 * * *)", Duration: "PT4H" } };
    await test.run(putAlarmMuteRule, ruleInput());
    await test.run(putAlarmMuteRule, { Name: "nightly", Rule: nightly });
    const list = async (input: Parameters<typeof listAlarmMuteRules>[2]) => {
      const { AlarmMuteRuleSummaries, NextToken } = await test.run(listAlarmMuteRules, input);
      return { names: AlarmMuteRuleSummaries.map((rule) => rule.AlarmMuteRuleArn.split(":").at(-1)), NextToken };
    };
    const first = await list({ MaxRecords: 1 });
    expect(first.names).toEqual(["nightly"]);
    expect(await list({ MaxRecords: 1, NextToken: first.NextToken ?? "" })).toEqual({ names: ["works"] });
    expect((await list({ AlarmName: "a" })).names).toEqual(["works"]);
    expect((await list({ Statuses: ["SCHEDULED", "EXPIRED"] })).names).toEqual(["nightly"]);
    await expect(list({ AlarmName: "none" })).rejects.toMatchObject({ code: "ResourceNotFoundException" });
    await expect(list({ NextToken: "x" })).rejects.toMatchObject({ code: "InvalidNextToken" });
  });

  it("are refused for alarms that do not exist and for schedules that mean nothing", async () => {
    const test = await some();
    const put = (changes: Partial<PutAlarmMuteRuleInput>) => test.run(putAlarmMuteRule, ruleInput(changes));
    await expect(put({ MuteTargets: { AlarmNames: ["a", "none"] } })).rejects.toMatchObject({
      code: "ValidationError",
      message: "The alarms none in MuteTargets do not exist.",
    });
    const Rule = { Schedule: { Expression: "rate(1 day)", Duration: "PT1H" } };
    await expect(put({ Rule })).rejects.toMatchObject({ code: "ValidationError" });
  });

  it("have tags of their own, which go with them", async () => {
    const test = await some();
    const tags = async () => (await test.run(listTagsForResource, { ResourceARN: ARN })).Tags;
    await test.run(putAlarmMuteRule, ruleInput({ Tags: [{ Key: "team", Value: "blue" }] }));
    await test.run(tagResource, { ResourceARN: ARN, Tags: [{ Key: "tier", Value: "1" }] });
    expect(await tags()).toEqual([
      { Key: "team", Value: "blue" },
      { Key: "tier", Value: "1" },
    ]);
    await test.run(deleteAlarmMuteRule, { AlarmMuteRuleName: "works" });
    await expect(tags()).rejects.toMatchObject({ code: "ResourceNotFoundException" });
  });
});
