import type { FifoDelivery, OutboundMessage, OutboxRow } from "./outbound.ts";
import type { Transaction } from "./ports.ts";

/** More than this many waiting messages are not looked through. */
const LIMIT = 100_000;

/**
 * The id of a message in the outbox. Of messages that are due at one time the outbox gives those with the smaller ids
 * first, so ids of a FIFO topic's messages grow with their order.
 */
export function outboxId(uuid: string, fifo: FifoDelivery | undefined): string {
  return fifo === undefined ? uuid : `${String(fifo.order).padStart(16, "0")}-${uuid}`;
}

/**
 * Claims rows that may be sent now. A message of a FIFO topic waits for every earlier one of its group to the same
 * subscriber: it goes back into the outbox, due when the one it waits for may be due again, or when that one is settled
 * (`releaseNext`).
 */
export async function claimInOrder(
  tx: Transaction,
  claim: () => Promise<readonly OutboxRow[]>,
): Promise<readonly OutboxRow[]> {
  for (;;) {
    const rows = await claim();
    if (!rows.some((row) => row.message.fifo !== undefined)) return rows;
    const waiting = await tx.listOutbox({ settled: false, limit: LIMIT });
    const free: OutboxRow[] = [];
    for (const row of rows) {
      const blocker = firstOf(waiting.filter((other) => sameGroup(other.message, row.message)));
      if (blocker === undefined || blocker.message.id === row.message.id) free.push(row);
      else await tx.retryOutbox(row.message.id, row.attempt, dueAgain(blocker));
    }
    // All that were claimed may wait for one that is due as well and comes next.
    if (free.length > 0) return free;
  }
}

/** When a message of a FIFO topic has been settled, the next one of its group is due. */
export async function releaseNext(tx: Transaction, settled: OutboundMessage, now: number): Promise<void> {
  if (settled.fifo === undefined) return;
  const waiting = await tx.listOutbox({ settled: false, limit: LIMIT });
  const next = firstOf(waiting.filter(({ message }) => sameGroup(message, settled)));
  if (next !== undefined && next.attempt === 0 && next.nextAttempt > now) {
    await tx.retryOutbox(next.message.id, next.attempt, now);
  }
}

function sameGroup(left: OutboundMessage, right: OutboundMessage): boolean {
  return (
    left.fifo !== undefined &&
    right.fifo !== undefined &&
    left.subscriptionArn === right.subscriptionArn &&
    left.endpoint === right.endpoint &&
    left.messageGroupId === right.messageGroupId
  );
}

function firstOf(rows: readonly OutboxRow[]): OutboxRow | undefined {
  return rows.reduce<OutboxRow | undefined>(
    (first, row) => (first === undefined || orderOf(row) < orderOf(first) ? row : first),
    undefined,
  );
}

function orderOf({ message }: OutboxRow): number {
  return message.fifo?.order ?? 0;
}

function dueAgain({ nextAttempt, claimedUntil = 0 }: OutboxRow): number {
  return Math.max(nextAttempt, claimedUntil);
}
