import { describe, expect, it } from "vitest";
import { DAY, engineWithStreams, GROUP, NOON, putEvents } from "./engine.testing.ts";
import { type GetLogEventsOutput, getLogEvents } from "./get-log-events.ts";
import { putRetentionPolicy } from "./retention-policy.ts";

const stream = { logGroupName: GROUP, logStreamName: "s" };

function messages(output: GetLogEventsOutput): string {
  return output.events.map((event) => event.message).join("");
}

async function letters() {
  const test = await engineWithStreams("s", "other");
  await putEvents(test, "s", [
    [-50, "a"],
    [-30, "c"],
    [-10, "e"],
  ]);
  await putEvents(test, "other", [[-45, "x"]]);
  await putEvents(test, "s", [
    [-40, "b"],
    [-20, "d"],
  ]);
  return test;
}

describe("getting the events of a stream", () => {
  it("merges batches by time and tells when each event arrived", async () => {
    const { run } = await letters();
    const { events } = await run(getLogEvents, { ...stream, startFromHead: true });
    expect(events.map((event) => event.message).join("")).toBe("abcde");
    expect(events[0]).toEqual({ timestamp: NOON - 50, message: "a", ingestionTime: NOON });
  });

  it("begins with the latest events unless told otherwise, and tells them oldest first", async () => {
    const { run } = await letters();
    expect(messages(await run(getLogEvents, { ...stream, limit: 2 }))).toBe("de");
    expect(messages(await run(getLogEvents, { ...stream, limit: 2, startFromHead: true }))).toBe("ab");
  });

  it("walks backward to the beginning, where the same token comes back", async () => {
    const { run } = await letters();
    const last = await run(getLogEvents, { ...stream, limit: 2 });
    const middle = await run(getLogEvents, { ...stream, limit: 2, nextToken: last.nextBackwardToken });
    const first = await run(getLogEvents, { ...stream, limit: 2, nextToken: middle.nextBackwardToken });
    expect([messages(middle), messages(first)]).toEqual(["bc", "a"]);
    const none = await run(getLogEvents, { ...stream, limit: 2, nextToken: first.nextBackwardToken });
    expect(none).toMatchObject({ events: [], nextBackwardToken: first.nextBackwardToken });
  });

  it("walks forward to the end, where the same token comes back and brings what arrives later", async () => {
    const test = await letters();
    const first = await test.run(getLogEvents, { ...stream, limit: 3, startFromHead: true });
    const second = await test.run(getLogEvents, { ...stream, limit: 3, nextToken: first.nextForwardToken });
    expect([messages(first), messages(second)]).toEqual(["abc", "de"]);
    const none = await test.run(getLogEvents, { ...stream, nextToken: second.nextForwardToken });
    expect(none).toMatchObject({ events: [], nextForwardToken: second.nextForwardToken });
    await putEvents(test, "s", [[0, "f"]]);
    expect(messages(await test.run(getLogEvents, { ...stream, nextToken: none.nextForwardToken }))).toBe("f");
    expect(messages(await test.run(getLogEvents, { ...stream, nextToken: none.nextBackwardToken }))).toBe("abcde");
  });

  it("has tokens of AWS's form, also for a stream without events", async () => {
    const { run } = await engineWithStreams("s");
    const empty = await run(getLogEvents, stream);
    expect(empty.nextForwardToken).toMatch(/^f\/\d{56}\/s$/);
    expect(empty.nextBackwardToken).toMatch(/^b\/\d{56}\/s$/);
  });

  it("takes startTime in and leaves endTime out", async () => {
    const { run } = await letters();
    const bounds = { startTime: NOON - 40, endTime: NOON - 20 };
    expect(messages(await run(getLogEvents, { ...stream, ...bounds }))).toBe("bc");
  });

  it("ends a page at a megabyte", async () => {
    const test = await engineWithStreams("s");
    for (const letter of ["a", "b", "c"]) await putEvents(test, "s", [[0, letter.repeat(500_000)]]);
    const page = await test.run(getLogEvents, { ...stream, startFromHead: true });
    expect(page.events.map((event) => event.message[0])).toEqual(["a", "b"]);
  });

  it("does not show what the group no longer keeps", async () => {
    const test = await letters();
    await test.run(putRetentionPolicy, { logGroupName: GROUP, retentionInDays: 1 });
    test.clock.set(NOON + DAY - 30);
    expect(messages(await test.run(getLogEvents, stream))).toBe("cde");
  });

  it("refuses a bad token and a stream that is not there", async () => {
    const { run } = await letters();
    for (const nextToken of ["x", "f/1/s", `g/${"0".repeat(56)}/s`]) {
      await expect(run(getLogEvents, { ...stream, nextToken })).rejects.toMatchObject({
        code: "InvalidParameterException",
        message: "The specified nextToken is invalid.",
      });
    }
    await expect(run(getLogEvents, { ...stream, logStreamName: "none" })).rejects.toMatchObject({
      message: "The specified log stream does not exist.",
    });
  });
});
