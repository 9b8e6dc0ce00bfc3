import { describe, expect, it } from "vitest";
import { evaluateDue } from "../evaluator.ts";
import { NOON, type TestEngine } from "../logs/engine.testing.ts";
import { createTopic } from "../sns/create-topic.ts";
import { engineWithAlarms } from "./alarm.testing.ts";
import { deleteAlarms, disableAlarmActions } from "./change-alarms.ts";
import { describeAlarmHistory } from "./describe-alarm-history.ts";
import { describeAlarms } from "./describe-alarms.ts";
import { type PutCompositeAlarmInput, putCompositeAlarm } from "./put-composite-alarm.ts";
import { putMetricAlarm } from "./put-metric-alarm.ts";
import { setAlarmState } from "./set-alarm-state.ts";

const arn = (name: string) => `arn:aws:cloudwatch:us-east-1:123456789012:alarm:${name}`;
const TOPIC = "arn:aws:sns:us-east-1:123456789012:pager";

/** Metric alarms a, b and quiet in OK, a topic, and a clock at noon. */
async function some() {
  const keeping = { TreatMissingData: "ignore" };
  const names = ["a", "b", "quiet"];
  const test = await engineWithAlarms(...names.map((AlarmName) => ({ AlarmName, ...keeping })));
  await test.run(createTopic, { Name: "pager" });
  for (const AlarmName of names) await set(test, AlarmName, "OK");
  return test;
}

async function set({ run }: TestEngine, AlarmName: string, StateValue: "OK" | "ALARM"): Promise<void> {
  await run(setAlarmState, { AlarmName, StateValue, StateReason: "drill" });
}

async function put(
  { run }: TestEngine,
  AlarmName: string,
  AlarmRule: string,
  more: Partial<PutCompositeAlarmInput> = {},
) {
  await run(putCompositeAlarm, { AlarmName, AlarmRule, AlarmActions: [TOPIC], ...more });
}

async function described({ run }: TestEngine, name: string) {
  const { CompositeAlarms } = await run(describeAlarms, { AlarmNames: [name], AlarmTypes: ["CompositeAlarm"] });
  return CompositeAlarms[0];
}

async function history({ run }: TestEngine, AlarmName: string): Promise<readonly string[]> {
  const { AlarmHistoryItems } = await run(describeAlarmHistory, {
    AlarmName,
    AlarmTypes: ["CompositeAlarm"],
    ScanBy: "TimestampAscending",
  });
  return AlarmHistoryItems.map((item) => item.HistorySummary);
}

