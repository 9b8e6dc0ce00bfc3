import { EVENT_OVERHEAD_BYTES } from "./log-event-batch.ts";
import type { StoredEvent } from "./merge-events.ts";
import { utf8Length } from "./utf8-length.ts";

/** doc MODEL: events and bytes of one page, of GetLogEvents and FilterLogEvents alike. */
export const MAX_PAGE_EVENTS = 10_000;
const MAX_PAGE_BYTES = 1_048_576;

/** Collects the events of one page up to its limits. */
export interface EventPage {
  readonly events: readonly StoredEvent[];
  /** False when the event does not fit in any more: then the page is full. A page takes at least one event. */
  add(event: StoredEvent): boolean;
}

export function eventPage(limit: number): EventPage {
  const events: StoredEvent[] = [];
  let bytes = 0;
  return {
    events,
    add(event) {
      const size = utf8Length(event.message) + EVENT_OVERHEAD_BYTES;
      if (events.length >= limit || (events.length > 0 && bytes + size > MAX_PAGE_BYTES)) return false;
      bytes += size;
      events.push(event);
      return true;
    },
  };
}
