import { describe, expect, it } from "vitest";
import { createLogStream } from "./create-log-stream.ts";
import { deleteLogStream } from "./delete-log-stream.ts";
import { describeLogStreams } from "./describe-log-streams.ts";
import { engineWithStreams, GROUP, NOON, putEvents } from "./engine.testing.ts";
import { filterLogEvents } from "./filter-log-events.ts";

describe("creating log streams", () => {
  it("refuses a name that is taken and a group that is not there", async () => {
    const { run } = await engineWithStreams("s");
    await expect(run(createLogStream, { logGroupName: GROUP, logStreamName: "s" })).rejects.toMatchObject({
      code: "ResourceAlreadyExistsException",
      message: "The specified log stream already exists",
    });
    await expect(run(createLogStream, { logGroupName: "none", logStreamName: "s" })).rejects.toMatchObject({
      message: "The specified log group does not exist.",
    });
  });
});

describe("deleting a log stream", () => {
  it("deletes its events and leaves those of other streams", async () => {
    const test = await engineWithStreams("a", "b");
    await putEvents(test, "a", [[0, "of a"]]);
    await putEvents(test, "b", [[0, "of b"]]);
    await test.run(deleteLogStream, { logGroupName: GROUP, logStreamName: "a" });
    const { events } = await test.run(filterLogEvents, { logGroupName: GROUP });
    expect(events.map((event) => event.message)).toEqual(["of b"]);
    await expect(test.run(deleteLogStream, { logGroupName: GROUP, logStreamName: "a" })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
      message: "The specified log stream does not exist.",
    });
  });
});

describe("describing log streams", () => {
  it("shows the times of the events and of their arrival", async () => {
    const test = await engineWithStreams("s");
    await putEvents(test, "s", [
      [-5000, "a"],
      [-1000, "b"],
    ]);
    await expect(test.run(describeLogStreams, { logGroupName: GROUP })).resolves.toEqual({
      logStreams: [
        {
          logStreamName: "s",
          creationTime: NOON,
          firstEventTimestamp: NOON - 5000,
          lastEventTimestamp: NOON - 1000,
          lastIngestionTime: NOON,
          arn: "arn:aws:logs:us-east-1:123456789012:log-group:CloudTrail/logs:log-stream:s",
          storedBytes: 0,
        },
      ],
    });
  });

  it("orders by the last event, newest first, over pages", async () => {
    const test = await engineWithStreams("old", "new", "never");
    await putEvents(test, "old", [[-2000, "x"]]);
    await putEvents(test, "new", [[-1000, "x"]]);
    const input = { logGroupName: GROUP, orderBy: "LastEventTime", descending: true, limit: 2 };
    const first = await test.run(describeLogStreams, input);
    expect(first.logStreams.map((stream) => stream.logStreamName)).toEqual(["new", "old"]);
    const second = await test.run(describeLogStreams, { ...input, nextToken: first.nextToken ?? "" });
    expect(second.logStreams.map((stream) => stream.logStreamName)).toEqual(["never"]);
    expect(second.nextToken).toBeUndefined();
  });

  it("refuses a prefix when it orders by the last event, and a token of its own making only", async () => {
    const { run } = await engineWithStreams();
    const byTime = { logGroupName: GROUP, orderBy: "LastEventTime", logStreamNamePrefix: "s" };
    await expect(run(describeLogStreams, byTime)).rejects.toMatchObject({ code: "InvalidParameterException" });
    await expect(run(describeLogStreams, { logGroupName: GROUP, nextToken: "x" })).rejects.toMatchObject({
      message: "The specified nextToken is invalid.",
    });
  });
});
