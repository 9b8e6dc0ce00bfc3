import {
  type AlarmConfiguration,
  type AlarmState,
  alarmTypeOf,
  type CompositeAlarmConfiguration,
  isCompositeAlarm,
  type MetricAlarmConfiguration,
} from "../alarm/alarm.ts";
import { alarmNameOf, childNames, ruleOf } from "../alarm/composite/composite-alarm.ts";
import type { AlarmHistoryItem } from "../alarm/history.ts";
import { watchedMetrics } from "../alarm/metric-math.ts";
import type { AlarmQuery, AlarmRecord, DueAlarm, HistoryQuery, LateMark } from "../engine/ports.ts";
import { type MetricIdentity, metricKey } from "../metric/metric.ts";
import { type Connection, json, number, optionalNumber, prefixEnd, type SqlRow, text, where } from "./connection.ts";

const COLUMNS = "a.id, a.region, a.configuration, s.version, a.state, s.next_evaluation, s.last_evaluation";
const FROM = "alarm a JOIN alarm_schedule s ON s.alarm_id = a.id";

/** Alarms with their state and their next evaluation, their history, and the marks of late data. */
export function alarmTables(db: Connection) {
  const reader = alarmReader();
  const alarm = reader.read;
  /** An alarm that was read and forgotten again, because there are so many. */
  const readDue = ([id]: DueRow): DueAlarm => {
    const row = db.first(`SELECT ${COLUMNS} FROM ${FROM} WHERE a.id = ?`, id);
    if (row === undefined) throw new Error(`the alarm with id ${id} is gone`);
    return { ...reader.read(row), id };
  };
  // Versions never come again, not even after a transaction that was undone: the reader may have seen them.
  const newest = db.first("SELECT max(version) AS version FROM alarm_schedule");
  let version = (newest && optionalNumber(newest, "version")) ?? 0;

  /** What an alarm watches and depends on, as tables to find it by. */
  const index = (region: string, id: number, configuration: AlarmConfiguration): void => {
    db.run("DELETE FROM alarm_metric WHERE alarm_id = ?", id);
    db.run("DELETE FROM alarm_dependency WHERE alarm_id = ?", id);
    if (isCompositeAlarm(configuration)) {
      for (const name of dependenciesOf(configuration)) {
        db.run("INSERT INTO alarm_dependency (region, name, alarm_id) VALUES (?, ?, ?)", region, name, id);
      }
      return;
    }
    for (const key of new Set(watchedMetrics(configuration).map(metricKey))) {
      db.run("INSERT INTO alarm_metric (region, metric_key, alarm_id) VALUES (?, ?, ?)", region, key, id);
    }
  };

  return {
    async getAlarm(region: string, alarmName: string): Promise<AlarmRecord | undefined> {
      const row = db.first(`SELECT ${COLUMNS} FROM ${FROM} WHERE a.region = ? AND a.name = ?`, region, alarmName);
      return row === undefined ? undefined : alarm(row);
    },

    async putAlarm(record: AlarmRecord): Promise<void> {
      const { region, configuration, state } = record;
      const before = db.first(
        "SELECT id, configuration FROM alarm WHERE region = ? AND name = ?",
        region,
        configuration.AlarmName,
      );
      const body = JSON.stringify(configuration);
      version += 1;
      const row = db.first(
        `INSERT INTO alarm (region, name, type, state_value, configuration, state) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (region, name) DO UPDATE SET type = excluded.type, state_value = excluded.state_value,
           configuration = excluded.configuration, state = excluded.state
         RETURNING id`,
        region,
        configuration.AlarmName,
        alarmTypeOf(configuration),
        state.StateValue,
        body,
        JSON.stringify(state),
      );
      if (row === undefined) throw new Error("the alarm row gave no id");
      const id = number(row, "id");
      if (before === undefined || text(before, "configuration") !== body) index(region, id, configuration);
      db.run(
        `INSERT INTO alarm_schedule (alarm_id, version, next_evaluation, last_evaluation) VALUES (?, ?, ?, ?)
         ON CONFLICT (alarm_id) DO UPDATE SET version = excluded.version,
           next_evaluation = excluded.next_evaluation, last_evaluation = excluded.last_evaluation`,
        id,
        version,
        record.nextEvaluation ?? null,
        record.lastEvaluation ?? null,
      );
    },

    async deleteAlarm(region: string, alarmName: string): Promise<boolean> {
      const row = db.first("DELETE FROM alarm WHERE region = ? AND name = ? RETURNING id", region, alarmName);
      if (row === undefined) return false;
      for (const table of ["alarm_schedule", "alarm_metric", "alarm_dependency"]) {
        db.run(`DELETE FROM ${table} WHERE alarm_id = ?`, number(row, "id"));
      }
      return true;
    },

    async listAlarms(query: AlarmQuery): Promise<readonly AlarmRecord[]> {
      const clause = where([
        ["a.region = ?", query.region],
        ["a.name >= ?", query.namePrefix],
        ["a.name < ?", prefixEnd(query.namePrefix)],
        ["a.name > ?", query.after],
        ["a.state_value = ?", query.stateValue],
        ["a.name IN (SELECT value FROM json_each(?))", listText(query.names)],
        ["a.type IN (SELECT value FROM json_each(?))", listText(query.alarmTypes)],
      ]);
      return db
        .all(`SELECT ${COLUMNS} FROM ${FROM}${clause.sql} ORDER BY a.name LIMIT ?`, ...clause.values, query.limit ?? -1)
        .map(alarm);
    },

    async listAlarmsOnMetric(
      region: string,
      metric: MetricIdentity,
    ): Promise<readonly AlarmRecord<MetricAlarmConfiguration>[]> {
      return db
        .all(
          `SELECT ${COLUMNS} FROM ${FROM} JOIN alarm_metric m ON m.alarm_id = a.id
           WHERE m.region = ? AND m.metric_key = ? ORDER BY a.name`,
          region,
          metricKey(metric),
        )
        .map((row) => alarm(row) as AlarmRecord<MetricAlarmConfiguration>);
    },

    async listDependents(
      region: string,
      alarmName: string,
    ): Promise<readonly AlarmRecord<CompositeAlarmConfiguration>[]> {
      return db
        .all(
          `SELECT ${COLUMNS} FROM ${FROM} JOIN alarm_dependency d ON d.alarm_id = a.id
           WHERE d.region = ? AND d.name = ? ORDER BY a.name`,
          region,
          alarmName,
        )
        .map((row) => alarm(row) as AlarmRecord<CompositeAlarmConfiguration>);
    },

    async dueAlarms(now: number, limit: number): Promise<readonly DueAlarm[]> {
      // One text for all rows: giving each of them to JavaScript column by column costs several times the search.
      const row = db.first(
        `SELECT json_group_array(json_array(alarm_id, version, next_evaluation, last_evaluation)) AS due
         FROM (SELECT * FROM alarm_schedule WHERE next_evaluation <= ? ORDER BY next_evaluation, alarm_id LIMIT ?)`,
        now,
        limit,
      );
      const due = row === undefined ? [] : (json(row, "due") as DueRow[]);
      const unread = due.filter(([id, version]) => !reader.knows(id, version)).map(([id]) => id);
      if (unread.length > 0) {
        const rows = db.all(
          `SELECT ${COLUMNS} FROM ${FROM} WHERE a.id IN (SELECT value FROM json_each(?))`,
          JSON.stringify(unread),
        );
        for (const row of rows) reader.read(row);
      }
      return due.map((row) => reader.due(row) ?? readDue(row));
    },

    async scheduleAlarm(
      region: string,
      alarmName: string,
      times: { nextEvaluation?: number; lastEvaluation?: number },
    ): Promise<void> {
      db.run(
        `UPDATE alarm_schedule SET next_evaluation = ?, last_evaluation = ?
         WHERE alarm_id = (SELECT id FROM alarm WHERE region = ? AND name = ?)`,
        times.nextEvaluation ?? null,
        times.lastEvaluation ?? null,
        region,
        alarmName,
      );
    },

    async scheduleAlarms(
      entries: readonly { readonly id: number; readonly nextEvaluation?: number; readonly lastEvaluation?: number }[],
    ): Promise<void> {
      // Alarms that were due together mostly stay so, and share one statement.
      for (const { nextEvaluation = null, lastEvaluation = null, ids } of byTimes(entries)) {
        db.run(
          `UPDATE alarm_schedule SET next_evaluation = ?, last_evaluation = ?
           WHERE alarm_id IN (SELECT value FROM json_each(?))`,
          nextEvaluation,
          lastEvaluation,
          JSON.stringify(ids),
        );
      }
    },

    async appendHistory(region: string, items: readonly AlarmHistoryItem[]): Promise<void> {
      for (const item of items) {
        db.run(
          "INSERT INTO alarm_history (region, alarm_name, type, timestamp, item) VALUES (?, ?, ?, ?, ?)",
          region,
          item.AlarmName,
          item.HistoryItemType,
          item.Timestamp,
          JSON.stringify(item),
        );
      }
    },

    async listHistory(query: HistoryQuery): Promise<readonly AlarmHistoryItem[]> {
      const clause = where([
        ["region = ?", query.region],
        ["alarm_name = ?", query.alarmName],
        ["type = ?", query.historyItemType],
        ["json_extract(item, '$.AlarmType') IN (SELECT value FROM json_each(?))", listText(query.alarmTypes)],
        ["timestamp >= ?", query.from],
        ["timestamp <= ?", query.to],
      ]);
      const order = query.newestFirst ? "DESC" : "ASC";
      return db
        .all(
          `SELECT item FROM alarm_history${clause.sql} ORDER BY timestamp ${order}, id ${order} LIMIT ? OFFSET ?`,
          ...clause.values,
          query.limit,
          query.offset,
        )
        .map((row) => json(row, "item") as AlarmHistoryItem);
    },

    async appendLateMarks(marks: readonly LateMark[]): Promise<void> {
      for (const mark of marks) {
        db.run(
          "INSERT INTO late_mark (region, alarm_name, start, sample_count, noticed_at) VALUES (?, ?, ?, ?, ?)",
          mark.region,
          mark.alarmName,
          mark.start,
          mark.sampleCount,
          mark.noticedAt,
        );
      }
    },

    async listLateMarks(query: { region: string; alarmName?: string }): Promise<readonly LateMark[]> {
      const clause = where([
        ["region = ?", query.region],
        ["alarm_name = ?", query.alarmName],
      ]);
      return db
        .all(`SELECT * FROM late_mark${clause.sql} ORDER BY alarm_name, start, id`, ...clause.values)
        .map((row) => ({
          region: text(row, "region"),
          alarmName: text(row, "alarm_name"),
          start: number(row, "start"),
          sampleCount: number(row, "sample_count"),
          noticedAt: number(row, "noticed_at"),
        }));
    },
  };
}

