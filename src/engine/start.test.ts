import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { alarmArn, initialState, type SingleMetricAlarmConfiguration } from "../alarm/alarm.ts";
import { nextEvaluation, scheduleOf } from "../alarm/evaluation-range.ts";
import { openSqliteStore } from "../store/sqlite.ts";
import { manualClock } from "./clock.ts";
import type { AlarmRecord, Store } from "./ports.ts";
import { repairSchedule } from "./start.ts";

const region = "us-east-1";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.parse("2026-09-14T05:42:30Z");

function alarm(AlarmName: string, Period = 60, EvaluationPeriods = 1): SingleMetricAlarmConfiguration {
  return {
    AlarmName,
    AlarmArn: alarmArn(region, "123456789012", AlarmName),
    AlarmConfigurationUpdatedTimestamp: NOW,
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    Namespace: "N",
    MetricName: "m",
    Dimensions: [],
    Statistic: "Sum",
    Period,
    EvaluationPeriods,
    Threshold: 1,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
  };
}

describe("the schedule after the machine's clock was set back", () => {
  let store: Store;
  beforeEach(() => {
    store = openSqliteStore({ path: ":memory:" });
  });
  afterEach(() => store.close());

  const put = (records: readonly Pick<AlarmRecord, "configuration" | "nextEvaluation">[]) =>
    store.transaction(async (tx) => {
      for (const record of records) await tx.putAlarm({ region, state: initialState(NOW), ...record });
    });
  const scheduled = async () => {
    const records = await store.transaction((tx) => tx.listAlarms({ region }));
    return Object.fromEntries(records.map((record) => [record.configuration.AlarmName, record.nextEvaluation]));
  };

  it("is brought forward to each alarm's own next evaluation, where it lay beyond", async () => {
    const [minutely, hourly] = [alarm("minutely"), alarm("hourly", 86_400, 2)];
    await put([
      { configuration: minutely, nextEvaluation: NOW + 30 * MINUTE },
      { configuration: hourly, nextEvaluation: NOW + 5 * HOUR },
    ]);
    await repairSchedule(store, manualClock(NOW));
    expect(await scheduled()).toEqual({
      minutely: nextEvaluation(scheduleOf(minutely), NOW),
      hourly: nextEvaluation(scheduleOf(hourly), NOW),
    });
  });

  it("stays as it is where it lies as far ahead as it should, and for alarms that sleep", async () => {
    const [minutely, hourly] = [alarm("minutely"), alarm("hourly", 86_400, 2)];
    const before = {
      asleep: undefined,
      hourly: nextEvaluation(scheduleOf(hourly), NOW),
      late: NOW - HOUR,
      minutely: nextEvaluation(scheduleOf(minutely), NOW),
    };
    await put([
      { configuration: minutely, nextEvaluation: before.minutely },
      { configuration: hourly, nextEvaluation: before.hourly },
      { configuration: alarm("late"), nextEvaluation: before.late },
      { configuration: alarm("asleep") },
    ]);
    await repairSchedule(store, manualClock(NOW));
    expect(await scheduled()).toEqual(before);
  });

  it("stays as it is for a composite alarm, whose suppression may end at any time", async () => {
    const { MetricName: _, Namespace: _n, ...settings } = alarm("composite");
    await put([{ configuration: { ...settings, AlarmRule: "TRUE" }, nextEvaluation: NOW + 9 * HOUR }]);
    await repairSchedule(store, manualClock(NOW));
    expect(await scheduled()).toEqual({ composite: NOW + 9 * HOUR });
  });

  it("is repaired for more alarms than one transaction takes", async () => {
    const alarms = Array.from({ length: 2100 }, (_, at) => alarm(`a${at}`));
    await put(alarms.map((configuration) => ({ configuration, nextEvaluation: NOW + HOUR })));
    await repairSchedule(store, manualClock(NOW));
    const far = Object.values(await scheduled()).filter((at) => at === undefined || at > NOW + MINUTE);
    expect(far).toEqual([]);
  });
});
