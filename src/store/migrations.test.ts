import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { alarmArn, initialState, type SingleMetricAlarmConfiguration } from "../alarm/alarm.ts";
import { createEngine, type Engine } from "../engine/create.ts";
import { metricIdentity, metricKey } from "../metric/metric.ts";
import { singleSample } from "../metric/statistic-set.ts";
import { type Connection, connect } from "./connection.ts";
import { openDatabase } from "./driver.ts";
import { migrations } from "./schema.ts";
import { openSqliteStore } from "./sqlite.ts";

const region = "us-east-1";
const MINUTE = 60_000;
const START = Date.parse("2026-09-14T05:42:00Z");

/** An alarm of an old store with its times; each watches a metric that has its name. */
interface OldAlarm {
  readonly name: string;
  readonly nextEvaluation: number | null;
  readonly lastEvaluation: number | null;
}

const OLD_ALARMS: readonly OldAlarm[] = [
  { name: "asleep", nextEvaluation: null, lastEvaluation: START - MINUTE },
  { name: "asleep too", nextEvaluation: null, lastEvaluation: null },
  { name: "awake", nextEvaluation: START + MINUTE, lastEvaluation: START },
  { name: "awake too", nextEvaluation: START + MINUTE, lastEvaluation: START },
  { name: "new", nextEvaluation: START + MINUTE, lastEvaluation: null },
];

const settings: Omit<SingleMetricAlarmConfiguration, "AlarmName" | "AlarmArn" | "MetricName"> = {
  AlarmConfigurationUpdatedTimestamp: START,
  ActionsEnabled: true,
  OKActions: [],
  AlarmActions: [],
  InsufficientDataActions: [],
  Namespace: "N",
  Dimensions: [],
  Statistic: "Sum",
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: "GreaterThanOrEqualToThreshold",
  TreatMissingData: "ignore",
};

function configurationOf({ name }: OldAlarm): SingleMetricAlarmConfiguration {
  return { ...settings, AlarmName: name, AlarmArn: alarmArn(region, "123456789012", name), MetricName: name };
}

/** How an alarm was written at a version of the schema. */
function insertAlarm(db: Connection, version: number, id: number, old: OldAlarm): void {
  const { name, nextEvaluation, lastEvaluation } = old;
  const key = metricKey(metricIdentity("N", name));
  const [configuration, state] = [JSON.stringify(configurationOf(old)), JSON.stringify(initialState(START))];
  if (version < 3) {
    db.run(
      `INSERT INTO alarm (region, name, metric_key, state_value, configuration, state, next_evaluation, last_evaluation)
       VALUES (?, ?, ?, 'INSUFFICIENT_DATA', ?, ?, ?, ?)`,
      region,
      name,
      key,
      configuration,
      state,
      nextEvaluation,
      lastEvaluation,
    );
    return;
  }
  db.run(
    `INSERT INTO alarm (id, region, name, type, state_value, configuration, state${version === 3 ? ", version" : ""})
     VALUES (?, ?, ?, 'MetricAlarm', 'INSUFFICIENT_DATA', ?, ?${version === 3 ? ", 10" : ""})`,
    id,
    region,
    name,
    configuration,
    state,
  );
  db.run(
    `INSERT INTO alarm_schedule (alarm_id, next_evaluation, last_evaluation${version === 3 ? "" : ", version"})
     VALUES (?, ?, ?${version === 3 ? "" : ", 10"})`,
    id,
    nextEvaluation,
    lastEvaluation,
  );
  db.run("INSERT INTO alarm_metric (region, metric_key, alarm_id) VALUES (?, ?, ?)", region, key, id);
}

/** A store as an earlier version left it: five alarms, and data that make the one called "awake" ring. */
function writeOldStore(path: string, version: number): void {
  const db = connect(openDatabase(path));
  for (const sql of migrations.slice(0, version)) db.exec(sql);
  db.exec(`PRAGMA user_version = ${version}`);
  // Not in the order of their names: neither ids nor order may matter.
  for (const [at, old] of OLD_ALARMS.toReversed().entries()) insertAlarm(db, version, at + 1, old);
  db.run(
    "INSERT INTO metric (id, region, namespace, metric_name, dimensions, unit, last_start) VALUES (1, ?, 'N', 'awake', '[]', 'None', ?)",
    region,
    START,
  );
  db.run(
    "INSERT INTO metric_bucket (metric_id, start, statistics, evidence) VALUES (1, ?, ?, '[]')",
    START,
    JSON.stringify(singleSample(5)),
  );
  db.run(
    "INSERT INTO alarm_history (region, alarm_name, type, timestamp, item) VALUES (?, 'awake', 'Action', 1, '{}')",
    region,
  );
  db.run(
    "INSERT INTO late_mark (region, alarm_name, start, sample_count, noticed_at) VALUES (?, 'awake', 1, 2, 3)",
    region,
  );
  db.close();
}

async function stateOf(engine: Engine, AlarmName: string): Promise<unknown> {
  const answer = await engine.request("cloudwatch", "DescribeAlarms", { AlarmNames: [AlarmName] });
  const [alarm] = (answer as { MetricAlarms: readonly { StateValue: string }[] }).MetricAlarms;
  return alarm?.StateValue;
}

/** Those whose tables for alarms were others than the present ones. */
const VERSIONS = [1, 2, 3, 4, 5];

describe.each(VERSIONS)("a store of schema version %d", (version) => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tocsin-migration-"));
    path = join(folder, "tocsin.sqlite");
    writeOldStore(path, version);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("opens with each alarm, its times, its metric, its history and its late marks", async () => {
    const store = openSqliteStore({ path });
    await store.transaction(async (tx) => {
      const state = initialState(START);
      const expected = OLD_ALARMS.map((old) => ({
        region,
        configuration: configurationOf(old),
        state,
        ...(old.nextEvaluation === null ? {} : { nextEvaluation: old.nextEvaluation }),
        ...(old.lastEvaluation === null ? {} : { lastEvaluation: old.lastEvaluation }),
      }));
      expect(await tx.listAlarms({ region })).toEqual(expected);
      for (const record of expected) {
        const metric = metricIdentity("N", record.configuration.MetricName);
        expect(await tx.listAlarmsOnMetric(region, metric)).toEqual([record]);
      }
      const due = await tx.dueAlarms(START + MINUTE, 10);
      expect(due.map(({ configuration }) => configuration.AlarmName).sort()).toEqual(["awake", "awake too", "new"]);
      expect(await tx.nextDue()).toBe(START + MINUTE);
      expect(await tx.listHistory({ region, newestFirst: true, offset: 0, limit: 9 })).toEqual([{}]);
      expect(await tx.listLateMarks({ region })).toEqual([
        { region, alarmName: "awake", start: 1, sampleCount: 2, noticedAt: 3 },
      ]);
    });
    await store.close();
  });

  it("goes on: alarms ring by data from before, and those that slept by new data", async () => {
    const engine = await createEngine({ dataDir: folder, clock: "manual", clockStart: START + 30_000 });
    await engine.advance({ by: MINUTE });
    expect(await stateOf(engine, "awake")).toBe("ALARM");
    expect(await stateOf(engine, "awake too")).toBe("INSUFFICIENT_DATA");
    const MetricData = OLD_ALARMS.map(({ name: MetricName }) => ({ MetricName, Value: 1 }));
    await engine.request("cloudwatch", "PutMetricData", { Namespace: "N", MetricData });
    await engine.advance({ by: 2 * MINUTE });
    for (const { name } of OLD_ALARMS) expect([name, await stateOf(engine, name)]).toEqual([name, "ALARM"]);
    await engine.close();
  });
});
