import { shownEndpoint } from "../topic/endpoint.ts";
import type { EngineContext } from "./context.ts";
import type { DeliveryOutcome } from "./outbound.ts";
import type { LateMark } from "./ports.ts";

/** What became of a message to one subscriber; passwords in endpoints are masked, message bodies left out. */
export interface MessageStatus {
  readonly id: string;
  readonly kind: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly subject?: string;
  /** ISO 8601. */
  readonly published: string;
  /** Attempts that failed so far. */
  readonly failedAttempts: number;
  /** Absent while it waits for its next attempt. */
  readonly outcome?: DeliveryOutcome;
}

/** How many messages one answer lists. */
const LIMIT = 1000;

/** The messages of the outbox, oldest first: those that wait and those that are settled. */
export async function listMessages(engine: EngineContext): Promise<readonly MessageStatus[]> {
  const rows = await engine.store.transaction((tx) => tx.listOutbox({ limit: LIMIT }));
  return rows.map(({ message, attempt, settled }) => ({
    id: message.id,
    kind: message.kind,
    topicArn: message.topicArn,
    protocol: message.protocol,
    endpoint: shownEndpoint(message.endpoint),
    ...(message.subject === undefined ? {} : { subject: message.subject }),
    published: new Date(message.timestamp).toISOString(),
    failedAttempts: attempt,
    ...(settled === undefined ? {} : { outcome: settled.outcome }),
  }));
}

/** What reached a metric of this region after its alarms had judged the minute. */
export function listLate(engine: EngineContext, region: string): Promise<readonly LateMark[]> {
  return engine.store.transaction((tx) => tx.listLateMarks({ region }));
}
