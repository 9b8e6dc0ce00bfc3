import { EventStreamCodec } from "@smithy/core/event-streams";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EventStream, StreamItem } from "../engine/logs/event-stream.ts";
import { eventStreamBody, eventStreamMessage, eventStreamResponse } from "./event-stream.ts";

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString(),
  (text) => Buffer.from(text),
);

/** What a client makes of the bytes; it verifies both checksums. */
function decode(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const { headers, body } = codec.decode(bytes);
  const texts = Object.entries(headers).map(([name, { value }]) => [name.slice(1), value]);
  return { ...Object.fromEntries(texts), body: Buffer.from(body).toString() };
}

const update = (name: string): StreamItem => ({ kind: "event", name, value: {} });

/** A stream that has these items, and those that each tick brings; it ends with the last tick. */
function playedStream(items: StreamItem[], ticks: StreamItem[][] = []) {
  const seen = { ended: false, closed: 0 };
  const stream: EventStream = {
    kind: "eventStream",
    period: 250,
    tick() {
      items.push(...(ticks.shift() ?? []));
      seen.ended = ticks.length === 0;
    },
    next: () => items.shift(),
    isOver: () => seen.ended && items.length === 0,
    close() {
      seen.closed += 1;
      seen.ended = true;
      items.length = 0;
    },
  };
  return { stream, seen };
}

/** A clock that ticks when told, and tells whether it has been stopped. */
function handClock() {
  const clock = { tick: () => undefined as void, period: 0, stopped: 0 };
  const every = (milliseconds: number, run: () => void) => {
    clock.period = milliseconds;
    clock.tick = run;
    return () => {
      clock.stopped += 1;
    };
  };
  return { clock, every };
}

const nothingFails = (error: unknown) => {
  throw error;
};

async function readAll(body: ReadableStream<Uint8Array>): Promise<readonly unknown[]> {
  const names: unknown[] = [];
  for await (const bytes of body) names.push(decode(bytes)["event-type"] ?? decode(bytes)["exception-type"]);
  return names;
}

describe("a message of an event stream", () => {
  it("is what the AWS SDK writes, byte for byte", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1, maxLength: 60 }), fc.string({ unit: "grapheme", maxLength: 300 })),
        fc.string({ unit: "grapheme", maxLength: 2000 }),
        (headers, payload) => {
          const typed = Object.entries(headers).map(([name, value]) => [name, { type: "string", value }] as const);
          const theirs = codec.encode({ headers: Object.fromEntries(typed), body: Buffer.from(payload) });
          expect(Buffer.from(eventStreamMessage(headers, payload)).equals(theirs)).toBe(true);
        },
      ),
    );
  });
});

describe("the body of an event stream", () => {
  it("begins with the initial response, and ends with the stream", async () => {
    const farewell: StreamItem = { kind: "exception", name: "Timeout", message: "over" };
    const { stream } = playedStream([update("start")], [[update("one"), farewell]]);
    const { clock, every } = handClock();
    const reading = readAll(eventStreamBody(stream, nothingFails, every));
    clock.tick();
    expect(await reading).toEqual(["initial-response", "start", "one", "Timeout"]);
    expect(clock).toMatchObject({ period: 250, stopped: 1 });
  });

  it("says of each message what it is", async () => {
    const items: StreamItem[] = [
      { kind: "event", name: "sessionUpdate", value: { sampled: false } },
      { kind: "exception", name: "SessionTimeoutException", message: "over" },
    ];
    const reader = eventStreamBody(playedStream(items).stream, nothingFails, handClock().every).getReader();
    const messages = [];
    for (let count = 0; count < 3; count++) messages.push(decode((await reader.read()).value ?? new Uint8Array()));
    const type = { "content-type": "application/json" };
    expect(messages).toEqual([
      { "message-type": "event", "event-type": "initial-response", ...type, body: "{}" },
      { "message-type": "event", "event-type": "sessionUpdate", ...type, body: '{"sampled":false}' },
      {
        "message-type": "exception",
        "exception-type": "SessionTimeoutException",
        ...type,
        body: '{"message":"over"}',
      },
    ]);
  });

  it("takes from the stream only what the client asks for", async () => {
    const items = [update("one"), update("two"), update("three")];
    const { clock, every } = handClock();
    const reader = eventStreamBody(playedStream(items, [[], []]).stream, nothingFails, every).getReader();
    clock.tick();
    await reader.read();
    await Promise.resolve();
    expect(items.length).toBe(2);
  });

  it("closes the stream when the client hangs up", async () => {
    const { stream, seen } = playedStream([update("start")]);
    const { clock, every } = handClock();
    await eventStreamBody(stream, nothingFails, every).cancel();
    expect(seen.closed).toBe(1);
    expect(clock.stopped).toBe(1);
  });

  it("ends with an error when the stream fails, and tells the log why", async () => {
    const { stream, seen } = playedStream([]);
    const { clock, every } = handClock();
    const failures: unknown[] = [];
    const broken = {
      ...stream,
      tick: () => {
        throw new Error("broken");
      },
    };
    const reader = eventStreamBody(broken, (error) => failures.push(error), every).getReader();
    await reader.read();
    const last = reader.read();
    clock.tick();
    expect(decode((await last).value ?? new Uint8Array())).toMatchObject({
      "message-type": "error",
      "error-code": "InternalFailure",
    });
    expect((await reader.read()).done).toBe(true);
    expect(failures).toEqual([new Error("broken")]);
    expect(seen.closed).toBe(1);
    expect(clock.stopped).toBe(1);
  });
});

describe("the answer of an operation that streams", () => {
  it("is an event stream over HTTP", async () => {
    const answer = eventStreamResponse({ responseStream: playedStream([]).stream }, "responseStream", nothingFails);
    expect(answer).toMatchObject({ status: 200, headers: { "content-type": "application/vnd.amazon.eventstream" } });
    await answer.body.cancel();
  });

  it("is a defect without a stream", () => {
    expect(() => eventStreamResponse({}, "responseStream", nothingFails)).toThrow("responseStream is not an event");
  });
});
