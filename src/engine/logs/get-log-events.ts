import type { Operation } from "../context.ts";
import { invalidNextToken } from "./errors.ts";
import { eventPage, MAX_PAGE_EVENTS } from "./event-page.ts";
import {
  type EventPosition,
  positionAfter,
  positionDigits,
  readPositionDigits,
  START_OF_EVENTS,
} from "./event-position.ts";
import { type LogGroupReference, referredGroupName, requireLogGroup } from "./log-groups.ts";
import { requireLogStream } from "./log-streams.ts";
import { type Direction, mergeEvents } from "./merge-events.ts";
import { oldestKept } from "./retention-policy.ts";

export interface GetLogEventsInput extends LogGroupReference {
  readonly logStreamName: string;
  /** Epoch milliseconds, inclusive. */
  readonly startTime?: number;
  /** Epoch milliseconds, exclusive. doc MODEL */
  readonly endTime?: number;
  readonly limit?: number;
  readonly nextToken?: string;
  readonly startFromHead?: boolean;
}

export interface OutputLogEvent {
  readonly timestamp: number;
  readonly message: string;
  readonly ingestionTime: number;
}

export interface GetLogEventsOutput {
  readonly events: readonly OutputLogEvent[];
  readonly nextForwardToken: string;
  readonly nextBackwardToken: string;
}

/** Where a page begins, and which way it reads. */
interface PageStart {
  readonly direction: Direction;
  readonly position?: EventPosition;
}

/**
 * GetLogEvents: one stream, a page of at most 1 MB, always told oldest first. Without a token it begins with the latest
 * events. At the end of the stream the token that was given comes back. obs LS
 */
export const getLogEvents: Operation<GetLogEventsInput, GetLogEventsOutput> = async (engine, call, input) => {
  const { region } = call.scope;
  const { logStreamName, startTime, endTime } = input;
  const logGroupName = referredGroupName(input);
  const { direction, position } = pageStart(input);
  const page = eventPage(input.limit ?? MAX_PAGE_EVENTS);
  await engine.store.transaction(async (tx) => {
    const group = await requireLogGroup(tx, region, logGroupName);
    await requireLogStream(tx, region, logGroupName, logStreamName);
    const query = {
      region,
      logGroupName,
      logStreamNames: [logStreamName],
      from: Math.max(startTime ?? 0, oldestKept(group, engine.clock.now()) ?? 0),
      ...(endTime === undefined ? {} : { to: endTime - 1 }),
      direction,
      ...(position === undefined ? {} : { start: position }),
    };
    for await (const event of mergeEvents(tx, query)) if (!page.add(event)) break;
  });
  const events = direction === "forward" ? page.events : page.events.toReversed();
  const first = events.at(0);
  const last = events.at(-1);
  const still = position ?? START_OF_EVENTS;
  return {
    events: events.map(({ position: { timestamp }, message, ingestionTime }) => ({
      timestamp,
      message,
      ingestionTime,
    })),
    nextForwardToken: `f/${positionDigits(last === undefined ? still : positionAfter(last.position))}/s`,
    nextBackwardToken: `b/${positionDigits(first === undefined ? still : first.position)}/s`,
  };
};

function pageStart(input: GetLogEventsInput): PageStart {
  if (input.nextToken === undefined) return { direction: input.startFromHead === true ? "forward" : "backward" };
  const [, letter, digits = ""] = /^([fb])\/(\d+)\/s$/.exec(input.nextToken) ?? [];
  const position = readPositionDigits(digits);
  if (position === undefined) throw invalidNextToken();
  return { direction: letter === "f" ? "forward" : "backward", position };
}
