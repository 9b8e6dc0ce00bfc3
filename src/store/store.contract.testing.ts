import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { initialState, type SingleMetricAlarmConfiguration } from "../alarm/alarm.ts";
import type { OutboundMessage } from "../engine/outbound.ts";
import type { Store, Transaction } from "../engine/ports.ts";
import type { MetricDelta } from "../metric/delta.ts";
import { metricIdentity } from "../metric/metric.ts";
import { singleSample } from "../metric/statistic-set.ts";
import { readStatistic } from "../metric/statistics.ts";

const region = "us-east-1";
const minute = Date.parse("2026-09-14T05:43:00Z");
const metric = metricIdentity("CISBenchmark", "no_mfa_console_signin_metric");

/** What every store must do. `open` gives an empty one. */
export function describeStore(name: string, open: () => Store): void {
  describe(`the store: ${name}`, () => {
    let store: Store;
    beforeEach(() => {
      store = open();
    });
    afterEach(() => store.close());

    it("forgets the whole transaction when its work throws", async () => {
      const key = { region, parent: "", name: "x" };
      const failing = store.transaction(async (tx) => {
        await tx.putDocument("setting", key, { value: 1 });
        throw new Error("no");
      });
      await expect(failing).rejects.toThrow("no");
      expect(await store.transaction((tx) => tx.getDocument("setting", key))).toBeUndefined();
    });

    it("undoes only the transaction that fails, among many that are asked for at once", async () => {
      const key = (name: string) => ({ region, parent: "", name });
      const put = (name: string, fails: boolean) =>
        store.transaction(async (tx) => {
          await tx.putDocument("setting", key(name), { value: 1 });
          if (fails) throw new Error(`not ${name}`);
          return name;
        });
      const results = await Promise.allSettled(Array.from({ length: 200 }, (_, at) => put(`n${at}`, at % 3 === 0)));
      expect(results.map((result) => result.status === "rejected")).toEqual(results.map((_, at) => at % 3 === 0));
      const kept = await store.transaction((tx) => tx.countDocuments("setting", { region }));
      expect(kept).toBe(results.filter((result) => result.status === "fulfilled").length);
    });

    it("runs transactions one after another, so that none sees half of another", async () => {
      const key = { region, parent: "", name: "counter" };
      const increment = () =>
        store.transaction(async (tx) => {
          const before = Number((await tx.getDocument("setting", key))?.value ?? 0);
          await tx.putDocument("setting", key, { value: before + 1 });
        });
      await Promise.all(Array.from({ length: 50 }, increment));
      expect(await store.transaction((tx) => tx.getDocument("setting", key))).toEqual({ value: 50 });
    });

    it("lists documents in binary order, from a prefix, after a name, up to a limit", async () => {
      const names = ["a", "B", "b/1", "b/2", "b\u{1f600}", "c"];
      const listed = await store.transaction(async (tx) => {
        for (const name of names) await tx.putDocument("setting", { region, parent: "p", name }, { value: name });
        return {
          all: await tx.listDocuments("setting", { region, parent: "p" }),
          prefix: await tx.listDocuments("setting", { region, parent: "p", namePrefix: "b" }),
          after: await tx.listDocuments("setting", { region, parent: "p", after: "b/1", limit: 2 }),
          elsewhere: await tx.listDocuments("setting", { region: "eu-west-1" }),
          count: await tx.countDocuments("setting", { region, parent: "p" }),
        };
      });
      expect(listed.all.map((found) => found.value)).toEqual(["B", "a", "b/1", "b/2", "b\u{1f600}", "c"]);
      expect(listed.prefix.map((found) => found.value)).toEqual(["b/1", "b/2", "b\u{1f600}"]);
      expect(listed.after.map((found) => found.value)).toEqual(["b/2", "b\u{1f600}"]);
      expect(listed.elsewhere).toEqual([]);
      expect(listed.count).toBe(6);
    });

    it("forgets everything when it is cleared, and gives no number of the sequence twice", async () => {
      const key = { region, parent: "", name: "x" };
      const before = await store.transaction(async (tx) => {
        await tx.putDocument("setting", key, { value: 1 });
        await tx.enqueue([outbound("m")], 5);
        return tx.nextSequence();
      });
      await store.clear();
      await store.transaction(async (tx) => {
        expect(await tx.getDocument("setting", key)).toBeUndefined();
        expect(await tx.listOutbox({ limit: 10 })).toEqual([]);
        expect(await tx.nextSequence()).toBeGreaterThan(before);
      });
    });

    it("records a batch once", async () => {
      const batch = { source: "logs", batchId: "1", eventCount: 3, at: minute };
      const answers = await store.transaction(async (tx) => [await tx.recordBatch(batch), await tx.recordBatch(batch)]);
      expect(answers).toEqual([true, false]);
    });

    it("gives log events back as they came, lone surrogates and separators included", async () => {
      const events = [
        { timestamp: 1, message: "\ud800 lone" },
        { timestamp: 2, message: '{"a":"\u2028"}\n' },
      ];
      const found = await store.transaction(async (tx) => {
        const id = await tx.nextSequence();
        const header = { logStreamName: "s", firstTimestamp: 1, lastTimestamp: 2, ingestionTime: 9, eventCount: 2 };
        await tx.appendChunk(region, "g", header, id, events);
        return {
          headers: await tx.listChunks({ region, logGroupName: "g", logStreamNames: ["s"], from: 2, to: 2 }),
          none: await tx.listChunks({ region, logGroupName: "g", from: 3 }),
          events: await tx.readChunk(id),
        };
      });
      expect(found.headers).toMatchObject([{ logStreamName: "s", eventCount: 2, ingestionTime: 9 }]);
      expect(found.none).toEqual([]);
      expect(found.events).toEqual(events);
    });

    it("deletes one chunk and leaves the others", async () => {
      const left = await store.transaction(async (tx) => {
        const header = { logStreamName: "s", firstTimestamp: 1, lastTimestamp: 1, ingestionTime: 1, eventCount: 1 };
        const ids = [await tx.nextSequence(), await tx.nextSequence()];
        for (const id of ids) await tx.appendChunk(region, "g", header, id, [{ timestamp: 1, message: `${id}` }]);
        await tx.deleteChunk(ids[0] ?? 0);
        return { ids, headers: await tx.listChunks({ region, logGroupName: "g" }) };
      });
      expect(left.headers.map(({ id }) => id)).toEqual(left.ids.slice(1));
    });

    it("tells the regions that have a kind of document", async () => {
      const regions = await store.transaction(async (tx) => {
        for (const name of ["b", "a"])
          await tx.putDocument("setting", { region: name, parent: "", name }, { value: 1 });
        return tx.listRegions("setting");
      });
      expect(regions).toEqual(["a", "b"]);
    });

    it("merges deltas into the same bucket in whatever order and grouping they come", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }),
          async (values) => {
            const own = open();
            const deltas = values.map(
              (value): MetricDelta => ({
                metric,
                unit: "None",
                start: minute,
                statistics: singleSample(value),
                evidence: [],
              }),
            );
            for (const delta of deltas) await own.transaction((tx) => tx.mergeDeltas("one", [delta]));
            await own.transaction((tx) => tx.mergeDeltas("other", deltas.toReversed()));
            const read = async (where: string) =>
              own.transaction((tx) => tx.readBuckets({ region: where, metric, from: minute, to: minute + 1 }));
            const [one, other] = [await read("one"), await read("other")];
            await own.close();
            expect(one).toHaveLength(1);
            const sums = [...one, ...other].map((bucket) => readStatistic(bucket.statistics, "Sum"));
            expect(sums[0]).toBe(sums[1]);
          },
        ),
        { numRuns: 20 },
      );
    });

    it("keeps units apart, and gives all of them when none is asked for", async () => {
      const delta = (unit: MetricDelta["unit"]): MetricDelta => ({
        metric,
        unit,
        start: minute,
        statistics: singleSample(1),
        evidence: [],
      });
      const counts = await store.transaction(async (tx) => {
        await tx.mergeDeltas(region, [delta("None"), delta("Count")]);
        const range = { region, metric, from: minute, to: minute + 60_000 };
        const read = async (unit?: string) =>
          (await tx.readBuckets(unit === undefined ? range : { ...range, unit })).map((b) => b.statistics.sampleCount);
        return [await read(), await read("Count"), await read("Bytes")];
      });
      expect(counts).toEqual([[2], [1], []]);
    });

    it("reads the statistics of many queries as it reads each of them alone, whatever was added or undone between", async () => {
      const names = ["a", "b", "c"] as const;
      const units = ["None", "Count"] as const;
      const added = fc.record({
        name: fc.constantFrom(...names),
        unit: fc.constantFrom(...units),
        minutes: fc.integer({ min: 0, max: 3 }),
        value: fc.integer({ min: 0, max: 9 }),
        undone: fc.boolean(),
      });
      const queries = names.flatMap((name) =>
        [undefined, ...units].flatMap((unit) =>
          [0, 1].map((from) => ({
            region,
            metric: metricIdentity("N", name),
            ...(unit === undefined ? {} : { unit }),
            from: minute + from * 60_000,
            to: minute + 3 * 60_000,
          })),
        ),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(added, { maxLength: 8 }), async (steps) => {
          await store.clear();
          for (const { name, unit, minutes, value, undone } of steps) {
            const statistics = singleSample(value);
            const delta = { metric: metricIdentity("N", name), unit, start: minute + minutes * 60_000, statistics };
            const work = async (tx: Transaction) => {
              await tx.mergeDeltas(region, [{ ...delta, evidence: [] }]);
              const together = await tx.readStatistics(queries);
              const alone = [];
              for (const query of queries) alone.push(await tx.readBuckets(query));
              expect(together).toEqual(alone);
              if (undone) throw new Error("undone");
            };
            const ended = store.transaction(work).then(
              () => "kept",
              (error: unknown) => String(error),
            );
            expect(await ended).toBe(undone ? "Error: undone" : "kept");
          }
        }),
        { numRuns: 50 },
      );
    });

    it("finds due alarms earliest first and forgets the schedule when told", async () => {
      const due = await store.transaction(async (tx) => {
        for (const [name, nextEvaluation] of [
          ["late", 30],
          ["early", 10],
          ["future", 99],
        ] as const) {
          await tx.putAlarm({ region, configuration: alarm(name), state: initialState(0), nextEvaluation });
        }
        await tx.putAlarm({ region, configuration: alarm("asleep"), state: initialState(0) });
        const before = await tx.dueAlarms(30, 10);
        await tx.scheduleAlarm(region, "early", { lastEvaluation: 10 });
        return { before, after: await tx.dueAlarms(30, 10), on: await tx.listAlarmsOnMetric(region, metric) };
      });
      expect(due.before.map((record) => record.configuration.AlarmName)).toEqual(["early", "late"]);
      expect(due.after.map((record) => record.configuration.AlarmName)).toEqual(["late"]);
      expect(due.on.map((record) => record.configuration.AlarmName)).toEqual(["asleep", "early", "future", "late"]);
    });

    it("moves the evaluation times of several alarms at once, and of no other", async () => {
      const times = await store.transaction(async (tx) => {
        for (const name of ["a", "b", "c"]) {
          await tx.putAlarm({ region, configuration: alarm(name), state: initialState(0), nextEvaluation: 1 });
        }
        const [a, b] = await tx.dueAlarms(1, 2);
        await tx.scheduleAlarms([
          { id: a?.id ?? 0, nextEvaluation: 61, lastEvaluation: 1 },
          { id: b?.id ?? 0, lastEvaluation: 1 },
          { id: -1, nextEvaluation: 5 },
        ]);
        const records = await tx.listAlarms({ region });
        return records.map(({ nextEvaluation, lastEvaluation }) => [nextEvaluation, lastEvaluation]);
      });
      expect(times).toEqual([
        [61, 1],
        [undefined, 1],
        [1, undefined],
      ]);
    });

    it("never gives an alarm that a failed transaction had changed", async () => {
      const put = (Threshold: number) => (tx: Transaction) =>
        tx.putAlarm({ region, configuration: { ...alarm("a"), Threshold }, state: initialState(0), nextEvaluation: 1 });
      await store.transaction(put(1));
      const failing = store.transaction(async (tx) => {
        await put(2)(tx);
        await tx.dueAlarms(1, 1);
        throw new Error("no");
      });
      await expect(failing).rejects.toThrow("no");
      await store.transaction(put(3));
      const [found] = await store.transaction((tx) => tx.dueAlarms(1, 1));
      expect(found?.configuration).toMatchObject({ Threshold: 3 });
    });

    it("finds the composite alarms that mention an alarm, in their rule or as their suppressor", async () => {
      const { AlarmName: _, MetricName: _m, Namespace: _n, ...settings } = alarm("");
      const composite = (AlarmName: string, AlarmRule: string, ActionsSuppressor?: string) => ({
        ...settings,
        AlarmName,
        AlarmRule,
        ...(ActionsSuppressor === undefined ? {} : { ActionsSuppressor }),
      });
      const names = await store.transaction(async (tx) => {
        const state = initialState(0);
        await tx.putAlarm({ region, configuration: composite("by rule", "ALARM(a) OR OK(b)"), state });
        await tx.putAlarm({ region, configuration: composite("by suppressor", "OK(b)", "a"), state });
        await tx.putAlarm({ region, configuration: composite("no more", "OK(a)"), state });
        await tx.putAlarm({ region, configuration: composite("no more", "TRUE"), state });
        const found = await tx.listDependents(region, "a");
        return found.map(({ configuration }) => configuration.AlarmName);
      });
      expect(names).toEqual(["by rule", "by suppressor"]);
    });

    it("hands an outbox row to one claimant until the claim runs out, and never again once settled", async () => {
      const names = await store.transaction(async (tx) => {
        await tx.enqueue([outbound("m")], 5);
        const early = await tx.claimOutbox(4, 34, 10);
        const first = await tx.claimOutbox(5, 35, 10);
        const held = await tx.claimOutbox(34, 64, 10);
        const again = await tx.claimOutbox(35, 65, 10);
        await tx.settleOutbox("m", 40, { kind: "delivered", detail: "HTTP 200" });
        const settled = await tx.claimOutbox(100, 130, 10);
        return [early, first, held, again, settled].map((rows) => rows.length);
      });
      expect(names).toEqual([0, 1, 0, 1, 0]);
    });
  });
}

function alarm(AlarmName: string): SingleMetricAlarmConfiguration {
  return {
    AlarmName,
    AlarmArn: `arn:aws:cloudwatch:us-east-1:123456789012:alarm:${AlarmName}`,
    AlarmConfigurationUpdatedTimestamp: 0,
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    MetricName: metric.metricName,
    Namespace: metric.namespace,
    Dimensions: [],
    Statistic: "Sum",
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
  };
}

function outbound(id: string): OutboundMessage {
  return {
    id,
    kind: "Notification",
    region,
    topicArn: "arn:aws:sns:us-east-1:123456789012:t",
    subscriptionArn: "arn:aws:sns:us-east-1:123456789012:t:1",
    protocol: "http",
    endpoint: "http://127.0.0.1/",
    messageId: id,
    timestamp: 0,
    message: "hello",
    rawMessageDelivery: false,
    signatureVersion: "1",
    baseUrl: "http://127.0.0.1:4666",
  };
}
