import { describe, expect, it } from "vitest";
import { DAY, engineWithStreams, GROUP, HOUR, MINUTE, NOON, type TestEngine } from "./engine.testing.ts";
import { filterLogEvents } from "./filter-log-events.ts";
import { putLogEvents } from "./put-log-events.ts";
import { putMetricFilter } from "./put-metric-filter.ts";
import { putRetentionPolicy } from "./retention-policy.ts";

const target = { logGroupName: GROUP, logStreamName: "s" };

/** Events at these times, in milliseconds after noon. */
function at(...times: readonly number[]) {
  return { ...target, logEvents: times.map((time) => ({ timestamp: NOON + time, message: "ERROR" })) };
}

async function storedTimes({ run }: TestEngine): Promise<readonly number[]> {
  const { events } = await run(filterLogEvents, { logGroupName: GROUP });
  return events.map((event) => event.timestamp - NOON);
}

describe("putting log events", () => {
  it("stores them and answers with a token of 56 digits", async () => {
    const test = await engineWithStreams("s");
    await expect(test.run(putLogEvents, at(0, 1))).resolves.toEqual({
      nextSequenceToken: expect.stringMatching(/^\d{56}$/),
    });
    await expect(storedTimes(test)).resolves.toEqual([0, 1]);
  });

  it("ignores the sequence token and stores the same events of a new call again", async () => {
    const test = await engineWithStreams("s");
    await test.run(putLogEvents, { ...at(0), sequenceToken: "stale" });
    await test.run(putLogEvents, { ...at(0), sequenceToken: "stale" });
    await expect(storedTimes(test)).resolves.toEqual([0, 0]);
  });

  it("takes the entity that agents send with the events", async () => {
    const test = await engineWithStreams("s");
    const keyAttributes = { Type: "Service", Name: "shop", Environment: "prod" };
    await test.run(putLogEvents, { ...at(0), entity: { keyAttributes, attributes: { Host: "i-1" } } });
    await expect(storedTimes(test)).resolves.toEqual([0]);
  });

  it("stores a call that is repeated with its invocation id once", async () => {
    const test = await engineWithStreams("s");
    await test.run(putLogEvents, at(0), "invocation");
    await test.run(putLogEvents, at(0), "invocation");
    await expect(storedTimes(test)).resolves.toEqual([0]);
  });

  it("creates neither group nor stream", async () => {
    const { run } = await engineWithStreams();
    await expect(run(putLogEvents, at(0))).rejects.toMatchObject({
      code: "ResourceNotFoundException",
      message: "The specified log stream does not exist.",
    });
    await expect(run(putLogEvents, { ...at(0), logGroupName: "none" })).rejects.toMatchObject({
      message: "The specified log group does not exist.",
    });
  });

  it("refuses events out of order", async () => {
    const { run } = await engineWithStreams("s");
    await expect(run(putLogEvents, at(1, 0))).rejects.toMatchObject({
      code: "InvalidParameterException",
      message: "Log events in a single PutLogEvents request must be in chronological order.",
    });
  });

  it("takes a span of exactly 24 hours and refuses a longer one", async () => {
    const test = await engineWithStreams("s");
    await test.run(putLogEvents, at(-DAY, 0));
    await expect(test.run(putLogEvents, at(-DAY, 1))).rejects.toMatchObject({
      message: "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.",
    });
    await expect(storedTimes(test)).resolves.toEqual([-DAY, 0]);
  });

  it("drops events that are too old or too new before it measures the span, and tells where they are", async () => {
    const test = await engineWithStreams("s");
    const { rejectedLogEventsInfo } = await test.run(
      putLogEvents,
      at(-15 * DAY, -14 * DAY - 1, -HOUR, 2 * HOUR, 2 * HOUR + 1),
    );
    expect(rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 2, tooNewLogEventStartIndex: 4 });
    await expect(storedTimes(test)).resolves.toEqual([-HOUR, 2 * HOUR]);
  });

  it("drops events that the group would not keep", async () => {
    const test = await engineWithStreams("s");
    await test.run(putRetentionPolicy, { logGroupName: GROUP, retentionInDays: 1 });
    const { rejectedLogEventsInfo } = await test.run(putLogEvents, at(-DAY - 1, -DAY + 1));
    expect(rejectedLogEventsInfo).toEqual({ expiredLogEventEndIndex: 1 });
    await expect(storedTimes(test)).resolves.toEqual([-DAY + 1]);
  });

  it("answers well when nothing of a batch is taken", async () => {
    const test = await engineWithStreams("s");
    const { rejectedLogEventsInfo } = await test.run(putLogEvents, at(-15 * DAY));
    expect(rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 });
    await expect(storedTimes(test)).resolves.toEqual([]);
  });

  it("counts bytes, not characters, and 26 more per event", async () => {
    const { run } = await engineWithStreams("s");
    const put = (...messages: readonly string[]) =>
      run(putLogEvents, { ...target, logEvents: messages.map((message) => ({ timestamp: NOON, message })) });
    const limit = 1_048_576 - 26;
    await expect(put("x".repeat(limit))).resolves.toHaveProperty("nextSequenceToken");
    await expect(put("x".repeat(limit + 2))).rejects.toMatchObject({
      message: "Log event too large: 1048578 bytes exceeds limit of 1048576",
    });
    await expect(put("é".repeat(limit / 2 - 12), "x")).rejects.toMatchObject({
      message: "Upload too large: 1048579 bytes exceeds limit of 1048576",
    });
  });

  it("counts events for metric filters, not those it dropped, and wakes the scheduler", async () => {
    const test = await engineWithStreams("s");
    const metricTransformations = [{ metricName: "m", metricNamespace: "n", metricValue: "1", defaultValue: 0 }];
    await test.run(putMetricFilter, {
      logGroupName: GROUP,
      filterName: "f",
      filterPattern: "ERROR",
      metricTransformations,
    });
    const before = test.wakes();
    await test.run(putLogEvents, at(-15 * DAY, -5 * MINUTE, -5 * MINUTE));
    const buckets = await test.engine.store.transaction((tx) =>
      tx.readBuckets({
        region: "us-east-1",
        metric: { namespace: "n", metricName: "m", dimensions: [] },
        from: 0,
        to: Number.MAX_SAFE_INTEGER,
      }),
    );
    expect(buckets).toMatchObject([{ start: NOON - 5 * MINUTE, statistics: { sampleCount: 2 } }]);
    expect(test.wakes()).toBeGreaterThan(before);
  });
});
