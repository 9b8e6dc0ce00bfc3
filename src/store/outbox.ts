import type { DeliveryOutcome, OutboundMessage, OutboxRow } from "../engine/outbound.ts";
import { type Connection, json, number, optionalNumber, type SqlRow, text } from "./connection.ts";

/** Messages to subscribers, written in the transaction that caused them and settled after their delivery. */
export function outboxTable(db: Connection) {
  return {
    async enqueue(messages: readonly OutboundMessage[], at: number): Promise<void> {
      for (const message of messages) {
        db.run(
          "INSERT INTO outbox (id, message, attempt, next_attempt) VALUES (?, ?, 0, ?)",
          message.id,
          JSON.stringify(message),
          at,
        );
      }
    },

    async claimOutbox(now: number, claimUntil: number, limit: number): Promise<readonly OutboxRow[]> {
      // Mostly nothing is due, and a look costs a tenth of an update that finds nothing.
      const due = db.first("SELECT 1 FROM outbox WHERE settled_at IS NULL AND next_attempt <= ? LIMIT 1", now);
      if (due === undefined) return [];
      const rows = db.all(
        `UPDATE outbox SET claimed_until = ?
         WHERE id IN (
           SELECT id FROM outbox
           WHERE settled_at IS NULL AND next_attempt <= ? AND (claimed_until IS NULL OR claimed_until <= ?)
           ORDER BY next_attempt, id LIMIT ?)
         RETURNING *`,
        claimUntil,
        now,
        now,
        limit,
      );
      return rows.map(outboxRow).sort((a, b) => a.nextAttempt - b.nextAttempt);
    },

    async settleOutbox(id: string, at: number, outcome: DeliveryOutcome): Promise<void> {
      db.run(
        "UPDATE outbox SET settled_at = ?, outcome = ?, claimed_until = NULL WHERE id = ?",
        at,
        JSON.stringify(outcome),
        id,
      );
    },

    async retryOutbox(id: string, attempt: number, nextAttempt: number): Promise<void> {
      db.run(
        "UPDATE outbox SET attempt = ?, next_attempt = ?, claimed_until = NULL WHERE id = ?",
        attempt,
        nextAttempt,
        id,
      );
    },

    async listOutbox(query: { settled?: boolean; limit: number }): Promise<readonly OutboxRow[]> {
      const condition =
        query.settled === undefined ? "" : ` WHERE settled_at IS ${query.settled ? "NOT NULL" : "NULL"}`;
      return db.all(`SELECT * FROM outbox${condition} ORDER BY next_attempt, id LIMIT ?`, query.limit).map(outboxRow);
    },
  };
}

function outboxRow(row: SqlRow): OutboxRow {
  const claimedUntil = optionalNumber(row, "claimed_until");
  const settledAt = optionalNumber(row, "settled_at");
  return {
    message: json(row, "message") as OutboundMessage,
    attempt: number(row, "attempt"),
    nextAttempt: number(row, "next_attempt"),
    ...(claimedUntil === undefined ? {} : { claimedUntil }),
    ...(settledAt === undefined
      ? {}
      : { settled: { at: settledAt, outcome: JSON.parse(text(row, "outcome")) as DeliveryOutcome } }),
  };
}
