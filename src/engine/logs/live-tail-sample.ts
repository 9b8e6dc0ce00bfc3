/** One log event as Live Tail shows it; AWS's own members. */
export interface LiveTailSessionLogEvent {
  readonly logStreamName: string;
  readonly logGroupIdentifier: string;
  readonly message: string;
  readonly timestamp: number;
  readonly ingestionTime: number;
}

/** doc MODEL: log events of one update. */
export const MAX_UPDATE_EVENTS = 500;

/**
 * UTF-16 units of the messages of one update, so that no update outgrows the messages that clients take (botocore: 24 MB):
 * a unit takes six bytes at most. A single event, of 1 MB at most, always fits. That AWS has such a bound: inf.
 */
export const MAX_UPDATE_LENGTH = 2 * 1_048_576;

/** The log events of one update while they come in. Its memory is bounded, however many there are. */
export interface LiveTailSample {
  add(event: LiveTailSessionLogEvent): void;
  /** What to show, in the order in which it came, and whether that is less than what came. Empties the sample. */
  take(): { readonly events: readonly LiveTailSessionLogEvent[]; readonly sampled: boolean };
}

/**
 * Keeps all events while they fit, else such as lie evenly over the second. How AWS chooses: unk.
 *
 * @example
 * const sample = liveTailSample();
 * sample.take(); // { events: [], sampled: false }
 */
export function liveTailSample(): LiveTailSample {
  let kept: LiveTailSessionLogEvent[] = [];
  /** UTF-16 units of the messages that are kept. */
  let length = 0;
  let seen = 0;
  /** Of so many events one is kept. */
  let stride = 1;

  const thin = (maxEvents: number, maxLength: number) => {
    if (kept.length < 2 || (kept.length <= maxEvents && length <= maxLength)) return;
    kept = kept.filter((_, at) => at % 2 === 0);
    length = kept.reduce((sum, { message }) => sum + message.length, 0);
    stride *= 2;
    thin(maxEvents, maxLength);
  };
  return {
    add(event) {
      seen += 1;
      if ((seen - 1) % stride !== 0) return;
      kept.push(event);
      length += event.message.length;
      // Twice as many as are shown, so that enough are left when every other one goes.
      thin(2 * MAX_UPDATE_EVENTS, 2 * MAX_UPDATE_LENGTH);
    },
    take() {
      thin(Number.POSITIVE_INFINITY, MAX_UPDATE_LENGTH);
      const events = kept.filter((_, at) => place(at, kept.length) !== place(at - 1, kept.length));
      const sampled = events.length < seen;
      kept = [];
      length = 0;
      seen = 0;
      stride = 1;
      return { events, sampled };
    },
  };
}

/** Which of the places in an update an event falls into; each event has one of its own while there are enough. */
function place(at: number, count: number): number {
  return Math.floor((at * Math.min(MAX_UPDATE_EVENTS, count)) / count);
}
