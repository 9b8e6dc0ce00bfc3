import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readMailbox } from "../delivery/mailbox.ts";
import { createEngine, type Engine, type EngineOptions } from "./create.ts";
import { describeAlarm, GROUP, putAlarm, putEvents, putFilter, START, stateChanges, TOPIC } from "./engine.testing.ts";
import type { ServiceName } from "./scope.ts";

const MINUTE = 60_000;

/** Two empty folders a test; every engine that it opens is closed behind it. */
let dataDir: string;
let otherDir: string;
let opened: Engine[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tocsin-engine-"));
  otherDir = mkdtempSync(join(tmpdir(), "tocsin-engine-"));
  opened = [];
});
afterEach(async () => {
  for (const engine of opened) await engine.close();
  rmSync(dataDir, { recursive: true });
  rmSync(otherDir, { recursive: true });
});

async function open(options: EngineOptions = {}): Promise<Engine> {
  const engine = await createEngine({ dataDir, clock: "manual", clockStart: START, ...options });
  opened.push(engine);
  return engine;
}

async function close(engine: Engine): Promise<void> {
  opened = opened.filter((other) => other !== engine);
  await engine.close();
}

/** Log group, stream, filter on the word ERROR, topic, and an alarm that rings at the first of them. */
async function buildChain(engine: Engine): Promise<void> {
  await engine.request("logs", "CreateLogGroup", { logGroupName: GROUP });
  await engine.request("logs", "CreateLogStream", { logGroupName: GROUP, logStreamName: "s" });
  await engine.request("sns", "CreateTopic", { Name: "alerts" });
  await putFilter(engine, "ERROR");
  await putAlarm(engine);
}

/** Subscribes a reader of mail, who follows the link in the mail that asks. */
async function subscribeByMail(engine: Engine): Promise<void> {
  await engine.request("sns", "Subscribe", { TopicArn: TOPIC, Protocol: "email", Endpoint: "you@example.com" });
  await engine.settle();
  const [confirmation] = await readMailbox(dataDir);
  const link = /http:\/\/\S+Action=ConfirmSubscription\S*/.exec(confirmation?.text ?? "")?.[0] ?? "";
  const answered = await engine.fetch(new Request(link));
  if (!answered.ok) throw new Error(await answered.text());
}

async function messagesOf(engine: Engine): Promise<readonly string[]> {
  const { events } = await answer<{ events: readonly { message: string }[] }>(engine, "logs", "FilterLogEvents", {
    logGroupName: GROUP,
  });
  return events.map(({ message }) => message);
}

/** Asks for an operation whose answer the test knows the shape of. */
async function answer<Output>(engine: Engine, service: ServiceName, operation: string, input: object): Promise<Output> {
  return (await engine.request(service, operation, input)) as Output;
}