describe("a composite alarm", () => {
  it("is evaluated as it is created, and tells why", async () => {
    const test = await some();
    await put(test, "both", "ALARM(a) AND ALARM(b)");
    const alarm = await described(test, "both");
    expect(alarm).toEqual({
      AlarmName: "both",
      AlarmArn: arn("both"),
      AlarmRule: "ALARM(a) AND ALARM(b)",
      AlarmConfigurationUpdatedTimestamp: NOON,
      ActionsEnabled: true,
      OKActions: [],
      AlarmActions: [TOPIC],
      InsufficientDataActions: [],
      StateValue: "OK",
      StateReason: `${arn("both")} was created and its alarm rule evaluates to OK`,
      StateReasonData: expect.stringContaining('{"triggeringAlarms":[{"arn":'),
      StateUpdatedTimestamp: NOON,
      StateTransitionedTimestamp: NOON,
    });
    expect(await history(test, "both")).toEqual(['Alarm "both" created', "Alarm updated from INSUFFICIENT_DATA to OK"]);
  });

  it("follows the alarms it mentions, at the same moment, and those that mention it follow", async () => {
    const test = await some();
    await put(test, "either", "ALARM(a) OR ALARM(b)");
    await put(test, "outer", `NOT OK("${arn("either")}")`);
    test.clock.set(NOON + 5000);
    await set(test, "b", "ALARM");
    const changed = { StateValue: "ALARM", StateUpdatedTimestamp: NOON + 5000 };
    expect(await described(test, "either")).toMatchObject({
      ...changed,
      StateReason: `${arn("b")} transitioned to ALARM at Monday 14 September, 2026 12:00:05 UTC`,
      StateReasonData: `{"triggeringAlarms":[{"arn":"${arn("b")}","state":{"value":"ALARM","timestamp":"2026-09-14T12:00:05.000+0000"}}]}`,
    });
    expect(await described(test, "outer")).toMatchObject(changed);
    expect(await history(test, "either")).toContain(`Successfully executed action ${TOPIC}`);
  });

  it("keeps its state and reason when a new rule comes to the same, and changes when it does not", async () => {
    const test = await some();
    await put(test, "c", "ALARM(a)");
    await put(test, "c", "FALSE");
    expect((await described(test, "c"))?.StateReason).toContain("was created");
    await put(test, "c", "TRUE");
    expect(await described(test, "c")).toMatchObject({
      StateValue: "ALARM",
      StateReason: `${arn("c")} was updated and its new alarm rule evaluates to ALARM`,
      StateReasonData: '{"triggeringAlarms":[]}',
    });
  });

  it("that is set by hand stays so until an alarm it mentions changes", async () => {
    const test = await some();
    await put(test, "c", "ALARM(a)");
    await set(test, "c", "ALARM");
    await evaluateDue(test.engine);
    expect((await described(test, "c"))?.StateValue).toBe("ALARM");
    await set(test, "a", "ALARM");
    await set(test, "a", "OK");
    expect((await described(test, "c"))?.StateValue).toBe("OK");
  });

  it("in a cycle is evaluated once more and no further", async () => {
    const test = await some();
    await put(test, "c", "FALSE");
    await put(test, "d", "ALARM(c)");
    await put(test, "c", "NOT ALARM(d)");
    // What AWS showed: obs STACKD alarm_composites, cycles/10 and 13.
    expect((await described(test, "d"))?.StateValue).toBe("ALARM");
    const summaries = await history(test, "d");
    expect(summaries.filter((summary) => summary.includes("to ALARM"))).toHaveLength(1);
  });

  it("changes state but sends nothing while its actions are disabled", async () => {
    const test = await some();
    await put(test, "c", "ALARM(a)");
    await test.run(disableAlarmActions, { AlarmNames: ["c"] });
    await set(test, "a", "ALARM");
    expect(await described(test, "c")).toMatchObject({ StateValue: "ALARM", ActionsEnabled: false });
    expect((await history(test, "c")).filter((summary) => summary.includes("action"))).toEqual([]);
  });
});

describe("a suppressor", () => {
  const suppression = {
    ActionsSuppressor: "quiet",
    ActionsSuppressorWaitPeriod: 5,
    ActionsSuppressorExtensionPeriod: 5,
  };
  const actions = async (test: TestEngine) =>
    (await history(test, "c")).filter((summary) => summary.startsWith("Successfully")).length;

  it("is waited for, and when it stays calm the actions run", async () => {
    const test = await some();
    await put(test, "c", "ALARM(a)", suppression);
    await set(test, "a", "ALARM");
    expect(await described(test, "c")).toMatchObject({
      StateValue: "ALARM",
      ActionsSuppressedBy: "WaitPeriod",
      ActionsSuppressedReason: "Actions suppressed by WaitPeriod",
    });
    test.clock.set(NOON + 6000);
    await evaluateDue(test.engine);
    const alarm = await described(test, "c");
    expect(alarm).not.toHaveProperty("ActionsSuppressedBy");
    expect(alarm).toMatchObject({ StateUpdatedTimestamp: NOON + 5000, StateTransitionedTimestamp: NOON });
    expect(await actions(test)).toBe(1);
  });

  it("in ALARM holds the actions, and for a while after it", async () => {
    const test = await some();
    await put(test, "c", "ALARM(a)", suppression);
    await set(test, "a", "ALARM");
    await set(test, "quiet", "ALARM");
    expect((await described(test, "c"))?.ActionsSuppressedReason).toBe(
      `Actions suppressed by ${arn("quiet")} that transitioned to ALARM at Monday 14 September, 2026 12:00:00 UTC`,
    );
    test.clock.set(NOON + 60_000);
    await evaluateDue(test.engine);
    expect(await actions(test)).toBe(0);
    await set(test, "quiet", "OK");
    expect((await described(test, "c"))?.ActionsSuppressedBy).toBe("ExtensionPeriod");
    test.clock.set(NOON + 65_000);
    await evaluateDue(test.engine);
    expect(await actions(test)).toBe(1);
  });

  it("that has let the actions run suppresses nothing afterwards", async () => {
    const test = await some();
    await put(test, "c", "ALARM(a)", { ...suppression, ActionsSuppressorWaitPeriod: 0 });
    await set(test, "a", "ALARM");
    await set(test, "quiet", "ALARM");
    expect(await described(test, "c")).not.toHaveProperty("ActionsSuppressedBy");
    expect(await actions(test)).toBe(1);
  });
});

