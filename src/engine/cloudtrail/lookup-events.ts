import { HISTORY_MS, LOOKUP_KEYS, type LookupKey } from "../../cloudtrail/event-history.ts";
import type { EventResource } from "../../cloudtrail/event-resources.ts";
import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import type { HistoryEventQuery, StoredHistoryEvent } from "../ports.ts";

export interface LookupEventsInput {
  readonly LookupAttributes?: readonly { readonly AttributeKey: string; readonly AttributeValue: string }[];
  /** Epoch milliseconds, inclusive. */
  readonly StartTime?: number;
  readonly EndTime?: number;
  readonly EventCategory?: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

export interface LookedUpEvent {
  readonly EventId: string;
  readonly EventName: string;
  readonly ReadOnly: string;
  readonly AccessKeyId?: string;
  readonly EventTime: number;
  readonly EventSource: string;
  readonly Username?: string;
  readonly Resources: readonly EventResource[];
  readonly CloudTrailEvent: string;
}

export interface LookupEventsOutput {
  readonly Events: readonly LookedUpEvent[];
  readonly NextToken?: string;
}

const PAGE = 50;
const LONGEST_VALUE = 2000;

/**
 * LookupEvents: the management events of the region in the last 90 days, newest first.
 *
 * @throws AwsError InvalidLookupAttributesException, InvalidTimeRangeException, InvalidMaxResultsException,
 * InvalidNextTokenException, InvalidEventCategoryException
 */
export const lookupEvents: Operation<LookupEventsInput, LookupEventsOutput> = async (engine, call, input) => {
  const now = engine.clock.now();
  const { StartTime, EndTime, EventCategory, MaxResults = PAGE, NextToken } = input;
  if (EventCategory !== undefined && EventCategory !== "insight") {
    throw invalid("EventCategory", `Event category ${EventCategory.slice(0, 64)} is not supported.`);
  }
  if (MaxResults < 1 || MaxResults > PAGE) throw invalid("MaxResults", `MaxResults must be between 1 and ${PAGE}.`);
  // obs STACKD
  if (StartTime !== undefined && (StartTime > now || (EndTime !== undefined && StartTime > EndTime))) {
    throw invalid("TimeRange", "The start time must be before the end time and not in the future.");
  }
  const attribute = attributeOf(input);
  const after = NextToken === undefined ? undefined : positionOf(NextToken);
  // Insights events are made by AWS from what it sees; Tocsin makes none.
  if (EventCategory === "insight") return { Events: [] };
  const query: HistoryEventQuery = {
    region: call.scope.region,
    from: Math.max(StartTime ?? 0, now - HISTORY_MS),
    to: EndTime ?? Number.MAX_SAFE_INTEGER,
    limit: MaxResults + 1,
    ...(attribute === undefined ? {} : { attribute }),
    ...(after === undefined ? {} : { after }),
  };
  const found = await engine.store.transaction((tx) => tx.lookupEventHistory(query));
  const page = found.slice(0, MaxResults);
  const last = page.at(-1);
  const Events = page.map(lookedUp);
  return found.length <= MaxResults || last === undefined ? { Events } : { Events, NextToken: tokenOf(last) };
};

function lookedUp(event: StoredHistoryEvent): LookedUpEvent {
  return {
    EventId: event.eventId,
    EventName: event.name,
    ReadOnly: String(event.readOnly),
    ...(event.accessKeyId === undefined ? {} : { AccessKeyId: event.accessKeyId }),
    EventTime: event.time,
    EventSource: event.source,
    ...(event.username === undefined ? {} : { Username: event.username }),
    Resources: event.resources,
    CloudTrailEvent: event.record,
  };
}

function attributeOf(input: LookupEventsInput): HistoryEventQuery["attribute"] {
  const [given, second] = input.LookupAttributes ?? [];
  if (given === undefined) return undefined;
  if (second !== undefined) throw invalid("LookupAttributes", "You can specify only one lookup attribute.");
  const { AttributeKey, AttributeValue: value } = given;
  const key = LOOKUP_KEYS.find((known): known is LookupKey => known === AttributeKey);
  if (key === undefined) throw invalid("LookupAttributes", `Unknown lookup attribute ${AttributeKey.slice(0, 64)}.`);
  if (value.length < 1 || value.length > LONGEST_VALUE) {
    throw invalid("LookupAttributes", `The value of ${key} must have 1 to ${LONGEST_VALUE} characters.`);
  }
  // obs STACKD: no other case is taken.
  if (key === "ReadOnly" && value !== "true" && value !== "false") {
    throw invalid("LookupAttributes", "The value of ReadOnly must be true or false.");
  }
  return { key, value };
}

/** The codes are documented (doc MODEL), AWS's words are not known. unk */
function invalid(what: string, message: string): AwsError {
  return new AwsError(`Invalid${what}Exception`, 400, message);
}

function tokenOf({ id }: StoredHistoryEvent): string {
  return btoa(`LookupEvents/${id}`);
}

function positionOf(token: string): number {
  const id = /^LookupEvents\/(\d{1,15})$/.exec(decoded(token))?.[1];
  if (id === undefined) throw invalid("NextToken", "The NextToken is not valid.");
  return Number(id);
}

function decoded(token: string): string {
  try {
    return atob(token);
  } catch {
    return "";
  }
}
