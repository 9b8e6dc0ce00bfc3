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
  `
  CREATE TABLE event_history (
    id INTEGER PRIMARY KEY, region TEXT NOT NULL, event_id TEXT NOT NULL, time INTEGER NOT NULL, name TEXT NOT NULL,
    source TEXT NOT NULL, read_only TEXT NOT NULL, username TEXT, access_key_id TEXT, resources TEXT NOT NULL,
    record TEXT NOT NULL, UNIQUE (region, event_id)
  );
  CREATE INDEX event_history_by_time ON event_history (region, time, id);
  CREATE INDEX event_history_age ON event_history (time);
  `,
  `
  CREATE TABLE any_alarm (
    id INTEGER PRIMARY KEY, region TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, state_value TEXT NOT NULL,
    configuration TEXT NOT NULL, version INTEGER NOT NULL, state TEXT NOT NULL, UNIQUE (region, name)
  );
  CREATE TABLE alarm_schedule (alarm_id INTEGER PRIMARY KEY, next_evaluation INTEGER, last_evaluation INTEGER);
  CREATE TABLE alarm_metric (
    region TEXT NOT NULL, metric_key TEXT NOT NULL, alarm_id INTEGER NOT NULL,
    PRIMARY KEY (region, metric_key, alarm_id)
  ) WITHOUT ROWID;
  CREATE INDEX alarm_metric_of_alarm ON alarm_metric (alarm_id);
  CREATE TABLE alarm_dependency (
    region TEXT NOT NULL, name TEXT NOT NULL, alarm_id INTEGER NOT NULL, PRIMARY KEY (region, name, alarm_id)
  ) WITHOUT ROWID;
  CREATE INDEX alarm_dependency_of_alarm ON alarm_dependency (alarm_id);
  INSERT INTO any_alarm (region, name, type, state_value, configuration, version, state)
    SELECT region, name, 'MetricAlarm', state_value, configuration, 0, state FROM alarm;
  INSERT INTO alarm_schedule
    SELECT a.id, o.next_evaluation, o.last_evaluation FROM alarm o JOIN any_alarm a ON a.region = o.region AND a.name = o.name;
  INSERT INTO alarm_metric
    SELECT o.region, o.metric_key, a.id FROM alarm o JOIN any_alarm a ON a.region = o.region AND a.name = o.name;
  DROP TABLE alarm;
  ALTER TABLE any_alarm RENAME TO alarm;
  CREATE INDEX alarm_due ON alarm_schedule (next_evaluation) WHERE next_evaluation IS NOT NULL;
  `,
  `
  -- What is due is known from one small table, without a look at the alarms themselves.
  ALTER TABLE alarm_schedule ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
  UPDATE alarm_schedule SET version = coalesce((SELECT version FROM alarm WHERE id = alarm_id), 0);
  ALTER TABLE alarm DROP COLUMN version;
  `,
  `
  CREATE TABLE muted_alarm (
    region TEXT NOT NULL, alarm_name TEXT NOT NULL, until INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (region, alarm_name)
  ) WITHOUT ROWID;
  CREATE INDEX muted_alarm_by_end ON muted_alarm (until);
  `,
  `
  -- Alarms that were evaluated together and are due together share one row of their times: it alone moves.
  CREATE TABLE evaluation_round (
    id INTEGER PRIMARY KEY, next_evaluation INTEGER, last_evaluation INTEGER, alarm_count INTEGER NOT NULL
  );
  CREATE INDEX evaluation_round_by_time ON evaluation_round (next_evaluation, last_evaluation);
  CREATE TABLE round_of_alarm (alarm_id INTEGER PRIMARY KEY, round_id INTEGER NOT NULL, version INTEGER NOT NULL);
  INSERT INTO evaluation_round (next_evaluation, last_evaluation, alarm_count)
    SELECT next_evaluation, last_evaluation, count(*) FROM alarm_schedule GROUP BY 1, 2;
  INSERT INTO round_of_alarm
    SELECT s.alarm_id, r.id, s.version FROM alarm_schedule s JOIN evaluation_round r
      ON r.next_evaluation IS s.next_evaluation AND r.last_evaluation IS s.last_evaluation;
  CREATE INDEX alarm_of_round ON round_of_alarm (round_id, alarm_id, version);
  DROP TABLE alarm_schedule;
  `,
];
