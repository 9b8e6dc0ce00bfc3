/**
 * The tables, in the SQL that SQLite and PostgreSQL share. JSON bodies are TEXT; times are epoch milliseconds.
 * A change of this list is a new entry: entries are applied once, in order, and never edited.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE document (
    kind TEXT NOT NULL, region TEXT NOT NULL, parent TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (kind, region, parent, name)
  ) WITHOUT ROWID;

  CREATE TABLE ledger (
    source TEXT NOT NULL, batch_id TEXT NOT NULL, event_count INTEGER NOT NULL, applied_at INTEGER NOT NULL,
    PRIMARY KEY (source, batch_id)
  ) WITHOUT ROWID;

  CREATE TABLE sequence (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

  CREATE TABLE chunk (
    id INTEGER PRIMARY KEY, region TEXT NOT NULL, log_group_name TEXT NOT NULL, log_stream_name TEXT NOT NULL,
    first_timestamp INTEGER NOT NULL, last_timestamp INTEGER NOT NULL, ingestion_time INTEGER NOT NULL,
    event_count INTEGER NOT NULL, body TEXT NOT NULL
  );
  CREATE INDEX chunk_by_time ON chunk (region, log_group_name, first_timestamp, id);

  CREATE TABLE metric (
    id INTEGER PRIMARY KEY, region TEXT NOT NULL, namespace TEXT NOT NULL, metric_name TEXT NOT NULL,
    dimensions TEXT NOT NULL, unit TEXT NOT NULL, last_start INTEGER NOT NULL,
    UNIQUE (region, namespace, metric_name, dimensions, unit)
  );
  CREATE TABLE metric_bucket (
    metric_id INTEGER NOT NULL, start INTEGER NOT NULL, statistics TEXT NOT NULL, evidence TEXT NOT NULL,
    PRIMARY KEY (metric_id, start)
  ) WITHOUT ROWID;

  CREATE TABLE alarm (
    region TEXT NOT NULL, name TEXT NOT NULL, metric_key TEXT NOT NULL, state_value TEXT NOT NULL,
    configuration TEXT NOT NULL, state TEXT NOT NULL, next_evaluation INTEGER, last_evaluation INTEGER,
    PRIMARY KEY (region, name)
  ) WITHOUT ROWID;
  CREATE INDEX alarm_due ON alarm (next_evaluation) WHERE next_evaluation IS NOT NULL;
  CREATE INDEX alarm_by_metric ON alarm (region, metric_key);

  CREATE TABLE alarm_history (
    id INTEGER PRIMARY KEY, region TEXT NOT NULL, alarm_name TEXT NOT NULL, type TEXT NOT NULL,
    timestamp INTEGER NOT NULL, item TEXT NOT NULL
  );
  CREATE INDEX alarm_history_by_name ON alarm_history (region, alarm_name, timestamp);

  CREATE TABLE late_mark (
    id INTEGER PRIMARY KEY, region TEXT NOT NULL, alarm_name TEXT NOT NULL, start INTEGER NOT NULL,
    sample_count REAL NOT NULL, noticed_at INTEGER NOT NULL
  );
  CREATE INDEX late_mark_by_alarm ON late_mark (region, alarm_name, start);

  CREATE TABLE outbox (
    id TEXT PRIMARY KEY, message TEXT NOT NULL, attempt INTEGER NOT NULL, next_attempt INTEGER NOT NULL,
    claimed_until INTEGER, settled_at INTEGER, outcome TEXT
  ) WITHOUT ROWID;
  CREATE INDEX outbox_due ON outbox (next_attempt) WHERE settled_at IS NULL;
  `,
];
