import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alarmArn, initialState, type SingleMetricAlarmConfiguration } from "../src/alarm/alarm.ts";
import { nextEvaluation, scheduleOf } from "../src/alarm/evaluation-range.ts";
import { type ManualClock, manualClock } from "../src/engine/clock.ts";
import { createFilterCache } from "../src/engine/compiled-filters.ts";
import type { EngineContext } from "../src/engine/context.ts";
import { evaluateDue } from "../src/engine/evaluator.ts";
import { systemIds } from "../src/engine/ids.ts";
import { metricIdentity } from "../src/metric/metric.ts";
import { singleSample } from "../src/metric/statistic-set.ts";
import { openSqliteStore } from "../src/store/sqlite.ts";
import { report } from "./statistics.ts";

const ALARMS = 100_000;
const MINUTE = 60_000;
const START = Date.parse("2026-11-21T10:00:00Z");
/** Minutes after the start whose evaluations are measured: in all of them the datapoint still counts. */
const MEASURED = [2, 3, 4];
const region = "us-east-1";

function alarm(n: number): SingleMetricAlarmConfiguration {
  const AlarmName = `alarm-${String(n).padStart(6, "0")}`;
  return {
    AlarmName,
    AlarmArn: alarmArn(region, "123456789012", AlarmName),
    AlarmConfigurationUpdatedTimestamp: START,
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: ["arn:aws:sns:us-east-1:123456789012:alerts"],
    InsufficientDataActions: [],
    MetricName: `metric-${n}`,
    Namespace: "Bench",
    Dimensions: [],
    Statistic: "Sum",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
    TreatMissingData: "notBreaching",
  };
}

/** An engine with alarms that are all in OK, awake, and due within the minute; each has a datapoint in its range. */
async function engineWithAlarms(path: string): Promise<{
  engine: EngineContext;
  clock: ManualClock;
  close: () => Promise<void>;
}> {
  const store = openSqliteStore({ path });
  const clock = manualClock(START);
  const engine: EngineContext = {
    account: "123456789012",
    region,
    clock,
    ids: systemIds,
    store,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    filters: createFilterCache(),
    baseUrl: () => "http://127.0.0.1:4666",
    wake: () => undefined,
  };
  const state = { ...initialState(START), StateValue: "OK" } as const;
  for (let from = 0; from < ALARMS; from += 10_000) {
    await store.transaction(async (tx) => {
      for (let n = from; n < from + 10_000; n += 1) {
        const configuration = alarm(n);
        const schedule = scheduleOf(configuration);
        await tx.putAlarm({ region, configuration, state, nextEvaluation: nextEvaluation(schedule, START) });
        const metric = metricIdentity("Bench", configuration.MetricName);
        const statistics = singleSample(0);
        await tx.mergeDeltas(region, [{ metric, unit: "None", start: START - MINUTE, statistics, evidence: [] }]);
      }
    });
  }
  clock.set(START + MINUTE);
  return { engine, clock, close: () => store.close() };
}

/** CPU seconds of this process. */
async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** What no evaluation can do without: finds the alarms that are due and moves them by a minute, judging none. */
async function moveDue({ store, clock }: EngineContext): Promise<void> {
  for (;;) {
    const moved = await store.transaction(async (tx) => {
      const due = await tx.dueAlarms(clock.now(), 1000);
      await tx.scheduleAlarms(
        due.map(({ id, nextEvaluation: at = 0 }) => ({ id, nextEvaluation: at + MINUTE, lastEvaluation: at })),
      );
      return due.length;
    });
    if (moved === 0) return;
  }
}

const folder = mkdtempSync(join(tmpdir(), "tocsin-bench-"));
for (const [name, path] of [
  ["in memory", ":memory:"],
  ["on disk", join(folder, "tocsin.sqlite")],
] as const) {
  const { engine, clock, close } = await engineWithAlarms(path);
  const cold = await cpuOf(() => evaluateDue(engine));
  // The mean of three: one of them may have to pay for collecting the garbage of all before.
  let sum = 0;
  for (const minute of MEASURED) {
    clock.set(START + minute * MINUTE);
    sum += await cpuOf(() => evaluateDue(engine));
    const left = await engine.store.transaction((tx) => tx.dueAlarms(clock.now(), 1));
    if (left.length > 0) throw new Error("an alarm was left out");
  }
  const cpu = sum / MEASURED.length;
  report(`evaluation of ${ALARMS} alarms, ${name}, CPU`, `${cpu.toFixed(2)} s`, "1 s", cpu < 1);
  clock.set(START + 5 * MINUTE);
  const limit = await cpuOf(() => moveDue(engine));
  process.stdout.write(`    ${(cpu / limit).toFixed(1)} x only moving them in the schedule (${limit.toFixed(2)} s)\n`);
  process.stdout.write(`    after a start, with everything to be parsed: ${cold.toFixed(2)} s\n`);
  await close();
}
rmSync(folder, { recursive: true });