describe("an engine", () => {
  it("takes a log event all the way to a mail, in this process", async () => {
    const engine = await open();
    await buildChain(engine);
    await subscribeByMail(engine);
    await putEvents(engine, ["INFO all is well", "ERROR the disk is full"]);
    await engine.advance({ by: 5 * MINUTE });

    const mails = await readMailbox(dataDir);
    expect(mails.map(({ to, subject }) => ({ to, subject }))).toEqual([
      { to: "you@example.com", subject: "AWS Notification - Subscription Confirmation" },
      { to: "you@example.com", subject: 'ALARM: "a" in US East (N. Virginia)' },
    ]);
    expect(mails[1]?.text).toContain("Threshold Crossed: 1 datapoint [1.0 (14/09/26 05:42:00)]");
  });

  it("answers in process and over HTTP alike", async () => {
    const engine = await open();
    await buildChain(engine);
    const { url } = await engine.listen({ host: "127.0.0.1", port: 0 });
    const call = {
      method: "POST",
      headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "Logs_20140328.DescribeLogGroups" },
      body: "{}",
    };
    const overSocket = await (await fetch(url, call)).json();
    const withoutSocket = await (await engine.fetch(new Request(url, call))).json();
    expect(overSocket).toMatchObject({ logGroups: [{ logGroupName: GROUP, creationTime: START }] });
    expect(withoutSocket).toEqual(overSocket);
    expect(await engine.request("logs", "DescribeLogGroups", {})).toEqual(overSocket);
  });

  it("refuses what AWS refuses, with AWS's code", async () => {
    const engine = await open();
    await expect(engine.request("logs", "DeleteLogGroup", { logGroupName: "none" })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
    });
    await expect(engine.request("logs", "NoSuchOperation", {})).rejects.toMatchObject({
      code: "UnknownOperationException",
      message: expect.stringContaining("NoSuchOperation"),
    });
  });

  it("keeps everything in memory without a data directory", async () => {
    const engine = await createEngine({ clock: "manual", clockStart: START });
    opened.push(engine);
    await buildChain(engine);
    await putEvents(engine, ["ERROR"]);
    await engine.advance({ by: 2 * MINUTE });
    expect(await describeAlarm(engine)).toMatchObject({ StateValue: "ALARM" });
  });

  it("lives beside another in one process, each with its own data", async () => {
    const one = await open();
    const other = await open({ dataDir: otherDir, account: "210987654321", clockStart: START + 1000 });
    await buildChain(one);
    expect(await messagesOf(one)).toEqual([]);
    expect(await other.request("logs", "DescribeLogGroups", {})).toEqual({ logGroups: [] });
    expect(await other.request("sns", "CreateTopic", { Name: "alerts" })).toEqual({
      TopicArn: "arn:aws:sns:us-east-1:210987654321:alerts",
    });
    await one.advance({ by: MINUTE });
    expect([one.now(), other.now()]).toEqual([START + MINUTE, START + 1000]);
    await close(one);
    expect(await other.request("sns", "ListTopics", {})).toMatchObject({ Topics: [{ TopicArn: expect.any(String) }] });
  });

  it("refuses a data directory that another engine has, and takes it once that is closed", async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(`cannot open the store ${join(dataDir, "tocsin.sqlite")}`);
    await close(first);
    const second = await open();
    expect(second.now()).toBe(START);
  });
});

describe("the clock of an engine", () => {
  it("a manual clock goes on where it stood", async () => {
    const engine = await open();
    await buildChain(engine);
    await putEvents(engine, ["ERROR"]);
    await engine.advance({ by: 5 * MINUTE });
    const changes = await stateChanges(engine);
    await close(engine);

    const again = await open({ clockStart: START - MINUTE });
    expect(again.now()).toBe(START + 5 * MINUTE);
    expect(await stateChanges(again)).toEqual(changes);
    expect(await messagesOf(again)).toEqual(["ERROR"]);
    expect(await again.advance({ by: MINUTE })).toBe(START + 6 * MINUTE);
  });

  it("a manual clock goes on where it started when it was never moved", async () => {
    const engine = await open();
    await buildChain(engine);
    await close(engine);
    const again = await open({ clockStart: START - 60 * MINUTE });
    expect(again.now()).toBe(START);
  });

  it("refuses to be set back, and stays where it is", async () => {
    const engine = await open();
    await engine.advance({ by: MINUTE });
    await expect(engine.advance({ to: START })).rejects.toThrow(
      "the clock stands at 2026-09-14T05:43:00.000Z and cannot be set back",
    );
    await expect(engine.advance({ by: -1 })).rejects.toThrow(RangeError);
    expect(engine.now()).toBe(START + MINUTE);
    expect(await engine.advance({ to: START + MINUTE })).toBe(START + MINUTE);
  });

  it("refuses to be moved when it is the machine's", async () => {
    const engine = await open({ clock: "system" });
    await expect(engine.advance({ by: MINUTE })).rejects.toThrow("the engine runs on the system clock");
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 9e15])("refuses to be moved by %d", async (by) => {
    const engine = await open();
    await expect(engine.advance({ by })).rejects.toThrow(RangeError);
    expect(engine.now()).toBe(START);
  });

  it("has done everything that fell due on the way when advance returns", async () => {
    const engine = await open();
    await buildChain(engine);
    await subscribeByMail(engine);
    await putEvents(engine, ["ERROR"], START + 3 * MINUTE);
    await engine.advance({ by: 60 * MINUTE });
    const changes = await stateChanges(engine);
    // Each change at the second of its own evaluation, not at the end of the way.
    expect(changes.map((change) => change.replace(/:\d\d\.\d{3}Z$/, ""))).toEqual([
      expect.stringMatching(/^INSUFFICIENT_DATA to ALARM at 2026-09-14T05:4\d$/),
      expect.stringMatching(/^ALARM to INSUFFICIENT_DATA at 2026-09-14T05:5\d$/),
    ]);
    expect((await readMailbox(dataDir)).map(({ subject, date }) => `${subject} at ${date.slice(0, 15)}`)).toEqual([
      "AWS Notification - Subscription Confirmation at 2026-09-14T05:4",
      'ALARM: "a" in US East (N. Virginia) at 2026-09-14T05:4',
    ]);
  });

  it("comes to the same end in one step and in many", async () => {
    const ends = [];
    for (const [folder, steps] of [
      [dataDir, 1],
      [otherDir, 30],
    ] as const) {
      const engine = await open({ dataDir: folder });
      await buildChain(engine);
      await putEvents(engine, ["ERROR"]);
      for (let step = 0; step < steps; step += 1) await engine.advance({ by: (30 * MINUTE) / steps });
      ends.push(await stateChanges(engine));
    }
    expect(ends[0]).toHaveLength(2);
    expect(ends[1]).toEqual(ends[0]);
  });

  it("takes two advances at once", async () => {
    const engine = await open();
    await buildChain(engine);
    await putEvents(engine, ["ERROR"]);
    await Promise.all([engine.advance({ by: 5 * MINUTE }), engine.advance({ by: 10 * MINUTE })]);
    expect(engine.now()).toBeGreaterThanOrEqual(START + 10 * MINUTE);
    expect(await stateChanges(engine)).toHaveLength(2);
  });
});

