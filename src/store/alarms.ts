import { type AlarmState, alarmMetric, type MetricAlarmConfiguration } from "../alarm/alarm.ts";
import type { AlarmHistoryItem } from "../alarm/history.ts";
import type { AlarmQuery, AlarmRecord, HistoryQuery, LateMark } from "../engine/ports.ts";
import { type MetricIdentity, metricKey } from "../metric/metric.ts";
import { type Connection, json, number, optionalNumber, prefixEnd, type SqlRow, text, where } from "./connection.ts";

/** Alarms with their state and their next evaluation, their history, and the marks of late data. */
export function alarmTables(db: Connection) {
  return {
    async getAlarm(region: string, alarmName: string): Promise<AlarmRecord | undefined> {
      const row = db.first("SELECT * FROM alarm WHERE region = ? AND name = ?", region, alarmName);
      return row === undefined ? undefined : alarm(row);
    },

    async putAlarm(record: AlarmRecord): Promise<void> {
      const { configuration, state } = record;
      db.run(
        `INSERT INTO alarm (region, name, metric_key, state_value, configuration, state, next_evaluation, last_evaluation)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (region, name) DO UPDATE SET metric_key = excluded.metric_key, state_value = excluded.state_value,
           configuration = excluded.configuration, state = excluded.state,
           next_evaluation = excluded.next_evaluation, last_evaluation = excluded.last_evaluation`,
        record.region,
        configuration.AlarmName,
        metricKey(alarmMetric(configuration)),
        state.StateValue,
        JSON.stringify(configuration),
        JSON.stringify(state),
        record.nextEvaluation ?? null,
        record.lastEvaluation ?? null,
      );
    },

    async deleteAlarm(region: string, alarmName: string): Promise<boolean> {
      return db.run("DELETE FROM alarm WHERE region = ? AND name = ?", region, alarmName) > 0;
    },

    async listAlarms(query: AlarmQuery): Promise<readonly AlarmRecord[]> {
      const clause = where([
        ["region = ?", query.region],
        ["name >= ?", query.namePrefix],
        ["name < ?", prefixEnd(query.namePrefix)],
        ["name > ?", query.after],
        ["state_value = ?", query.stateValue],
        [
          "name IN (SELECT value FROM json_each(?))",
          query.names === undefined ? undefined : JSON.stringify(query.names),
        ],
      ]);
      return db
        .all(`SELECT * FROM alarm${clause.sql} ORDER BY name LIMIT ?`, ...clause.values, query.limit ?? -1)
        .map(alarm);
    },

    async listAlarmsOnMetric(region: string, metric: MetricIdentity): Promise<readonly AlarmRecord[]> {
      return db
        .all("SELECT * FROM alarm WHERE region = ? AND metric_key = ? ORDER BY name", region, metricKey(metric))
        .map(alarm);
    },

    async dueAlarms(now: number, limit: number): Promise<readonly AlarmRecord[]> {
      return db
        .all(
          "SELECT * FROM alarm WHERE next_evaluation <= ? ORDER BY next_evaluation, region, name LIMIT ?",
          now,
          limit,
        )
        .map(alarm);
    },

    async scheduleAlarm(
      region: string,
      alarmName: string,
      times: { nextEvaluation?: number; lastEvaluation?: number },
    ): Promise<void> {
      db.run(
        "UPDATE alarm SET next_evaluation = ?, last_evaluation = ? WHERE region = ? AND name = ?",
        times.nextEvaluation ?? null,
        times.lastEvaluation ?? null,
        region,
        alarmName,
      );
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

function alarm(row: SqlRow): AlarmRecord {
  const nextEvaluation = optionalNumber(row, "next_evaluation");
  const lastEvaluation = optionalNumber(row, "last_evaluation");
  return {
    region: text(row, "region"),
    configuration: json(row, "configuration") as MetricAlarmConfiguration,
    state: json(row, "state") as AlarmState,
    ...(nextEvaluation === undefined ? {} : { nextEvaluation }),
    ...(lastEvaluation === undefined ? {} : { lastEvaluation }),
  };
}
