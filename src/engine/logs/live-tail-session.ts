import type { LogMessage } from "../../pattern/message.ts";
import type { EventStream, StreamItem } from "./event-stream.ts";
import { type LiveTailSessionLogEvent, liveTailSample } from "./live-tail-sample.ts";

/** doc MODEL: an update a second; a client that is slow misses the oldest of more than ten; three hours in all. */
const PERIOD_MS = 1000;
const MAX_WAITING_UPDATES = 10;
export const SESSION_MS = 3 * 3_600_000;

/** Where a session tells what it is: AWS's own members. */
export interface LiveTailSessionStart {
  readonly requestId: string;
  readonly sessionId: string;
  readonly logGroupIdentifiers: readonly string[];
  readonly logStreamNames?: readonly string[];
  readonly logStreamNamePrefixes?: readonly string[];
  readonly logEventFilterPattern?: string;
}

/** What a session wants to see. */
export interface LiveTailScope {
  readonly region: string;
  /** The identifiers of the log groups by their names. */
  readonly logGroups: ReadonlyMap<string, string>;
  readonly wantsStream: (logStreamName: string) => boolean;
  readonly matches: (message: LogMessage) => boolean;
}

export interface LiveTailSession extends EventStream {
  readonly scope: LiveTailScope;
  /** Takes in an event that the scope covers. */
  add(event: LiveTailSessionLogEvent): void;
  /** Has the session lasted as long as AWS lets it? */
  isTimedOut(): boolean;
}

/**
 * A Live Tail session: `sessionStart` at once, then each second a `sessionUpdate`, empty when nothing came. The seconds
 * are the client's, so that a session goes on while a manual clock stands still; the three hours are the engine's.
 *
 * @param now the engine's time, epoch milliseconds
 * @param closed is called once, when the session takes in no more
 */
export function liveTailSession(
  start: LiveTailSessionStart,
  scope: LiveTailScope,
  now: () => number,
  closed: (session: LiveTailSession) => void,
): LiveTailSession {
  const started = now();
  const sample = liveTailSample();
  const waiting: StreamItem[] = [{ kind: "event", name: "sessionStart", value: start }];
  let ended = false;

  const queueUpdate = () => {
    const { events, sampled } = sample.take();
    const value = { sessionMetadata: { sampled }, sessionResults: events };
    waiting.push({ kind: "event", name: "sessionUpdate", value });
    if (waiting.filter(isUpdate).length > MAX_WAITING_UPDATES) waiting.splice(waiting.findIndex(isUpdate), 1);
  };
  const session: LiveTailSession = {
    kind: "eventStream",
    period: PERIOD_MS,
    scope,
    add: (event) => {
      if (!ended) sample.add(event);
    },
    isTimedOut: () => now() - started >= SESSION_MS,
    tick() {
      if (ended) return;
      queueUpdate();
      if (!session.isTimedOut()) return;
      // The name is doc MODEL, the words are Tocsin's (unk).
      const message = "The Live Tail session timed out: it had been open for three hours.";
      waiting.push({ kind: "exception", name: "SessionTimeoutException", message });
      end();
    },
    next: () => waiting.shift(),
    isOver: () => ended && waiting.length === 0,
    close() {
      waiting.length = 0;
      end();
    },
  };
  const end = () => {
    if (ended) return;
    ended = true;
    closed(session);
  };
  return session;
}

function isUpdate(item: StreamItem): boolean {
  return item.kind === "event" && item.name === "sessionUpdate";
}
