import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { initialState } from "../alarm/alarm.ts";
import { openSqliteStore } from "../store/sqlite.ts";
import { AwsError } from "./aws-error.ts";
import { manualClock } from "./clock.ts";
import { createFilterCache } from "./compiled-filters.ts";
import type { EngineContext } from "./context.ts";
import { countingIds, GROUP, START } from "./engine.testing.ts";
import { ingestBatch } from "./ingest.ts";
import type { Store } from "./ports.ts";

const scope = { account: "123456789012", region: "us-east-1" };
const metric = { namespace: "N", metricName: "m", dimensions: [] };

describe("ingesting a batch", () => {
  let store: Store;
  let woken: number;
  let engine: EngineContext;
  const clock = manualClock(START);

  beforeEach(async () => {
    store = openSqliteStore({ path: ":memory:" });
    woken = 0;
    engine = {
      ...scope,
      clock,
      ids: countingIds(),
      store,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      filters: createFilterCache(),
      baseUrl: () => "http://127.0.0.1:4666",
      wake: () => {
        woken += 1;
      },
    };
    await store.transaction(async (tx) => {
      const { region } = scope;
      await tx.putDocument(
        "logGroup",
        { region, parent: "", name: GROUP },
        { logGroupName: GROUP, creationTime: 0, metricFilterVersion: 1, storedBytes: 0 },
      );
      await tx.putDocument(
        "metricFilter",
        { region, parent: GROUP, name: "f" },
        {
          logGroupName: GROUP,
          filterName: "f",
          filterPattern: "ERROR",
          metricTransformations: [{ metricName: "m", metricNamespace: "N", metricValue: "1" }],
          creationTime: 0,
          applyOnTransformedLogs: false,
        },
      );
    });
  });
  afterEach(() => store.close());

  const batch = (batchId: string, logGroupName = GROUP) => ({
    scope,
    logGroupName,
    logStreamName: "s",
    events: [
      { timestamp: START, message: "ERROR one" },
      { timestamp: START + 1, message: "fine" },
    ],
    source: "test",
    batchId,
  });
  const samples = async () => {
    const buckets = await store.transaction((tx) =>
      tx.readBuckets({ region: scope.region, metric, from: 0, to: Number.MAX_SAFE_INTEGER }),
    );
    return buckets.reduce((sum, bucket) => sum + bucket.statistics.sampleCount, 0);
  };
  const storedEvents = async () => {
    const chunks = await store.transaction((tx) => tx.listChunks({ region: scope.region, logGroupName: GROUP }));
    return chunks.reduce((sum, chunk) => sum + chunk.eventCount, 0);
  };

  it("stores the events, counts what matched and tells the scheduler", async () => {
    const result = await ingestBatch(engine, batch("1"));
    expect(result).toEqual({ duplicate: false, eventCount: 2, matches: { f: 1 }, late: {} });
    expect([await storedEvents(), await samples(), woken]).toEqual([2, 1, 1]);
  });

  it("a batch that was delivered before changes nothing", async () => {
    await ingestBatch(engine, batch("1"));
    expect(await ingestBatch(engine, batch("1"))).toMatchObject({ duplicate: true });
    expect([await storedEvents(), await samples()]).toEqual([2, 1]);
  });

  it("a batch for a missing log group leaves nothing behind, not even its place in the ledger", async () => {
    await expect(ingestBatch(engine, batch("1", "missing"))).rejects.toThrow(AwsError);
    expect(await ingestBatch(engine, batch("1"))).toMatchObject({ duplicate: false });
  });

  it("data older than every evaluation are marked as late, for each alarm that will not hear of them", async () => {
    const AlarmName = "a";
    await store.transaction((tx) =>
      tx.putAlarm({
        region: scope.region,
        configuration: {
          AlarmName,
          AlarmArn: "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a",
          AlarmConfigurationUpdatedTimestamp: START,
          ActionsEnabled: true,
          OKActions: [],
          AlarmActions: [],
          InsufficientDataActions: [],
          Namespace: metric.namespace,
          MetricName: metric.metricName,
          Dimensions: [],
          Statistic: "Sum",
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: "GreaterThanOrEqualToThreshold",
        },
        state: initialState(START),
      }),
    );
    const old = { ...batch("old"), events: [{ timestamp: START - 3_600_000, message: "ERROR" }] };
    expect(await ingestBatch(engine, old)).toMatchObject({ late: { a: 1 } });
    expect(await ingestBatch(engine, batch("new"))).toMatchObject({ late: {} });
    const found = await store.transaction(async (tx) => ({
      marks: await tx.listLateMarks({ region: scope.region, alarmName: AlarmName }),
      alarm: await tx.getAlarm(scope.region, AlarmName),
    }));
    expect(found.marks).toMatchObject([{ alarmName: AlarmName, sampleCount: 1, noticedAt: START }]);
    // The fresh data woke it.
    expect(found.alarm?.nextEvaluation).toBeGreaterThan(START);
  });

  it("uses a filter from the moment it is put, and not before", async () => {
    await ingestBatch(engine, batch("1"));
    await store.transaction(async (tx) => {
      const key = { region: scope.region, parent: "", name: GROUP };
      const group = await tx.getDocument("logGroup", key);
      if (group === undefined) throw new Error("the group is gone");
      await tx.putDocument("logGroup", key, { ...group, metricFilterVersion: 2 });
      await tx.deleteDocument("metricFilter", { region: scope.region, parent: GROUP, name: "f" });
    });
    await ingestBatch(engine, batch("2"));
    expect(await samples()).toBe(1);
  });
});
