import { compileMatcher } from "../../pattern/match.ts";
import { logMessage } from "../../pattern/message.ts";
import type { Operation } from "../context.ts";
import type { Transaction } from "../ports.ts";
import { invalidNextToken, invalidParameter } from "./errors.ts";
import { eventPage, MAX_PAGE_EVENTS } from "./event-page.ts";
import { type EventPosition, positionDigits } from "./event-position.ts";
import { requirePattern } from "./filter-pattern.ts";
import { type LogGroupReference, referredGroupName, requireLogGroup } from "./log-groups.ts";
import { requireLogStream } from "./log-streams.ts";
import { mergeEvents } from "./merge-events.ts";
import { decodePageToken, encodePageToken } from "./page-token.ts";
import { oldestKept } from "./retention-policy.ts";

export interface FilterLogEventsInput extends LogGroupReference {
  readonly logStreamNames?: readonly string[];
  readonly logStreamNamePrefix?: string;
  /** Epoch milliseconds, inclusive both. doc MODEL */
  readonly startTime?: number;
  readonly endTime?: number;
  readonly filterPattern?: string;
  readonly limit?: number;
  readonly nextToken?: string;
}

export interface FilteredLogEvent {
  readonly logStreamName: string;
  readonly timestamp: number;
  readonly message: string;
  readonly ingestionTime: number;
  readonly eventId: string;
}

export interface FilterLogEventsOutput {
  readonly events: readonly FilteredLogEvent[];
  readonly searchedLogStreams: readonly [];
  readonly nextToken?: string;
}

const OPERATION = "FilterLogEvents";
const TOKEN_LIFETIME = 24 * 3_600_000;

/** Events looked at for one page. Beyond, the page ends with what it has, and a token: AWS does the same. doc MODEL */
const MAX_SEARCHED_EVENTS = 100_000;

/** FilterLogEvents: events of a group in the order of time, then of ingestion. */
export const filterLogEvents: Operation<FilterLogEventsInput, FilterLogEventsOutput> = async (engine, call, input) => {
  const { region } = call.scope;
  const { logStreamNames, logStreamNamePrefix, startTime, endTime } = input;
  if (logStreamNames !== undefined && logStreamNamePrefix !== undefined) {
    // The rule is doc MODEL, the words are Tocsin's (unk).
    throw invalidParameter("logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
  }
  const logGroupName = referredGroupName(input);
  const now = engine.clock.now();
  const start = input.nextToken === undefined ? undefined : readToken(input.nextToken, now);
  const matches = compileMatcher(requirePattern(input.filterPattern ?? "", OPERATION));
  const page = eventPage(input.limit ?? MAX_PAGE_EVENTS);
  const next = await engine.store.transaction(async (tx): Promise<EventPosition | undefined> => {
    const group = await requireLogGroup(tx, region, logGroupName);
    await requireStreams(tx, region, logGroupName, logStreamNames ?? []);
    const query = {
      region,
      logGroupName,
      ...(logStreamNames === undefined ? {} : { logStreamNames }),
      ...(logStreamNamePrefix === undefined ? {} : { logStreamNamePrefix }),
      from: Math.max(startTime ?? 0, oldestKept(group, now) ?? 0),
      ...(endTime === undefined ? {} : { to: endTime }),
      direction: "forward" as const,
      ...(start === undefined ? {} : { start }),
    };
    let searched = 0;
    for await (const event of mergeEvents(tx, query)) {
      if (searched === MAX_SEARCHED_EVENTS) return event.position;
      searched++;
      if (matches(logMessage(event.message)) && !page.add(event)) return event.position;
    }
    return undefined;
  });
  return {
    events: page.events.map(({ logStreamName, position, message, ingestionTime }) => ({
      logStreamName,
      timestamp: position.timestamp,
      message,
      ingestionTime,
      eventId: positionDigits(position),
    })),
    // Empty since 2020. doc MODEL
    searchedLogStreams: [],
    ...(next === undefined ? {} : { nextToken: writeToken(next, now) }),
  };
};

/** inf: AWS refuses a stream that it is told to search and does not find. */
async function requireStreams(
  tx: Transaction,
  region: string,
  logGroupName: string,
  names: readonly string[],
): Promise<void> {
  for (const name of names) await requireLogStream(tx, region, logGroupName, name);
}

function writeToken(next: EventPosition, now: number): string {
  return encodePageToken([OPERATION, now, next.timestamp, next.chunk, next.index]);
}

function readToken(token: string, now: number): EventPosition {
  const [issued, timestamp, chunk, index] = decodePageToken(token, OPERATION) ?? [];
  if (
    typeof issued !== "number" ||
    typeof timestamp !== "number" ||
    typeof chunk !== "number" ||
    typeof index !== "number" ||
    // doc MODEL
    now - issued > TOKEN_LIFETIME
  ) {
    throw invalidNextToken();
  }
  return { timestamp, chunk, index };
}
