import { describe, expect, it } from "vitest";
import { HOUR, NOON } from "../logs/engine.testing.ts";
import { engineWithAlarms, historyOf, storedAlarm } from "./alarm.testing.ts";
import { deleteAlarms, disableAlarmActions, enableAlarmActions } from "./change-alarms.ts";
import { describeAlarms } from "./describe-alarms.ts";

describe("deleting alarms", () => {
  it("passes over names that do not exist, and keeps the history", async () => {
    const test = await engineWithAlarms({}, { AlarmName: "b" });
    await test.run(deleteAlarms, { AlarmNames: ["none", "a", "a"] });
    const { MetricAlarms } = await test.run(describeAlarms, {});
    expect(MetricAlarms.map((alarm) => alarm.AlarmName)).toEqual(["b"]);
    await expect(historyOf(test, "a")).resolves.toEqual(['Alarm "a" created', 'Alarm "a" deleted']);
  });
});

describe("disabling and enabling actions", () => {
  it("touches the configuration and its time, not the state", async () => {
    const test = await engineWithAlarms({});
    test.clock.set(NOON + HOUR);
    await test.run(disableAlarmActions, { AlarmNames: ["a", "none"] });
    await expect(storedAlarm(test, "a")).resolves.toMatchObject({
      configuration: { ActionsEnabled: false, AlarmConfigurationUpdatedTimestamp: NOON + HOUR },
      state: { StateUpdatedTimestamp: NOON },
    });
    await test.run(enableAlarmActions, { AlarmNames: ["a"] });
    await expect(storedAlarm(test, "a")).resolves.toMatchObject({ configuration: { ActionsEnabled: true } });
  });
});