describe("alarms that composite alarms mention", () => {
  it("cannot be deleted, alone or together with them", async () => {
    const test = await some();
    await put(test, "c", "ALARM(a)", {
      ActionsSuppressor: "quiet",
      ActionsSuppressorWaitPeriod: 0,
      ActionsSuppressorExtensionPeriod: 0,
    });
    const refusal = { code: "ValidationError" };
    await expect(test.run(deleteAlarms, { AlarmNames: ["c", "a"] })).rejects.toMatchObject({
      ...refusal,
      message: "Cannot delete a as there are composite alarm(s) depending on it.",
    });
    await expect(test.run(deleteAlarms, { AlarmNames: ["a", "quiet"] })).rejects.toMatchObject({
      ...refusal,
      message: "Cannot delete a,quiet as there are composite alarm(s) depending on them.",
    });
    await test.run(deleteAlarms, { AlarmNames: ["c", "b"] });
    await test.run(deleteAlarms, { AlarmNames: ["a", "quiet"] });
    await expect(test.run(describeAlarms, { AlarmTypes: ["CompositeAlarm", "MetricAlarm"] })).resolves.toEqual({
      MetricAlarms: [],
      CompositeAlarms: [],
      LogAlarms: [],
    });
  });

  it("are found as children, and they as parents, with AWS's few members", async () => {
    const test = await some();
    await put(test, "inner", "ALARM(b)");
    await put(test, "outer", "ALARM(a) OR ALARM(inner)");
    const children = await test.run(describeAlarms, { ChildrenOfAlarmName: "outer" });
    expect(children.MetricAlarms).toEqual([
      { AlarmName: "a", AlarmArn: arn("a"), StateValue: "OK", StateUpdatedTimestamp: NOON },
    ]);
    expect(children.CompositeAlarms).toMatchObject([{ AlarmName: "inner" }]);
    const parents = await test.run(describeAlarms, { ParentsOfAlarmName: "b" });
    expect(parents.CompositeAlarms).toEqual([{ AlarmName: "inner", AlarmArn: arn("inner") }]);
    await expect(
      test.run(describeAlarms, { ParentsOfAlarmName: "b", AlarmTypes: ["MetricAlarm"] }),
    ).rejects.toMatchObject({ code: "ValidationError" });
  });

  it("must exist, in this account and region, and be other alarms", async () => {
    const test = await some();
    const refused = async (rule: string) => {
      const failed = await put(test, "c", rule).catch((error: unknown) => error);
      return failed instanceof Error ? failed.message : undefined;
    };
    expect(await refused("ALARM(a) OR ALARM(gone)")).toBe(
      `Could not save the composite alarm as alarms [${arn("gone")}] in the alarm rule do not exist`,
    );
    expect(await refused("ALARM(arn:aws:cloudwatch:us-east-1:111111111111:alarm:a)")).toBe(
      "A composite alarm cannot have a child relation with alarms from another AWS account",
    );
    expect(await refused("ALARM(arn:aws:cloudwatch:us-west-2:123456789012:alarm:a)")).toBe(
      "Error in AlarmRule [Wrong ARN region, it was us-west-2 but us-east-1 was expected instead]",
    );
    expect(await refused("ALARM(c)")).toBe(
      "A composite alarm cannot have a child relation with itself via its AlarmRule, as it would introduce a circular dependency",
    );
  });

  it("share their names with no composite alarm", async () => {
    const test = await some();
    await expect(put(test, "a", "TRUE")).rejects.toMatchObject({ code: "ValidationError" });
    await put(test, "c", "TRUE");
    const { MetricAlarms } = await test.run(describeAlarms, { AlarmNames: ["b"] });
    const [b] = MetricAlarms;
    if (b === undefined || b.Metrics !== undefined) throw new Error("the alarm is gone");
    const { Namespace, MetricName, Period } = b;
    const metric = { Namespace, MetricName, Period, Statistic: "Sum", Threshold: 1, EvaluationPeriods: 1 };
    await expect(
      test.run(putMetricAlarm, { AlarmName: "c", ...metric, ComparisonOperator: "GreaterThanThreshold" }),
    ).rejects.toMatchObject({ code: "ValidationError" });
  });
});
