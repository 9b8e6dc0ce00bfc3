import { HISTORY_MS, type HistoryEvent, type LookupKey } from "../cloudtrail/event-history.ts";
import type { EventResource } from "../cloudtrail/event-resources.ts";
import type { HistoryEventQuery, StoredHistoryEvent } from "../engine/ports.ts";
import { type Connection, json, number, optionalText, type SqlRow, text, where } from "./connection.ts";

/** CloudTrail's event history: one row per event of a region, however often its record arrives. */
export function eventHistoryTable(db: Connection) {
  return {
    async appendEventHistory(events: readonly HistoryEvent[], now: number): Promise<void> {
      const oldest = now - HISTORY_MS;
      for (const event of events) {
        if (event.time < oldest) continue;
        db.run(
          `INSERT INTO event_history (region, event_id, time, name, source, read_only, username, access_key_id,
             resources, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (region, event_id) DO NOTHING`,
          event.region,
          event.eventId,
          event.time,
          event.name,
          event.source,
          String(event.readOnly),
          event.username ?? null,
          event.accessKeyId ?? null,
          JSON.stringify(event.resources),
          event.record,
        );
      }
      db.run("DELETE FROM event_history WHERE time < ?", oldest);
    },

    async lookupEventHistory(query: HistoryEventQuery): Promise<readonly StoredHistoryEvent[]> {
      const { attribute, after } = query;
      const clause = where([
        ["region = ?", query.region],
        ["time >= ?", query.from],
        ["time <= ?", query.to],
        [attribute === undefined ? "" : CONDITIONS[attribute.key], attribute?.value],
        ["(time, id) < (SELECT last.time, last.id FROM event_history AS last WHERE last.id = ?)", after],
      ]);
      const rows = db.all(
        `SELECT * FROM event_history${clause.sql} ORDER BY time DESC, id DESC LIMIT ?`,
        ...clause.values,
        query.limit,
      );
      return rows.map(storedEvent);
    },
  };
}

const CONDITIONS: Readonly<Record<LookupKey, string>> = {
  EventId: "event_id = ?",
  EventName: "name = ?",
  ReadOnly: "read_only = ?",
  Username: "username = ?",
  EventSource: "source = ?",
  AccessKeyId: "access_key_id = ?",
  ResourceType: hasResource("ResourceType"),
  ResourceName: hasResource("ResourceName"),
};

function hasResource(member: keyof EventResource): string {
  return `EXISTS (SELECT 1 FROM json_each(event_history.resources) WHERE json_extract(value, '$.${member}') = ?)`;
}

function storedEvent(row: SqlRow): StoredHistoryEvent {
  const username = optionalText(row, "username");
  const accessKeyId = optionalText(row, "access_key_id");
  return {
    id: number(row, "id"),
    eventId: text(row, "event_id"),
    region: text(row, "region"),
    time: number(row, "time"),
    name: text(row, "name"),
    source: text(row, "source"),
    readOnly: text(row, "read_only") === "true",
    ...(username === undefined ? {} : { username }),
    ...(accessKeyId === undefined ? {} : { accessKeyId }),
    resources: json(row, "resources") as readonly EventResource[],
    record: text(row, "record"),
  };
}
