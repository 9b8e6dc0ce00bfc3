import { crc32 } from "node:zlib";
import { type EventStream, isEventStream, type StreamItem } from "../engine/logs/event-stream.ts";
import type { StreamResponse } from "./wire.ts";

/** Runs something every so many milliseconds until the function that it gives back is called. */
export type Every = (milliseconds: number, run: () => void) => () => void;

const everyInterval: Every = (milliseconds, run) => {
  const timer = setInterval(run, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
};

/**
 * The answer of an operation whose output has an event stream in `member`; `failed` is told of a stream that throws.
 * Throws TypeError when there is no stream.
 */
export function eventStreamResponse(output: object, member: string, failed: (error: unknown) => void): StreamResponse {
  const [, stream] = Object.entries(output).find(([name]) => name === member) ?? [];
  if (!isEventStream(stream)) throw new TypeError(`${member} is not an event stream`);
  const headers = { "content-type": "application/vnd.amazon.eventstream" };
  return { status: 200, headers, body: eventStreamBody(stream, failed) };
}

/**
 * The body of an awsJson answer that is an event stream: the initial response, which is the output without its stream and
 * so empty, then what `stream` has, as fast as the client takes it. It ends with the stream, and the stream with it: when
 * the client hangs up, `stream` is closed. A stream that throws ends the body with an error, which `failed` is told of.
 */
export function eventStreamBody(
  stream: EventStream,
  failed: (error: unknown) => void,
  every: Every = everyInterval,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let stop = (): void => undefined;
  let working = false;
  const work = (controller: Controller, tick: () => void): void => {
    // What is put into the queue may be taken out at once, which asks for more while more is being put in.
    if (working) return;
    working = true;
    try {
      tick();
      fill(controller, stream);
    } catch (error) {
      failed(error);
      stream.close();
      controller.enqueue(INTERNAL_FAILURE);
    } finally {
      working = false;
    }
    if (!stream.isOver()) return;
    stop();
    controller.close();
  };
  return new ReadableStream({
    start(controller) {
      controller.enqueue(INITIAL_RESPONSE);
      stop = every(stream.period, () => work(controller, () => stream.tick()));
    },
    pull: (controller) => work(controller, () => undefined),
    cancel() {
      stop();
      stream.close();
    },
  });
}

type Controller = ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;

/** Hands over what waits until the client has enough for now. */
function fill(controller: Controller, stream: EventStream): void {
  while ((controller.desiredSize ?? 0) > 0) {
    const item = stream.next();
    if (item === undefined) return;
    controller.enqueue(encodeItem(item));
  }
}

function encodeItem(item: StreamItem): Uint8Array<ArrayBuffer> {
  switch (item.kind) {
    case "event": {
      const headers = { ":message-type": "event", ":event-type": item.name, ":content-type": JSON_TYPE };
      return eventStreamMessage(headers, JSON.stringify(item.value));
    }
    case "exception": {
      const headers = { ":message-type": "exception", ":exception-type": item.name, ":content-type": JSON_TYPE };
      return eventStreamMessage(headers, JSON.stringify({ message: item.message }));
    }
  }
}

/** What the payloads of awsJson are called inside a stream. inf: clients do not look. */
const JSON_TYPE = "application/json";
const PRELUDE_BYTES = 12;
const CRC_BYTES = 4;
const STRING_HEADER = 7;

/**
 * One message of `application/vnd.amazon.eventstream` (doc Smithy, botocore): lengths of the whole and of the headers and
 * their CRC-32, the headers, all texts here, the payload, and the CRC-32 of everything before. Integers are big-endian.
 *
 * @example
 * eventStreamMessage({}, "").length; // 16
 */
export function eventStreamMessage(
  headers: Readonly<Record<string, string>>,
  payload: string,
): Uint8Array<ArrayBuffer> {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => encodeHeader(name, value)));
  const body = Buffer.from(payload);
  const message = Buffer.alloc(PRELUDE_BYTES + head.length + body.length + CRC_BYTES);
  message.writeUInt32BE(message.length, 0);
  message.writeUInt32BE(head.length, 4);
  message.writeUInt32BE(crc32(message.subarray(0, 8)), 8);
  message.set(head, PRELUDE_BYTES);
  message.set(body, PRELUDE_BYTES + head.length);
  const end = message.length - CRC_BYTES;
  message.writeUInt32BE(crc32(message.subarray(0, end)), end);
  return message;
}

function encodeHeader(name: string, value: string): Buffer {
  const [key, text] = [Buffer.from(name), Buffer.from(value)];
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  return Buffer.concat([Buffer.of(key.length), key, Buffer.of(STRING_HEADER), length, text]);
}

const INITIAL_RESPONSE = eventStreamMessage(
  { ":message-type": "event", ":event-type": "initial-response", ":content-type": JSON_TYPE },
  "{}",
);
const INTERNAL_FAILURE = eventStreamMessage(
  { ":message-type": "error", ":error-code": "InternalFailure", ":error-message": "Internal failure" },
  "",
);
