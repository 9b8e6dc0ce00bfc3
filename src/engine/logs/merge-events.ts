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

/** A chunk being read: its event at `index` is the next. */
interface Cursor {
  readonly header: ChunkHeader;
  readonly events: readonly LogEvent[];
  index: number;
  position: EventPosition;
}

/**
 * The events of a query in the order of time, or backward, merged from their chunks. A chunk is opened only when reading
 * arrives at its first event and is let go behind its last, so memory holds the chunks that overlap in time at one point.
 */
export async function* mergeEvents(tx: Transaction, query: EventQuery): AsyncGenerator<StoredEvent> {
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
      const cursor = await openChunk(tx, header, forward);
      if (cursor === undefined) continue;
      open.push(cursor);
      next = earliest(open, sign);
    }
    if (next === undefined) return;
    const { position, header, events, index } = next;
    const event = events[index];
    if (event === undefined) throw new Error(`chunk ${header.id} has no event ${index}`);
    if (!advance(next, sign)) open.splice(open.indexOf(next), 1);
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

async function openChunk(tx: Transaction, header: ChunkHeader, forward: boolean): Promise<Cursor | undefined> {
  const events = await tx.readChunk(header.id);
  return events === undefined || events.length === 0
    ? undefined
    : { header, events, index: forward ? 0 : events.length - 1, position: edge(header, forward) };
}

/** Moves to the next event of the chunk; false when there is none. */
function advance(cursor: Cursor, sign: 1 | -1): boolean {
  cursor.index += sign;
  const event = cursor.events[cursor.index];
  if (event === undefined) return false;
  cursor.position = { timestamp: event.timestamp, chunk: cursor.header.id, index: cursor.index };
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
