import { describe, expect, it } from "vitest";
import { ingestBatch } from "../ingest.ts";
import { createLogGroup } from "./create-log-group.ts";
import { engineWithStreams, GROUP, HOUR, NOON, putEvents, type TestEngine } from "./engine.testing.ts";
import type { EventStream } from "./event-stream.ts";
import { putLogEvents } from "./put-log-events.ts";
import { type StartLiveTailInput, startLiveTail } from "./start-live-tail.ts";

const ARN = `arn:aws:logs:us-east-1:123456789012:log-group:${GROUP}`;

async function start(test: TestEngine, input: Partial<StartLiveTailInput> = {}): Promise<EventStream> {
  return (await test.run(startLiveTail, { logGroupIdentifiers: [ARN], ...input })).responseStream;
}

interface Update {
  readonly sessionMetadata: { readonly sampled: boolean };
  readonly sessionResults: readonly { readonly message: string; readonly logStreamName: string }[];
}

/** Everything that waits: names, and of updates the messages. */
function drain(stream: EventStream): readonly unknown[] {
  const drained: unknown[] = [];
  for (let item = stream.next(); item !== undefined; item = stream.next()) {
    if (item.kind === "exception" || item.name !== "sessionUpdate") drained.push(item.name);
    else drained.push((item.value as Update).sessionResults.map(({ message }) => message));
  }
  return drained;
}

/** What the next update shows. */
function shown(stream: EventStream): unknown {
  drain(stream);
  stream.tick();
  return drain(stream)[0];
}

describe("a Live Tail session", () => {
  it("begins by saying what it is, in AWS's members", async () => {
    const test = await engineWithStreams("web");
    const stream = await start(test, { logStreamNamePrefixes: ["w"], logEventFilterPattern: "ERROR" });
    expect(stream.next()).toEqual({
      kind: "event",
      name: "sessionStart",
      value: {
        requestId: expect.stringMatching(/^request-/),
        sessionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        logGroupIdentifiers: [ARN],
        logStreamNamePrefixes: ["w"],
        logEventFilterPattern: "ERROR",
      },
    });
    expect(stream.next()).toBeUndefined();
    expect(stream.period).toBe(1000);
  });

  it("shows each second what was committed in it, and nothing when nothing was", async () => {
    const test = await engineWithStreams("web");
    await putEvents(test, "web", [[-1, "before it began"]]);
    const stream = await start(test);
    await putEvents(test, "web", [
      [-60_000, "late, and yet now"],
      [0, "now"],
    ]);
    drain(stream);
    stream.tick();
    const member = { logStreamName: "web", logGroupIdentifier: ARN, ingestionTime: NOON };
    expect(stream.next()).toEqual({
      kind: "event",
      name: "sessionUpdate",
      value: {
        sessionMetadata: { sampled: false },
        sessionResults: [
          { ...member, message: "late, and yet now", timestamp: NOON - 60_000 },
          { ...member, message: "now", timestamp: NOON },
        ],
      },
    });
    expect(shown(stream)).toEqual([]);
  });

  it("shows a batch once, though its sender repeats itself", async () => {
    const test = await engineWithStreams("web");
    const stream = await start(test);
    const batch = { logGroupName: GROUP, logStreamName: "web", logEvents: [{ timestamp: NOON, message: "once" }] };
    await test.run(putLogEvents, batch, "the same call");
    await test.run(putLogEvents, batch, "the same call");
    expect(shown(stream)).toEqual(["once"]);
  });

  it("shows what came by another way than PutLogEvents, as the records of a trail do", async () => {
    const test = await engineWithStreams("web");
    const stream = await start(test);
    const scope = { account: "123456789012", region: "us-east-1" };
    const events = [{ timestamp: NOON, message: "a record" }];
    const batch = { scope, logGroupName: GROUP, logStreamName: "trail", events, source: "trail", batchId: "1" };
    await ingestBatch(test.engine, batch);
    expect(shown(stream)).toEqual(["a record"]);
  });

  it("shows the streams that it names, or that begin as it says, also such as come later", async () => {
    const test = await engineWithStreams("web-1", "web-2", "db");
    const named = await start(test, { logStreamNames: ["web-2", "not-yet"] });
    const prefixed = await start(test, { logStreamNamePrefixes: ["web-", "x"] });
    for (const name of ["web-1", "web-2", "db"]) await putEvents(test, name, [[0, name]]);
    expect(shown(named)).toEqual(["web-2"]);
    expect(shown(prefixed)).toEqual(["web-1", "web-2"]);
  });

  it("shows what its pattern matches, of several log groups", async () => {
    const test = await engineWithStreams("web");
    await test.run(createLogGroup, { logGroupName: "quiet" });
    const identifiers = [ARN, ARN.replace(GROUP, "quiet")];
    const stream = await start(test, { logGroupIdentifiers: identifiers, logEventFilterPattern: "{ $.n > 1 }" });
    await putEvents(test, "web", [
      [0, '{"n":1}'],
      [0, '{"n":2}'],
    ]);
    expect(shown(stream)).toEqual(['{"n":2}']);
  });

  it("loses the oldest of more than ten updates that its client leaves waiting", async () => {
    const test = await engineWithStreams("web");
    const stream = await start(test);
    for (let second = 0; second < 12; second++) {
      await putEvents(test, "web", [[0, String(second)]]);
      stream.tick();
    }
    const kept = ["2", "3", "4", "5", "6", "7", "8", "9", "10", "11"].map((message) => [message]);
    expect(drain(stream)).toEqual(["sessionStart", ...kept]);
  });

  it("ends after three hours, with what came last and an exception", async () => {
    const test = await engineWithStreams("web");
    const stream = await start(test);
    drain(stream);
    test.clock.set(NOON + 3 * HOUR - 1);
    stream.tick();
    expect(drain(stream)).toEqual([[]]);
    test.clock.set(NOON + 3 * HOUR);
    await putEvents(test, "web", [[3 * HOUR, "last"]]);
    stream.tick();
    expect(stream.isOver()).toBe(false);
    expect(drain(stream)).toEqual([["last"], "SessionTimeoutException"]);
    expect(stream.isOver()).toBe(true);
    stream.tick();
    expect(drain(stream)).toEqual([]);
  });

  it("sees and says nothing more once it is closed", async () => {
    const test = await engineWithStreams("web");
    const stream = await start(test);
    stream.close();
    await putEvents(test, "web", [[0, "after"]]);
    stream.tick();
    expect(drain(stream)).toEqual([]);
    expect(stream.isOver()).toBe(true);
  });
});

