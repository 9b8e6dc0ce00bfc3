import type { Store, Transaction } from "../engine/ports.ts";
import { alarmTables } from "./alarms.ts";
import { type Connection, connect, number, optionalNumber, text } from "./connection.ts";
import { documentTable } from "./documents.ts";
import { openDatabase } from "./driver.ts";
import { eventHistoryTable } from "./event-history.ts";
import { lockStore } from "./lock.ts";
import { logEventTables } from "./log-events.ts";
import { metricTables } from "./metrics.ts";
import { mutedAlarmTable } from "./muted-alarms.ts";
import { outboxTable } from "./outbox.ts";
import { migrations } from "./schema.ts";
import { turnsOn } from "./turns.ts";

/**
 * The embedded store: one SQLite file, owned by one process, every commit on the disk before it returns.
 * `path` is a file name, or `:memory:` for a store that lives as long as the process.
 *
 * @throws Error when the file cannot be opened, belongs to another running process, or is newer than this program.
 * @example
 * const store = openSqliteStore({ path: ":memory:" });
 */
export function openSqliteStore(options: { readonly path: string }): Store {
  const unlock = lockStore(options.path);
  try {
    const db = connect(openDatabase(options.path));
    // The cache (64 MB at most, used as it is needed) holds the indexes and schedules of 100,000 alarms.
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;");
    migrate(db);
    // The claims of a dispatcher that died with the previous process: nobody else can hold one.
    db.exec("UPDATE outbox SET claimed_until = NULL WHERE claimed_until IS NOT NULL");
    return storeOn(db, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function storeOn(db: Connection, unlock: () => void): Store {
  const tx = transactionOn(db);
  const turns = turnsOn(db);
  return {
    transaction: (work) => turns.take(() => work(tx)),
    clear: () => turns.take(async () => clearTables(db)),
    async close() {
      await turns.idle();
      db.close();
      unlock();
    },
  };
}

function clearTables(db: Connection): void {
  const tables = db.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sequence'");
  for (const table of tables) db.exec(`DELETE FROM "${text(table, "name")}"`);
}

function migrate(db: Connection): void {
  const row = db.first("PRAGMA user_version");
  const version = row === undefined ? 0 : number(row, "user_version");
  if (version > migrations.length) {
    throw new Error(
      `the store has schema version ${version}; this Tocsin knows only ${migrations.length}: use a newer one`,
    );
  }
  for (const [at, sql] of migrations.entries()) {
    if (at < version) continue;
    db.exec(`BEGIN IMMEDIATE; ${sql} PRAGMA user_version = ${at + 1}; COMMIT;`);
  }
}

function transactionOn(db: Connection): Transaction {
  return {
    ...documentTable(db),
    ...logEventTables(db),
    ...metricTables(db),
    ...alarmTables(db),
    ...mutedAlarmTable(db),
    ...outboxTable(db),
    ...eventHistoryTable(db),
    async nextDue() {
      const row = db.first(
        `SELECT min(at) AS at FROM (
           SELECT min(next_evaluation) AS at FROM evaluation_round
           UNION ALL SELECT min(until) FROM muted_alarm
           UNION ALL SELECT min(next_attempt) FROM outbox WHERE settled_at IS NULL AND claimed_until IS NULL
           UNION ALL SELECT min(claimed_until) FROM outbox WHERE settled_at IS NULL)`,
      );
      return row === undefined ? undefined : optionalNumber(row, "at");
    },
  };
}