/** The ids of one evaluation that have the same times now. */
interface SameTimes extends Pick<AlarmRecord, "nextEvaluation" | "lastEvaluation"> {
  readonly ids: number[];
}

function byTimes(
  entries: readonly ({ readonly id: number } & Pick<AlarmRecord, "nextEvaluation" | "lastEvaluation">)[],
): readonly SameTimes[] {
  const groups: SameTimes[] = [];
  const latest = new Map<number | undefined, SameTimes>();
  for (const { id, ...times } of entries) {
    // What is due comes in order of time, so equal times come one after another for each interval of evaluation.
    const group = latest.get(times.nextEvaluation);
    if (group !== undefined && group.lastEvaluation === times.lastEvaluation) {
      group.ids.push(id);
      continue;
    }
    const next = { ...times, ids: [id] };
    latest.set(times.nextEvaluation, next);
    groups.push(next);
  }
  return groups;
}

function listText(values: readonly string[] | undefined): string | undefined {
  return values === undefined ? undefined : JSON.stringify(values);
}

/** The names of the alarms that a composite alarm mentions, its suppressor among them. */
function dependenciesOf(configuration: CompositeAlarmConfiguration): ReadonlySet<string> {
  const { ActionsSuppressor } = configuration;
  const suppressor = ActionsSuppressor === undefined ? [] : [alarmNameOf(ActionsSuppressor)];
  return new Set([...childNames(ruleOf(configuration)), ...suppressor]);
}

