import type { MutedAlarm, MutedAlarmQuery } from "../engine/ports.ts";
import { type Connection, json, where } from "./connection.ts";

/** Alarms whose actions wait for the end of a mute window. */
export function mutedAlarmTable(db: Connection) {
  return {
    async putMutedAlarm(muted: MutedAlarm): Promise<void> {
      db.run(
        `INSERT INTO muted_alarm (region, alarm_name, until, body) VALUES (?, ?, ?, ?)
         ON CONFLICT (region, alarm_name) DO UPDATE SET until = excluded.until, body = excluded.body`,
        muted.region,
        muted.alarmName,
        muted.until,
        JSON.stringify(muted),
      );
    },

    async deleteMutedAlarm(region: string, alarmName: string): Promise<void> {
      db.run("DELETE FROM muted_alarm WHERE region = ? AND alarm_name = ?", region, alarmName);
    },

    async listMutedAlarms(query: MutedAlarmQuery): Promise<readonly MutedAlarm[]> {
      const clause = where([
        ["region = ?", query.region],
        ["alarm_name = ?", query.alarmName],
        ["until <= ?", query.endedBy],
      ]);
      return db
        .all(`SELECT body FROM muted_alarm${clause.sql} ORDER BY until, region, alarm_name`, ...clause.values)
        .map((row) => json(row, "body") as MutedAlarm);
    },
  };
}
