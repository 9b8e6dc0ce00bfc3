import type { EngineContext } from "../context.ts";
import type { DocumentKey, RecentMessage, Topic } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { putTopic } from "./topics.ts";

/** How long a FIFO topic remembers what was published. doc SNSDG */
const WINDOW = 5 * 60 * 1000;
/** Every so many messages what is older is thrown away. */
const PRUNE_EVERY = 64;

/** How a message published to a FIFO topic is known, and its place among the topic's messages. */
export interface Admission {
  readonly kind: "new" | "duplicate";
  readonly messageId: string;
  readonly order: number;
}

/**
 * Admits a message to a FIFO topic once: again within five minutes, the same deduplication id gives the same message,
 * whatever it says. The id counts in the whole topic, or in its group where FifoThroughputScope says so. obs STACKD fifo
 */
export async function admit(
  engine: EngineContext,
  tx: Transaction,
  region: string,
  topic: Topic,
  messageGroupId: string,
  deduplicationId: string,
): Promise<Admission> {
  const now = engine.clock.now();
  const inGroup = topic.attributes["FifoThroughputScope"] === "MessageGroup";
  // Neither id can hold a blank.
  const name = inGroup ? `${messageGroupId} ${deduplicationId}` : deduplicationId;
  const key = recentKey(region, topic.Name, name);
  const known = await tx.getDocument("recentMessage", key);
  if (known !== undefined && now - known.publishedAt < WINDOW) {
    return { kind: "duplicate", messageId: known.MessageId, order: known.order };
  }
  // From the topic as it is now: a batch admits several.
  const order = ((await tx.getDocument("topic", { region, parent: "", name: topic.Name }))?.lastOrder ?? 0) + 1;
  const message: RecentMessage = { name, MessageId: engine.ids.uuid(), order, publishedAt: now };
  await tx.putDocument("recentMessage", key, message);
  await putTopic(tx, region, { ...topic, lastOrder: order });
  if (order % PRUNE_EVERY === 0) await forgetMessages(tx, region, topic.Name, now - WINDOW);
  return { kind: "new", messageId: message.MessageId, order };
}

/** Forgets the messages of a topic published until then; all of them without a time. */
export async function forgetMessages(
  tx: Transaction,
  region: string,
  topicName: string,
  until = Infinity,
): Promise<void> {
  for (const message of await tx.listDocuments("recentMessage", { region, parent: topicName })) {
    if (message.publishedAt <= until)
      await tx.deleteDocument("recentMessage", recentKey(region, topicName, message.name));
  }
}

/** The SequenceNumber of the message at this place: twenty digits that grow. obs STACKD fifo */
export function sequenceNumber(order: number): string {
  return String(10_000_000_000_000_000_000n + BigInt(order) * 1000n);
}

function recentKey(region: string, topicName: string, name: string): DocumentKey {
  return { region, parent: topicName, name };
}