/** How many alarms are kept parsed. */
const KEPT = 200_000;

/** A row of alarm_schedule as `dueAlarms` reads it. */
type DueRow = readonly [id: number, version: number, nextEvaluation: number, lastEvaluation: number | null];

interface AlarmReader {
  readonly read: (row: SqlRow) => AlarmRecord;
  readonly knows: (id: number, version: number) => boolean;
  /** The alarm of a row of its schedule, if it was read before. */
  readonly due: (row: DueRow) => DueAlarm | undefined;
}

/** Reads rows; what is stored of an alarm is parsed once for each of its versions. */
function alarmReader(): AlarmReader {
  type Parsed = Pick<AlarmRecord, "region" | "configuration" | "state">;
  const kept = new Map<number, { readonly version: number; readonly parsed: Parsed }>();
  const parse = (row: SqlRow): Parsed => {
    const id = number(row, "id");
    const version = number(row, "version");
    const entry = kept.get(id);
    if (entry?.version === version) return entry.parsed;
    const parsed: Parsed = {
      region: text(row, "region"),
      configuration: json(row, "configuration") as AlarmConfiguration,
      state: json(row, "state") as AlarmState,
    };
    if (kept.size >= KEPT) kept.clear();
    kept.set(id, { version, parsed });
    return parsed;
  };
  return {
    read(row) {
      const nextEvaluation = optionalNumber(row, "next_evaluation");
      const lastEvaluation = optionalNumber(row, "last_evaluation");
      return {
        ...parse(row),
        ...(nextEvaluation === undefined ? {} : { nextEvaluation }),
        ...(lastEvaluation === undefined ? {} : { lastEvaluation }),
      };
    },
    knows: (id, version) => kept.get(id)?.version === version,
    due([id, version, nextEvaluation, lastEvaluation]) {
      const entry = kept.get(id);
      if (entry?.version !== version) return undefined;
      const { region, configuration, state } = entry.parsed;
      return lastEvaluation === null
        ? { id, region, configuration, state, nextEvaluation }
        : { id, region, configuration, state, nextEvaluation, lastEvaluation };
    },
  };
}