describe("closing an engine", () => {
  it("loses nothing that was acknowledged, in process", async () => {
    const engine = await open();
    await buildChain(engine);
    const requests = Array.from({ length: 60 }, (_, at) =>
      putEvents(engine, [`event ${at}`]).then(() => `event ${at}`),
    );
    await requests[0];
    const [outcomes] = await Promise.all([Promise.allSettled(requests), close(engine)]);
    const acknowledged = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    expect(acknowledged).not.toEqual([]);
    const again = await open();
    expect(await messagesOf(again)).toEqual(expect.arrayContaining(acknowledged));
  });

  it("loses nothing that was acknowledged, over HTTP", async () => {
    const engine = await open();
    await buildChain(engine);
    const { url } = await engine.listen({ host: "127.0.0.1", port: 0 });
    const put = async (message: string) => {
      const body = { logGroupName: GROUP, logStreamName: "s", logEvents: [{ timestamp: START, message }] };
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "Logs_20140328.PutLogEvents" },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(await response.text());
      return message;
    };
    const requests = Array.from({ length: 60 }, (_, at) => put(`event ${at}`));
    await requests[0];
    const [outcomes] = await Promise.all([Promise.allSettled(requests), close(engine)]);
    const acknowledged = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    expect(acknowledged).not.toEqual([]);
    const again = await open();
    expect(await messagesOf(again)).toEqual(expect.arrayContaining(acknowledged));
  });

  it("in the middle of an advance leaves a clock that is not behind what it made happen", async () => {
    const engine = await open();
    await buildChain(engine);
    await putEvents(engine, ["ERROR"]);
    const moving = engine.advance({ by: 60 * MINUTE }).catch((error: unknown) => error);
    await vi.waitFor(() => expect(engine.now()).toBeGreaterThan(START));
    await close(engine);
    await moving;
    const again = await open();
    const times = (await stateChanges(again)).map((change) => Date.parse(change.replace(/^.* at /, "")));
    expect(again.now()).toBeGreaterThanOrEqual(Math.max(START, ...times));
    await again.advance({ to: START + 60 * MINUTE });
    expect(await stateChanges(again)).toHaveLength(2);
  });

  it("does not wait for a subscriber that does not answer", async () => {
    const engine = await open();
    await buildChain(engine);
    const pending = new Promise<never>(() => undefined);
    const silent = await listenSilently();
    await engine.request("sns", "Subscribe", { TopicArn: TOPIC, Protocol: "http", Endpoint: silent.url });
    await silent.asked;
    const closed = close(engine).then(() => "closed");
    expect(await Promise.race([closed, pending])).toBe("closed");
    await silent.close();
  });
});

/** An HTTP endpoint that accepts a request and says nothing. */
async function listenSilently() {
  let ask: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  const server = createServer(() => ask());
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
