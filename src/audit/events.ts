import { readRecord } from "../cloudtrail/record.ts";
import { type CorpusRecord, messageOf } from "../controls/corpus-record.ts";
import type { SimulatedEvent } from "./simulate.ts";

/** Services that are recorded in one region only, wherever they are called from. doc CTUG */
const GLOBAL_SOURCES: ReadonlySet<string> = new Set([
  "iam.amazonaws.com",
  "cloudfront.amazonaws.com",
  "organizations.amazonaws.com",
  "route53.amazonaws.com",
]);

/** A record of the corpus as it would read in an account: of the account that it is a record of, and nobody else. */
export function eventIn(account: string, corpusRecord: CorpusRecord): SimulatedEvent {
  const { id, record } = corpusRecord;
  const event = { id, record, text: messageOf(corpusRecord) };
  return movedTo(account, event) ?? event;
}

/** The event as it would read in another account than its own; undefined where it is of that account, or of none. */
export function movedTo(account: string, { id, record, text }: SimulatedEvent): SimulatedEvent | undefined {
  const { recipientAccountId: own } = record;
  if (typeof own !== "string" || !/^\d{12}$/.test(own) || own === account) return undefined;
  return eventOf(id, text.replaceAll(own, account));
}

/** The event that the text of a record tells of; undefined where it is no record. */
export function eventOf(id: string, text: string): SimulatedEvent | undefined {
  const reading = readRecord(JSON.parse(text), { index: 0, text });
  return reading.ok ? { id, record: reading.read.record, text } : undefined;
}

/** The same act in another region. */
export function eventInRegion(event: SimulatedEvent, region: string): SimulatedEvent {
  const record = { ...event.record, awsRegion: region };
  return { id: event.id, record, text: JSON.stringify(record) };
}

/**
 * Whether an act can be recorded in any region. Sign-ins are recorded where their endpoint is, root's always in
 * us-east-1 (doc CTUG).
 */
export function isRegional({ record }: SimulatedEvent): boolean {
  const { eventSource, userIdentity } = record;
  if (typeof eventSource !== "string" || GLOBAL_SOURCES.has(eventSource)) return false;
  return eventSource !== "signin.amazonaws.com" || !isRoot(userIdentity);
}

function isRoot(identity: unknown): boolean {
  return typeof identity === "object" && identity !== null && "type" in identity && identity.type === "Root";
}
