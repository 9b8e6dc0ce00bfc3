import type { LogEvent } from "../ports.ts";
import { invalidParameter } from "./errors.ts";
import { utf8Length } from "./utf8-length.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** doc MODEL: bytes of one batch, of one event, and of every event beside its message. */
const MAX_BATCH_BYTES = 1_048_576;
const MAX_EVENT_BYTES = MAX_BATCH_BYTES;
export const EVENT_OVERHEAD_BYTES = 26;

/** doc MODEL; obs STACKD */
const MAX_AGE = 14 * DAY;
const MAX_AHEAD = 2 * HOUR;

/** Where in a request the events lie that were not taken; AWS's own names. */
export interface RejectedLogEventsInfo {
  /** First of the events too far in the future. */
  readonly tooNewLogEventStartIndex?: number;
  /** Behind the last event that is too old. */
  readonly tooOldLogEventEndIndex?: number;
  /** Behind the last event that the group's retention would delete at once. */
  readonly expiredLogEventEndIndex?: number;
}

/** The events of a request that are taken, and where the others are. */
export interface AcceptedEvents {
  readonly events: readonly LogEvent[];
  readonly rejected?: RejectedLogEventsInfo;
}

/**
 * Refuses a batch that is too large or out of order.
 *
 * @throws AwsError InvalidParameterException
 */
export function checkBatch(events: readonly LogEvent[]): void {
  let bytes = 0;
  let previous = Number.NEGATIVE_INFINITY;
  let ordered = true;
  for (const { timestamp, message } of events) {
    const size = EVENT_OVERHEAD_BYTES + utf8Length(message);
    if (size > MAX_EVENT_BYTES) {
      // obs STACKD; inf: that the 26 bytes count here too.
      throw invalidParameter(`Log event too large: ${size} bytes exceeds limit of ${MAX_EVENT_BYTES}`);
    }
    bytes += size;
    ordered &&= timestamp >= previous;
    previous = timestamp;
  }
  if (bytes > MAX_BATCH_BYTES) {
    // The rule is doc MODEL; inf: the words follow those for one event.
    throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${MAX_BATCH_BYTES}`);
  }
  if (!ordered) {
    // obs LS
    throw invalidParameter("Log events in a single PutLogEvents request must be in chronological order.");
  }
}

/**
 * Parts the events of an ordered batch into those that are taken and those that are not: more than two hours ahead, more
 * than 14 days old, or older than the group keeps. Times in epoch milliseconds.
 *
 * @param oldestKept the oldest time that the group keeps; undefined when it keeps all
 * @throws AwsError InvalidParameterException when the events span more than 24 hours, those too old and too new left out.
 */
export function acceptEvents(events: readonly LogEvent[], now: number, oldestKept: number | undefined): AcceptedEvents {
  const tooOldEnd = firstAtOrAfter(events, now - MAX_AGE);
  const tooNewStart = Math.max(tooOldEnd, firstAtOrAfter(events, now + MAX_AHEAD + 1));
  const first = events[tooOldEnd];
  const last = events[tooNewStart - 1];
  // Exactly 24 hours are accepted. obs STACKD
  if (first !== undefined && last !== undefined && last.timestamp - first.timestamp > DAY) {
    throw invalidParameter("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
  }
  const expiredEnd = oldestKept === undefined ? 0 : Math.min(tooNewStart, firstAtOrAfter(events, oldestKept));
  const start = Math.max(tooOldEnd, expiredEnd);
  if (start === 0 && tooNewStart === events.length) return { events };
  return {
    events: events.slice(start, tooNewStart),
    rejected: {
      ...(tooNewStart < events.length ? { tooNewLogEventStartIndex: tooNewStart } : {}),
      ...(tooOldEnd > 0 ? { tooOldLogEventEndIndex: tooOldEnd } : {}),
      ...(expiredEnd > 0 ? { expiredLogEventEndIndex: expiredEnd } : {}),
    },
  };
}

/** Place of the first event that is not older than `time`; the number of events when all are. */
function firstAtOrAfter(events: readonly LogEvent[], time: number): number {
  const at = events.findIndex(({ timestamp }) => timestamp >= time);
  return at < 0 ? events.length : at;
}
