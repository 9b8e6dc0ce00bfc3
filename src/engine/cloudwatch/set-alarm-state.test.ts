import { describe, expect, it } from "vitest";
import { HOUR, NOON } from "../logs/engine.testing.ts";
import { createTopic } from "../sns/create-topic.ts";
import { subscribe } from "../sns/subscribe.ts";
import { engineWithAlarms, historyOf, REGION, storedAlarm } from "./alarm.testing.ts";
import { describeAlarms } from "./describe-alarms.ts";
import { setAlarmState } from "./set-alarm-state.ts";

const TOPIC = "arn:aws:sns:us-east-1:123456789012:alerts";
const drill = { AlarmName: "a", StateValue: "ALARM", StateReason: "drill" } as const;

describe("setting the state of an alarm", () => {
  it("changes the state with its reason, data and times", async () => {
    const test = await engineWithAlarms({});
    test.clock.set(NOON + HOUR);
    await test.run(setAlarmState, { ...drill, StateReasonData: '{"why":1}' });
    await expect(test.run(describeAlarms, {})).resolves.toMatchObject({
      MetricAlarms: [
        {
          StateValue: "ALARM",
          StateReason: "drill",
          StateReasonData: '{"why":1}',
          StateUpdatedTimestamp: NOON + HOUR,
          StateTransitionedTimestamp: NOON + HOUR,
          AlarmConfigurationUpdatedTimestamp: NOON,
        },
      ],
    });
  });

  it("runs the actions of the new state and writes both into the history", async () => {
    const test = await engineWithAlarms({ AlarmActions: [TOPIC], OKActions: [`${TOPIC}-ok`] });
    await test.run(createTopic, { Name: "alerts" });
    await test.run(subscribe, { TopicArn: TOPIC, Protocol: "sqs", Endpoint: "arn:aws:sqs:us-east-1:123456789012:q" });
    await test.run(setAlarmState, drill);
    await expect(historyOf(test, "a")).resolves.toEqual([
      'Alarm "a" created',
      "Alarm updated from INSUFFICIENT_DATA to ALARM",
      `Successfully executed action ${TOPIC}`,
    ]);
    const rows = await test.engine.store.transaction((tx) => tx.listOutbox({ limit: 10 }));
    const notifications = rows.filter((row) => row.message.kind === "Notification");
    expect(notifications).toMatchObject([{ message: { subject: 'ALARM: "a" in US East (N. Virginia)' } }]);
  });

  it("changes the state also when an action fails", async () => {
    const test = await engineWithAlarms({ AlarmActions: [TOPIC] });
    await test.run(setAlarmState, drill);
    const [, , action] = await historyOf(test, "a");
    expect(action).toMatch(/^Failed to execute action /);
    await expect(storedAlarm(test, "a")).resolves.toMatchObject({ state: { StateValue: "ALARM" } });
  });

  it("runs no action and writes none while actions are disabled", async () => {
    const test = await engineWithAlarms({ AlarmActions: [TOPIC], ActionsEnabled: false });
    await test.run(setAlarmState, drill);
    await expect(historyOf(test, "a")).resolves.toEqual([
      'Alarm "a" created',
      "Alarm updated from INSUFFICIENT_DATA to ALARM",
    ]);
  });

  it("does nothing at all when the alarm is in that state", async () => {
    const test = await engineWithAlarms({});
    await test.run(setAlarmState, drill);
    test.clock.set(NOON + HOUR);
    const before = await storedAlarm(test, "a");
    await test.run(setAlarmState, { ...drill, StateReason: "other" });
    await expect(storedAlarm(test, "a")).resolves.toEqual(before);
    await expect(historyOf(test, "a")).resolves.toHaveLength(2);
  });

  it("has a sleeping alarm evaluated, so that it finds back to its computed state", async () => {
    const test = await engineWithAlarms({});
    await test.engine.store.transaction((tx) => tx.scheduleAlarm(REGION, "a", { lastEvaluation: NOON }));
    await test.run(setAlarmState, drill);
    const record = await storedAlarm(test, "a");
    expect(record?.nextEvaluation).toBeGreaterThan(NOON);
    expect(record?.lastEvaluation).toBe(NOON);
    expect(test.wakes()).toBe(2);
  });

  it("refuses an alarm that is not there, without words, and data that is no JSON", async () => {
    const { run } = await engineWithAlarms({});
    await expect(run(setAlarmState, { ...drill, AlarmName: "none" })).rejects.toMatchObject({
      code: "ResourceNotFound",
      status: 404,
      message: "",
    });
    await expect(run(setAlarmState, { ...drill, StateReasonData: "{" })).rejects.toMatchObject({
      code: "InvalidFormat",
      status: 400,
    });
  });
});
