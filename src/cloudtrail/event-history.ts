import { eventCategory, isReadOnly } from "./event-category.ts";
import { type EventResource, eventResources } from "./event-resources.ts";
import { textAt } from "./json-value.ts";
import type { ReadRecord } from "./record.ts";

/** How long the event history keeps an event: 90 days. doc CTUG */
export const HISTORY_MS = 90 * 24 * 60 * 60 * 1000;

/** A management event with what LookupEvents finds it by. */
export interface HistoryEvent {
  readonly eventId: string;
  readonly region: string;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly name: string;
  readonly source: string;
  readonly readOnly: boolean;
  readonly username?: string;
  readonly accessKeyId?: string;
  readonly resources: readonly EventResource[];
  /** The record's own text. */
  readonly record: string;
}

/** What LookupEvents can be asked for, with the texts that the model gives them. doc MODEL */
export const LOOKUP_KEYS = [
  "EventId",
  "EventName",
  "ReadOnly",
  "Username",
  "ResourceType",
  "ResourceName",
  "EventSource",
  "AccessKeyId",
] as const;

export type LookupKey = (typeof LOOKUP_KEYS)[number];

/**
 * The entry of a record in the event history; undefined for events that are not management events (doc CTUG), and for
 * those that lack an id, a name or a source, by which alone they could be told apart.
 *
 * @param region where a record that does not say it happened
 */
export function historyEvent({ record, text, time }: ReadRecord, region: string): HistoryEvent | undefined {
  const eventId = textAt(record, "eventID");
  const name = textAt(record, "eventName");
  const source = textAt(record, "eventSource");
  if (eventId === undefined || name === undefined || source === undefined) return undefined;
  if (eventCategory(record) !== "Management") return undefined;
  const username = usernameOf(record);
  const accessKeyId = textAt(record, "userIdentity", "accessKeyId");
  return {
    eventId,
    region: textAt(record, "awsRegion") ?? region,
    time,
    name,
    source,
    readOnly: isReadOnly(record),
    ...(username === undefined ? {} : { username }),
    ...(accessKeyId === undefined ? {} : { accessKeyId }),
    resources: eventResources(record),
    record: text,
  };
}

/** The user's name, `root`, the session of a role, or the service that acted. inf */
function usernameOf(record: unknown): string | undefined {
  const text = (...path: readonly string[]): string | undefined => textAt(record, "userIdentity", ...path);
  switch (text("type")) {
    case "Root":
      return text("userName") ?? "root";
    case "AssumedRole":
    case "FederatedUser":
      return afterColon(text("principalId")) ?? text("sessionContext", "sessionIssuer", "userName");
    case undefined:
    default:
      return text("userName") ?? text("invokedBy");
  }
}

function afterColon(principalId: string | undefined): string | undefined {
  const colon = principalId?.indexOf(":") ?? -1;
  return colon < 0 ? undefined : principalId?.slice(colon + 1);
}
