import { compileMatcher } from "../../pattern/match.ts";
import { logMessage } from "../../pattern/message.ts";
import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import type { LogGroup } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { invalidNextToken, invalidParameter } from "./errors.ts";
import { eventPage, MAX_PAGE_EVENTS } from "./event-page.ts";
import { type EventPosition, positionAfter, positionDigits } from "./event-position.ts";
import { requirePattern } from "./filter-pattern.ts";
import { classOf, type LogGroupReference, referredGroupName, requireLogGroup } from "./log-groups.ts";
import { requireLogStream } from "./log-streams.ts";
import { type Direction, mergeEvents } from "./merge-events.ts";
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
  /** False for the latest events first; it counts on the first page only. doc MODEL */
  readonly startFromHead?: boolean;
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
/** Events before it cannot be searched backward. doc MODEL */
const FIRST_BACKWARD_START = Date.UTC(2024, 0, 1);

/** Events looked at for one page. Beyond, the page ends with what it has, and a token: AWS does the same. doc MODEL */
const MAX_SEARCHED_EVENTS = 100_000;

/** Where a page begins, and which way it goes. */
interface PageStart {
  readonly direction: Direction;
  readonly start?: EventPosition;
}

/** FilterLogEvents: events of a group in the order of time, then of ingestion, or in the opposite order. */
export const filterLogEvents: Operation<FilterLogEventsInput, FilterLogEventsOutput> = async (engine, call, input) => {
  const { region } = call.scope;
  const { logStreamNames, logStreamNamePrefix, startTime, endTime } = input;
  if (logStreamNames !== undefined && logStreamNamePrefix !== undefined) {
    // The rule is doc MODEL, the words are Tocsin's (unk).
    throw invalidParameter("logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
  }
  const logGroupName = referredGroupName(input);
  const now = engine.clock.now();
  const { direction, start } = input.nextToken === undefined ? firstPage(input) : readToken(input.nextToken, now);
  const matches = compileMatcher(requirePattern(input.filterPattern ?? "", OPERATION));
  const page = eventPage(input.limit ?? MAX_PAGE_EVENTS);
  const next = await engine.store.transaction(async (tx): Promise<EventPosition | undefined> => {
    const group = await requireLogGroup(tx, region, logGroupName);
    requireSearchable(group);
    await requireStreams(tx, region, logGroupName, logStreamNames ?? []);
    const query = {
      region,
      logGroupName,
      ...(logStreamNames === undefined ? {} : { logStreamNames }),
      ...(logStreamNamePrefix === undefined ? {} : { logStreamNamePrefix }),
      from: Math.max(startTime ?? 0, oldestKept(group, now) ?? 0),
      ...(endTime === undefined ? {} : { to: endTime }),
      direction,
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
    ...(next === undefined ? {} : { nextToken: writeToken(next, direction, now) }),
  };
};

function firstPage({ startFromHead, startTime }: FilterLogEventsInput): PageStart {
  if (startFromHead !== false) return { direction: "forward" };
  if (startTime !== undefined && startTime < FIRST_BACKWARD_START) {
    // The rule is doc MODEL, the words are Tocsin's (unk).
    throw invalidParameter("startFromHead can be false only when startTime is on or after 2024-01-01T00:00:00Z.");
  }
  return { direction: "backward" };
}

/** obs ISS karpenter-provider-aws#9567 */
function requireSearchable(group: LogGroup): void {
  const logGroupClass = classOf(group);
  if (logGroupClass === "STANDARD") return;
  const message = `The log group ${group.logGroupName} is of log-group-class ${logGroupClass}. ${OPERATION} is not supported for this log class.`;
  throw new AwsError("InvalidOperationException", 400, message);
}

/** inf: AWS refuses a stream that it is told to search and does not find. */
async function requireStreams(
  tx: Transaction,
  region: string,
  logGroupName: string,
  names: readonly string[],
): Promise<void> {
  for (const name of names) await requireLogStream(tx, region, logGroupName, name);
}

/** @param next the event that the next page begins with */
function writeToken(next: EventPosition, direction: Direction, now: number): string {
  // Backward reading begins with the last event before its start.
  const { timestamp, chunk, index } = direction === "forward" ? next : positionAfter(next);
  return encodePageToken([OPERATION, now, timestamp, chunk, index, direction]);
}

function readToken(token: string, now: number): PageStart {
  const [issued, timestamp, chunk, index, direction] = decodePageToken(token, OPERATION) ?? [];
  if (
    (direction !== "forward" && direction !== "backward") ||
    typeof issued !== "number" ||
    typeof timestamp !== "number" ||
    typeof chunk !== "number" ||
    typeof index !== "number" ||
    // doc MODEL
    now - issued > TOKEN_LIFETIME
  ) {
    throw invalidNextToken();
  }
  return { direction, start: { timestamp, chunk, index } };
}
