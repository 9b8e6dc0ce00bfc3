import type { ChunkHeader, ChunkQuery, LogEvent } from "../engine/ports.ts";
import { type Connection, number, prefixEnd, type SqlRow, text, where } from "./connection.ts";

/**
 * Log events, one row per batch, and the ledger of batches. A chunk's body is the JSON array
 * `[timestamp, message, timestamp, message, …]`: flat, because a thousand small objects cost more to write and read.
 */
export function logEventTables(db: Connection) {
  return {
    async recordBatch(batch: { source: string; batchId: string; eventCount: number; at: number }): Promise<boolean> {
      const changes = db.run(
        `INSERT INTO ledger (source, batch_id, event_count, applied_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (source, batch_id) DO NOTHING`,
        batch.source,
        batch.batchId,
        batch.eventCount,
        batch.at,
      );
      return changes > 0;
    },

    async nextSequence(): Promise<number> {
      const row = db.first(
        `INSERT INTO sequence (name, value) VALUES ('sequence', 1)
         ON CONFLICT (name) DO UPDATE SET value = sequence.value + 1 RETURNING value`,
      );
      if (row === undefined) throw new Error("the sequence gave no value");
      return number(row, "value");
    },

    async appendChunk(
      region: string,
      logGroupName: string,
      chunk: Omit<ChunkHeader, "id">,
      id: number,
      events: readonly LogEvent[],
    ): Promise<void> {
      db.run(
        `INSERT INTO chunk (id, region, log_group_name, log_stream_name, first_timestamp, last_timestamp,
           ingestion_time, event_count, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        id,
        region,
        logGroupName,
        chunk.logStreamName,
        chunk.firstTimestamp,
        chunk.lastTimestamp,
        chunk.ingestionTime,
        chunk.eventCount,
        encodeEvents(events),
      );
    },

    async listChunks(query: ChunkQuery): Promise<readonly ChunkHeader[]> {
      const clause = where([
        ["region = ?", query.region],
        ["log_group_name = ?", query.logGroupName],
        ["log_stream_name >= ?", query.logStreamNamePrefix],
        ["log_stream_name < ?", prefixEnd(query.logStreamNamePrefix)],
        ["last_timestamp >= ?", query.from],
        ["first_timestamp <= ?", query.to],
        [
          "log_stream_name IN (SELECT value FROM json_each(?))",
          query.logStreamNames === undefined ? undefined : JSON.stringify(query.logStreamNames),
        ],
      ]);
      const rows = db.all(
        `SELECT id, log_stream_name, first_timestamp, last_timestamp, ingestion_time, event_count
         FROM chunk${clause.sql} ORDER BY first_timestamp, id`,
        ...clause.values,
      );
      return rows.map(header);
    },

    async readChunk(id: number): Promise<readonly LogEvent[] | undefined> {
      const row = db.first("SELECT body FROM chunk WHERE id = ?", id);
      return row === undefined ? undefined : decodeEvents(text(row, "body"));
    },

    async deleteChunk(id: number): Promise<void> {
      db.run("DELETE FROM chunk WHERE id = ?", id);
    },

    async deleteChunks(region: string, logGroupName: string, logStreamName?: string): Promise<void> {
      const clause = where([
        ["region = ?", region],
        ["log_group_name = ?", logGroupName],
        ["log_stream_name = ?", logStreamName],
      ]);
      db.run(`DELETE FROM chunk${clause.sql}`, ...clause.values);
    },
  };
}

function header(row: SqlRow): ChunkHeader {
  return {
    id: number(row, "id"),
    logStreamName: text(row, "log_stream_name"),
    firstTimestamp: number(row, "first_timestamp"),
    lastTimestamp: number(row, "last_timestamp"),
    ingestionTime: number(row, "ingestion_time"),
    eventCount: number(row, "event_count"),
  };
}

function encodeEvents(events: readonly LogEvent[]): string {
  const flat: (number | string)[] = [];
  for (const event of events) flat.push(event.timestamp, event.message);
  return JSON.stringify(flat);
}

function decodeEvents(body: string): readonly LogEvent[] {
  const flat = JSON.parse(body) as readonly (number | string)[];
  const events: LogEvent[] = [];
  for (let at = 0; at < flat.length; at += 2) {
    events.push({ timestamp: Number(flat[at]), message: String(flat[at + 1]) });
  }
  return events;
}
