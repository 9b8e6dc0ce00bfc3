import { shownEndpoint } from "../topic/endpoint.ts";
import { isProtocol } from "../topic/protocol.ts";
import { nextDelay, retryPolicyFor } from "../topic/retry.ts";
import type { EngineContext } from "./context.ts";
import { claimInOrder, outboxId, releaseNext } from "./message-groups.ts";
import type { Delivery, DeliveryOutcome, OutboundMessage, OutboxRow } from "./outbound.ts";
import type { Transaction } from "./ports.ts";

/** How long a claimed message belongs to its dispatcher, in milliseconds: longer than an adapter may take for one attempt. */
const CLAIM = 30_000;
/** Deliveries at once. */
const CONCURRENCY = 16;

interface Attempt {
  readonly row: OutboxRow;
  readonly outcome: DeliveryOutcome;
}

/**
 * Makes the function that delivers what is due in the outbox: it claims messages, brings them to their subscribers
 * outside any transaction, and writes down what became of them.
 *
 * The function may be called at any moment, also while it is at work. Each call looks at the outbox at once, so a slow
 * subscriber takes one place of the sixteen and holds up nobody else; and its promise resolves when nothing is due and
 * nothing under way, with the number of messages settled: delivered, or given up for good. It rejects when the store
 * fails; nothing is lost then, and the next call goes on.
 *
 * INVARIANT: a message that is settled is never sent again.
 * INVARIANT: a message that was sent and not settled (a crash, an abort) is due again when its claim has run out, so a
 * crash costs at most one repeat and never a message.
 * INVARIANT: a retry happens at the times of the message's policy, else its protocol's, on the engine's clock.
 * INVARIANT: a message that is given up is in its dead-letter queue's outbox in the same transaction, or has no such queue.
 *
 * @param signal when it aborts, nothing more is started and what is under way is given up; its claims run out
 * @example
 * const dispatchDue = createDispatcher(engine, delivery, new AbortController().signal);
 * await dispatchDue(); // 0
 */
export function createDispatcher(
  engine: EngineContext,
  delivery: Delivery,
  signal: AbortSignal,
): () => Promise<number> {
  // From the start of an attempt until its outcome is written. A clock that is moved past a claim makes its message due
  // again meanwhile: this keeps it from being sent twice.
  const inFlight = new Map<string, AbortController>();
  const finished: Attempt[] = [];
  let draining: Promise<number> | undefined;
  let asked = false;
  let notify: () => void = () => undefined;
  signal.addEventListener("abort", stopAll, { once: true });

  function stopAll(): void {
    for (const giveUp of inFlight.values()) giveUp.abort();
    notify();
  }

  async function attempt(row: OutboxRow): Promise<void> {
    // Each attempt has a signal of its own: sixteen of them listening to one would look like a leak to Node.
    const giveUp = new AbortController();
    inFlight.set(row.message.id, giveUp);
    const outcome = await deliverOnce(engine, delivery, row, giveUp.signal);
    if (outcome === undefined) inFlight.delete(row.message.id);
    else finished.push({ row, outcome });
    notify();
  }

  async function drain(): Promise<number> {
    let settled = 0;
    try {
      for (;;) {
        asked = false;
        // Made before the transaction, so that a delivery that ends during it is not missed.
        const change = new Promise<void>((resolve) => {
          notify = resolve;
        });
        const attempts = [...finished];
        const free = signal.aborted ? 0 : CONCURRENCY - (inFlight.size - attempts.length);
        const { count, rows } = await engine.store.transaction(async (tx) => ({
          count: await record(engine, tx, attempts),
          rows: free > 0 ? await claimInOrder(tx, () => claim(engine, tx, free)) : [],
        }));
        finished.splice(0, attempts.length);
        for (const { row } of attempts) inFlight.delete(row.message.id);
        settled += count;
        if (signal.aborted) return settled;
        for (const row of rows) {
          if (!inFlight.has(row.message.id)) void attempt(row);
        }
        if (inFlight.size === 0 && !asked) return settled;
        await change;
      }
    } finally {
      draining = undefined;
    }
  }

  return () => {
    asked = true;
    notify();
    draining ??= Promise.resolve().then(drain);
    return draining;
  };
}

/** One attempt; undefined when it was given up. */
async function deliverOnce(
  engine: EngineContext,
  delivery: Delivery,
  row: OutboxRow,
  signal: AbortSignal,
): Promise<DeliveryOutcome | undefined> {
  try {
    return await delivery.deliver(row.message, signal);
  } catch (error) {
    if (signal.aborted) return undefined;
    // An adapter that throws breaks its contract. It costs the message an attempt, not the other messages their delivery.
    engine.log.error({ err: error, messageId: row.message.messageId }, "a delivery adapter failed");
    return { kind: "failed", retryable: true, reason: `the delivery adapter failed: ${String(error)}` };
  }
}

function claim(engine: EngineContext, tx: Transaction, limit: number): Promise<readonly OutboxRow[]> {
  const now = engine.clock.now();
  return tx.claimOutbox(now, now + CLAIM, limit);
}

/** Writes down what became of the attempts; returns how many messages that settled. */
async function record(engine: EngineContext, tx: Transaction, attempts: readonly Attempt[]): Promise<number> {
  const now = engine.clock.now();
  let settled = 0;
  for (const { row, outcome } of attempts) {
    const delay = retryDelay(row, outcome);
    if (delay === undefined) {
      settled += 1;
      await tx.settleOutbox(row.message.id, now, outcome);
      if (outcome.kind === "failed") {
        reportGivenUp(engine, row, outcome.reason);
        await tx.enqueue(deadLetters(engine, row.message), now);
      }
      await releaseNext(tx, row.message, now);
    } else {
      await tx.retryOutbox(row.message.id, row.attempt + 1, now + delay);
    }
  }
  return settled;
}

/** Milliseconds until the next attempt; undefined when there is none. `row.attempt` counts the attempts before this one. */
function retryDelay(row: OutboxRow, outcome: DeliveryOutcome): number | undefined {
  const { protocol } = row.message;
  if (outcome.kind === "delivered" || !outcome.retryable || !isProtocol(protocol)) return undefined;
  return nextDelay(row.message.retryPolicy ?? retryPolicyFor(protocol), row.attempt + 1);
}

/**
 * What goes to the dead-letter queue of a subscription: the message as its subscriber would have got it. Written with
 * the outcome, so that it is there once. obs STACKD message_groups (receive-dlq). doc SNSDG: faults of the client's side
 * go there at once, others after the retries.
 */
function deadLetters(engine: EngineContext, message: OutboundMessage): readonly OutboundMessage[] {
  const { deadLetterTargetArn: endpoint, retryPolicy: _own, ...rest } = message;
  if (endpoint === undefined) return [];
  return [{ ...rest, id: outboxId(engine.ids.uuid(), rest.fifo), protocol: "sqs", endpoint }];
}

function reportGivenUp(engine: EngineContext, row: OutboxRow, reason: string): void {
  const { messageId, subscriptionArn, protocol, endpoint, kind } = row.message;
  engine.log.warn(
    {
      messageId,
      subscriptionArn,
      protocol,
      endpoint: shownEndpoint(endpoint),
      kind,
      attempts: row.attempt + 1,
      reason,
    },
    "a message did not reach its subscriber and is not tried again",
  );
}