describe("an account", () => {
  it("has fifteen sessions at a time; one that is closed or timed out makes room", async () => {
    const test = await engineWithStreams("web");
    const refusal = { code: "LimitExceededException", message: "Rate exceeded" };
    const first = await start(test);
    for (let count = 1; count < 15; count++) await start(test);
    await expect(start(test)).rejects.toMatchObject(refusal);
    first.close();
    await start(test);
    await expect(start(test)).rejects.toMatchObject(refusal);
    test.clock.set(NOON + 3 * HOUR);
    await expect(start(test)).resolves.toBeDefined();
  });
});

describe("StartLiveTail refuses", () => {
  const refused = async (input: Partial<StartLiveTailInput>) => {
    const test = await engineWithStreams("web");
    await test.run(createLogGroup, { logGroupName: "rare", logGroupClass: "INFREQUENT_ACCESS" });
    return start(test, input).then(
      () => "nothing",
      (error: Error & { code?: string }) => `${error.code}: ${error.message.split("\n", 1)[0]}`,
    );
  };

  it.each<readonly [string, Partial<StartLiveTailInput>, string]>([
    [
      "the name of a log group in place of its ARN",
      { logGroupIdentifiers: [GROUP] },
      `InvalidParameterException: Invalid logGroupIdentifiers: '${GROUP}' is not the ARN of a log group.`,
    ],
    [
      "a log group that does not exist",
      { logGroupIdentifiers: [`${ARN}-not`] },
      "ResourceNotFoundException: The specified log group does not exist.",
    ],
    [
      "a log group of another region",
      { logGroupIdentifiers: [ARN.replace("us-east-1", "eu-west-1")] },
      "ResourceNotFoundException: The specified log group does not exist.",
    ],
    [
      "a log group of another class",
      { logGroupIdentifiers: [ARN.replace(GROUP, "rare")] },
      "InvalidOperationException: The operation is not valid on the specified resource",
    ],
    [
      "names and prefixes of streams together",
      { logStreamNames: ["a"], logStreamNamePrefixes: ["a"] },
      "InvalidParameterException: logStreamNames and logStreamNamePrefixes are mutually exclusive parameters.",
    ],
    [
      "names of streams for two log groups",
      { logGroupIdentifiers: [ARN, `${ARN}2`], logStreamNames: ["a"] },
      "InvalidParameterException: logStreamNames and logStreamNamePrefixes can be specified only with one log group.",
    ],
    [
      "a pattern with a wrong character, and says which",
      { logEventFilterPattern: '""' },
      "InvalidParameterException: Invalid filter pattern: Invalid character(s) in term '\"\"'",
    ],
    [
      "a pattern that does not parse",
      { logEventFilterPattern: "{ $.a = }" },
      "InvalidParameterException: Invalid filter pattern",
    ],
  ])("%s", async (_what, input, refusal) => {
    expect(await refused(input)).toBe(refusal);
  });
});
