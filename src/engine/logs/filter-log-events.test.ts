import { describe, expect, it } from "vitest";
import { createLogGroup } from "./create-log-group.ts";
import { DAY, engineWithStreams, GROUP, NOON, putEvents } from "./engine.testing.ts";
import { type FilterLogEventsInput, filterLogEvents } from "./filter-log-events.ts";

async function twoStreams() {
  const test = await engineWithStreams("app-1", "app-2", "db");
  await putEvents(test, "app-1", [
    [-30, "ERROR one"],
    [-10, "fine"],
  ]);
  await putEvents(test, "app-2", [[-20, "ERROR two"]]);
  await putEvents(test, "db", [[-20, "ERROR three"]]);
  const found = async (input: FilterLogEventsInput = {}) => {
    const { events } = await test.run(filterLogEvents, { logGroupName: GROUP, ...input });
    return events.map((event) => event.message);
  };
  return { ...test, found };
}

describe("filtering log events", () => {
  it("merges all streams by time, then by arrival", async () => {
    const { found } = await twoStreams();
    await expect(found()).resolves.toEqual(["ERROR one", "ERROR two", "ERROR three", "fine"]);
  });

  it("gives AWS's members, with an id of 56 digits for each event", async () => {
    const { run } = await twoStreams();
    const output = await run(filterLogEvents, { logGroupName: GROUP, limit: 1 });
    expect(output).toMatchObject({
      events: [{ logStreamName: "app-1", timestamp: NOON - 30, message: "ERROR one", ingestionTime: NOON }],
      searchedLogStreams: [],
    });
    expect(output.events[0]?.eventId).toMatch(/^\d{56}$/);
  });

  it("keeps what the pattern matches", async () => {
    const { found } = await twoStreams();
    await expect(found({ filterPattern: "ERROR -two" })).resolves.toEqual(["ERROR one", "ERROR three"]);
  });

  it("searches streams by name, by prefix, and in bounds that belong to the range", async () => {
    const { found } = await twoStreams();
    await expect(found({ logStreamNames: ["db"] })).resolves.toEqual(["ERROR three"]);
    await expect(found({ logStreamNamePrefix: "app" })).resolves.toEqual(["ERROR one", "ERROR two", "fine"]);
    await expect(found({ startTime: NOON - 20, endTime: NOON - 10 })).resolves.toEqual([
      "ERROR two",
      "ERROR three",
      "fine",
    ]);
  });

  it("pages without losing or repeating an event", async () => {
    const { run } = await twoStreams();
    const pages: string[] = [];
    let nextToken: string | undefined;
    do {
      const token = nextToken === undefined ? {} : { nextToken };
      const output = await run(filterLogEvents, { logGroupName: GROUP, filterPattern: "ERROR", limit: 1, ...token });
      pages.push(output.events.map((event) => event.message).join());
      nextToken = output.nextToken;
    } while (nextToken !== undefined);
    expect(pages).toEqual(["ERROR one", "ERROR two", "ERROR three"]);
  });

  it("goes backward when asked to, page by page, whatever the later pages ask for", async () => {
    const { run, found } = await twoStreams();
    const latestFirst = ["fine", "ERROR three", "ERROR two", "ERROR one"];
    await expect(found({ startFromHead: false })).resolves.toEqual(latestFirst);
    await expect(found({ startFromHead: true })).resolves.toEqual(latestFirst.toReversed());
    const input = { logGroupName: GROUP, limit: 3 };
    const first = await run(filterLogEvents, { ...input, startFromHead: false });
    const second = await run(filterLogEvents, { ...input, nextToken: first.nextToken ?? "", startFromHead: true });
    expect([...first.events, ...second.events].map((event) => event.message)).toEqual(latestFirst);
    expect(second).not.toHaveProperty("nextToken");
  });

  it("goes backward only to the first day of 2024", async () => {
    const { found } = await twoStreams();
    const startTime = Date.UTC(2024, 0, 1);
    await expect(found({ startFromHead: false, startTime })).resolves.toHaveLength(4);
    await expect(found({ startFromHead: false, startTime: startTime - 1 })).rejects.toMatchObject({
      code: "InvalidParameterException",
    });
  });

  it("ends a page that finds nothing for long, with a token to go on", async () => {
    const test = await engineWithStreams("s");
    const batch = Array.from({ length: 10_000 }, () => [0, "x"] as const);
    for (let n = 0; n < 10; n++) await putEvents(test, "s", batch);
    await putEvents(test, "s", [[1, "ERROR"]]);
    const input = { logGroupName: GROUP, filterPattern: "ERROR" };
    const first = await test.run(filterLogEvents, input);
    expect(first.events).toEqual([]);
    const second = await test.run(filterLogEvents, { ...input, nextToken: first.nextToken ?? "" });
    expect(second).toMatchObject({ events: [{ message: "ERROR" }] });
    expect(second.nextToken).toBeUndefined();
  });

  it("refuses a token of another making, and its own after 24 hours", async () => {
    const { run, clock } = await twoStreams();
    const invalid = { code: "InvalidParameterException", message: "The specified nextToken is invalid." };
    await expect(run(filterLogEvents, { logGroupName: GROUP, nextToken: "x" })).rejects.toMatchObject(invalid);
    const { nextToken = "" } = await run(filterLogEvents, { logGroupName: GROUP, limit: 1 });
    clock.set(NOON + DAY);
    await expect(run(filterLogEvents, { logGroupName: GROUP, nextToken })).resolves.toHaveProperty("events");
    clock.set(NOON + DAY + 1);
    await expect(run(filterLogEvents, { logGroupName: GROUP, nextToken })).rejects.toMatchObject(invalid);
  });

  it("refuses names beside a prefix, and streams that are not there", async () => {
    const { found } = await twoStreams();
    await expect(found({ logStreamNames: ["db"], logStreamNamePrefix: "d" })).rejects.toMatchObject({
      code: "InvalidParameterException",
    });
    await expect(found({ logStreamNames: ["none"] })).rejects.toMatchObject({ code: "ResourceNotFoundException" });
  });

  it("refuses a pattern in AWS's words and tells in the next line where it is wrong", async () => {
    const { found } = await twoStreams();
    await expect(found({ filterPattern: "{ $.a == 1 }" })).rejects.toMatchObject({
      code: "InvalidParameterException",
      message: expect.stringMatching(/^Invalid filter pattern\nAt character \d+: /),
    });
    await expect(found({ filterPattern: "{ $.a = 1" })).rejects.toMatchObject({
      message: expect.stringMatching(/^If a filter pattern starts with '\{' it must end with '\}'\n/),
    });
  });

  it("refuses a group of another class, which cannot be searched", async () => {
    const { run } = await engineWithStreams();
    await run(createLogGroup, { logGroupName: "rare", logGroupClass: "INFREQUENT_ACCESS" });
    await expect(run(filterLogEvents, { logGroupName: "rare" })).rejects.toMatchObject({
      code: "InvalidOperationException",
      message:
        "The log group rare is of log-group-class INFREQUENT_ACCESS. FilterLogEvents is not supported for this log class.",
    });
  });
});
