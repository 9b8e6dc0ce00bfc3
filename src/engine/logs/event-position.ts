/** A place between events in the order of time: before the event that it names. Events may come to lie there later. */
export interface EventPosition {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly chunk: number;
  readonly index: number;
}

/** Before every event. */
export const START_OF_EVENTS: EventPosition = { timestamp: 0, chunk: 0, index: 0 };

/** The order of all events of a log group: time, then ingestion (chunks grow with it), then place in the batch. */
export function comparePositions(a: EventPosition, b: EventPosition): number {
  return a.timestamp - b.timestamp || a.chunk - b.chunk || a.index - b.index;
}

/** The place behind an event. */
export function positionAfter(position: EventPosition): EventPosition {
  return { ...position, index: position.index + 1 };
}

const TIME_DIGITS = 16;
const CHUNK_DIGITS = 20;
const INDEX_DIGITS = 20;

/**
 * 56 digits that order as the positions do: the eventId of an event, and the middle of the tokens of GetLogEvents.
 *
 * @example
 * positionDigits({ timestamp: 1, chunk: 2, index: 3 }); // "0000000000000001" + "0…02" + "0…03"
 */
export function positionDigits(position: EventPosition): string {
  return (
    digits(position.timestamp, TIME_DIGITS) +
    digits(position.chunk, CHUNK_DIGITS) +
    digits(position.index, INDEX_DIGITS)
  );
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, "0");
}

/** The position behind 56 digits; undefined for any other text. */
export function readPositionDigits(text: string): EventPosition | undefined {
  if (!/^\d{56}$/.test(text)) return undefined;
  const position = {
    timestamp: Number(text.slice(0, TIME_DIGITS)),
    chunk: Number(text.slice(TIME_DIGITS, TIME_DIGITS + CHUNK_DIGITS)),
    index: Number(text.slice(TIME_DIGITS + CHUNK_DIGITS)),
  };
  return Object.values(position).every(Number.isSafeInteger) ? position : undefined;
}
