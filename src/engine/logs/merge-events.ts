import type { ChunkHeader, ChunkQuery, LogEvent, Transaction } from "../ports.ts";
import { comparePositions, type EventPosition } from "./event-position.ts";

/** An event where it is stored. */
export interface StoredEvent {
  readonly position: EventPosition;
  readonly logStreamName: string;
  readonly ingestionTime: number;
  readonly message: string;
}

export type Direction = "forward" | "backward";

export interface EventQuery extends ChunkQuery {
  readonly direction: Direction;
  /** Reading begins here: with the first event behind it, or backward with the last one before it. */
  readonly start?: EventPosition;
}

/** A chunk being read: the event at `position` is the next. */
interface Cursor {
  readonly header: ChunkHeader;
  position: EventPosition;
  /** What is held of the chunk in memory: the next events, as far as they fit. `from` is the place of the first. */
  held: { readonly from: number; readonly events: readonly LogEvent[] };
}

const NOTHING_HELD: Cursor["held"] = { from: 0, events: [] };

/** What a reading holds of each open chunk, divided by their number: in UTF-16 units of messages. */
const HELD_UNITS = 33_554_432;

/**
 * The events of a query in the order of time, or backward, merged from their chunks. A chunk is opened only when reading
 * arrives at its first event and is let go behind its last. Of chunks that overlap in time, the more there are the less is
 * held of each, and what is not held is read again when its turn comes: memory is bounded whatever was stored.
 */
export async function* mergeEvents(
  tx: Transaction,
  query: EventQuery,
  heldUnits = HELD_UNITS,
): AsyncGenerator<StoredEvent> {
  const { direction, start, from, to } = query;
  const forward = direction === "forward";
  const sign = forward ? 1 : -1;
  const waiting = await chunksInOrder(tx, query);
  const open: Cursor[] = [];
  let opened = 0;
  for (;;) {
    let next = earliest(open, sign);
    for (let header = waiting[opened]; header !== undefined; header = waiting[opened]) {
      if (next !== undefined && comparePositions(edge(header, forward), next.position) * sign > 0) break;
      opened++;
      const cursor: Cursor = { header, position: edge(header, forward), held: NOTHING_HELD };
      if ((await nextEvent(tx, cursor, sign, heldUnits / (open.length + 1))) === undefined) continue;
      open.push(cursor);
      next = earliest(open, sign);
    }
    if (next === undefined) return;
    const { position, header } = next;
    const share = heldUnits / open.length;
    const event = await nextEvent(tx, next, sign, share);
    if (event === undefined) throw new Error(`chunk ${header.id} has no event ${position.index}`);
    if (!(await advance(tx, next, sign, share))) open.splice(open.indexOf(next), 1);
    if (isBeyond(position.timestamp, forward ? to : from, sign)) return;
    if (isBeyond(forward ? from : to, position.timestamp, sign)) continue;
    if (start !== undefined && !isBehindStart(position, start, forward)) continue;
    yield {
      position,
      logStreamName: header.logStreamName,
      ingestionTime: header.ingestionTime,
      message: event.message,
    };
  }
}

async function chunksInOrder(tx: Transaction, query: EventQuery): Promise<readonly ChunkHeader[]> {
  const { direction, start, from, to, ...rest } = query;
  const forward = direction === "forward";
  const bounds = forward
    ? { from: Math.max(from ?? 0, start?.timestamp ?? 0), to }
    : { from, to: Math.min(to ?? Number.MAX_SAFE_INTEGER, start?.timestamp ?? Number.MAX_SAFE_INTEGER) };
  const headers = await tx.listChunks({
    ...rest,
    ...(bounds.from === undefined ? {} : { from: bounds.from }),
    ...(bounds.to === undefined ? {} : { to: bounds.to }),
  });
  return forward ? headers : headers.toSorted((a, b) => b.lastTimestamp - a.lastTimestamp || b.id - a.id);
}

/** Where reading enters a chunk. */
function edge(header: ChunkHeader, forward: boolean): EventPosition {
  return forward
    ? { timestamp: header.firstTimestamp, chunk: header.id, index: 0 }
    : { timestamp: header.lastTimestamp, chunk: header.id, index: header.eventCount - 1 };
}

/** The event at the cursor, from what is held or, with as much behind it as `share` allows, read again. */
async function nextEvent(tx: Transaction, cursor: Cursor, sign: 1 | -1, share: number): Promise<LogEvent | undefined> {
  const { index } = cursor.position;
  const known = cursor.held.events[index - cursor.held.from];
  if (known !== undefined) return known;
  const events = (await tx.readChunk(cursor.header.id)) ?? [];
  let units = 0;
  let end = index;
  for (let event = events[end]; event !== undefined; event = events[end]) {
    units += event.message.length;
    if (units > share) break;
    end += sign;
  }
  const from = sign > 0 ? index : end + 1;
  cursor.held = { from, events: events.slice(from, sign > 0 ? end : index + 1) };
  return events[index];
}

/** Moves to the next event of the chunk; false when there is none. */
async function advance(tx: Transaction, cursor: Cursor, sign: 1 | -1, share: number): Promise<boolean> {
  const index = cursor.position.index + sign;
  if (index < 0 || index >= cursor.header.eventCount) return false;
  cursor.position = { ...cursor.position, index };
  const event = await nextEvent(tx, cursor, sign, share);
  if (event === undefined) return false;
  cursor.position = { ...cursor.position, timestamp: event.timestamp };
  return true;
}

function earliest(open: readonly Cursor[], sign: 1 | -1): Cursor | undefined {
  let first: Cursor | undefined;
  for (const cursor of open) {
    if (first === undefined || comparePositions(cursor.position, first.position) * sign < 0) first = cursor;
  }
  return first;
}

/** Whether `time` lies behind `bound` in the direction of reading. An absent time or bound is never passed. */
function isBeyond(time: number | undefined, bound: number | undefined, sign: 1 | -1): boolean {
  return time !== undefined && bound !== undefined && (time - bound) * sign > 0;
}

function isBehindStart(position: EventPosition, start: EventPosition, forward: boolean): boolean {
  const order = comparePositions(position, start);
  return forward ? order >= 0 : order < 0;
}
