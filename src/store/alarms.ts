import {
  type AlarmConfiguration,
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
import { ALARM_COLUMNS, alarmReader } from "./alarm-reader.ts";
import { type Connection, json, number, optionalNumber, prefixEnd, text, where } from "./connection.ts";
import { byTimes, type EvaluationTimes, evaluationRounds } from "./evaluation-rounds.ts";

const FROM = "alarm a JOIN round_of_alarm s ON s.alarm_id = a.id JOIN evaluation_round r ON r.id = s.round_id";

/** Alarms with their state and their next evaluation, their history, and the marks of late data. */
export function alarmTables(db: Connection) {
  const reader = alarmReader(db);
  const alarm = reader.read;
  const rounds = evaluationRounds(db);
  // Versions never come again, not even after a transaction that was undone: the reader may have seen them.
  const newest = db.first("SELECT max(version) AS version FROM round_of_alarm");
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
      const row = db.first(`SELECT ${ALARM_COLUMNS} FROM ${FROM} WHERE a.region = ? AND a.name = ?`, region, alarmName);
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
      rounds.put(id, version, record);
    },

    async deleteAlarm(region: string, alarmName: string): Promise<boolean> {
      const row = db.first("DELETE FROM alarm WHERE region = ? AND name = ? RETURNING id", region, alarmName);
      if (row === undefined) return false;
      const id = number(row, "id");
      rounds.remove(id);
      db.run("DELETE FROM alarm_metric WHERE alarm_id = ?", id);
      db.run("DELETE FROM alarm_dependency WHERE alarm_id = ?", id);
      return true;
    },

    async listAlarms(query: AlarmQuery): Promise<readonly AlarmRecord[]> {
      const clause = where([
        ["a.region = ?", query.region],
        ["a.name >= ?", query.namePrefix],
        ["a.name < ?", prefixEnd(query.namePrefix)],
        ["a.name > ?", query.after],
        ["a.state_value = ?", query.stateValue],
        oneOf("a.name", query.names),
        oneOf("a.type", query.alarmTypes),
      ]);
      return db
        .all(
          `SELECT ${ALARM_COLUMNS} FROM ${FROM}${clause.sql} ORDER BY a.name LIMIT ?`,
          ...clause.values,
          query.limit ?? -1,
        )
        .map(alarm);
    },

    async listAlarmsOnMetric(
      region: string,
      metric: MetricIdentity,
    ): Promise<readonly AlarmRecord<MetricAlarmConfiguration>[]> {
      return db
        .all(
          `SELECT ${ALARM_COLUMNS} FROM ${FROM} JOIN alarm_metric m ON m.alarm_id = a.id
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
          `SELECT ${ALARM_COLUMNS} FROM ${FROM} JOIN alarm_dependency d ON d.alarm_id = a.id
           WHERE d.region = ? AND d.name = ? ORDER BY a.name`,
          region,
          alarmName,
        )
        .map((row) => alarm(row) as AlarmRecord<CompositeAlarmConfiguration>);
    },

    async dueAlarms(now: number, limit: number): Promise<readonly DueAlarm[]> {
      return reader.due(rounds.due(now, limit));
    },

    async alarmsScheduledAfter(
      time: number,
      { after, limit }: { readonly after: number; readonly limit: number },
    ): Promise<readonly DueAlarm[]> {
      // In this order of tables, because the few rounds that lie so far ahead are found at once.
      return db
        .all(
          `SELECT ${ALARM_COLUMNS} FROM evaluation_round r CROSS JOIN round_of_alarm s ON s.round_id = r.id AND s.alarm_id > ?
           CROSS JOIN alarm a ON a.id = s.alarm_id WHERE r.next_evaluation > ? ORDER BY a.id LIMIT ?`,
          after,
          time,
          limit,
        )
        .map((row) => ({ ...alarm(row), id: number(row, "id") }));
    },

    async scheduleAlarm(region: string, alarmName: string, times: EvaluationTimes): Promise<void> {
      const row = db.first("SELECT id FROM alarm WHERE region = ? AND name = ?", region, alarmName);
      if (row !== undefined) rounds.move([number(row, "id")], times);
    },

    async scheduleAlarms(entries: readonly ({ readonly id: number } & EvaluationTimes)[]): Promise<void> {
      for (const { ids, ...times } of byTimes(entries)) rounds.move(ids, times);
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

/** One value, the common case, is found by the index; several need a table of their own, at ten times the cost. */
function oneOf(column: string, values: readonly string[] | undefined): readonly [string, string | undefined] {
  return values?.length === 1
    ? [`${column} = ?`, values[0]]
    : [`${column} IN (SELECT value FROM json_each(?))`, listText(values)];
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
