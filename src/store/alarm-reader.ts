import type { AlarmConfiguration, AlarmState } from "../alarm/alarm.ts";
import type { AlarmRecord, DueAlarm } from "../engine/ports.ts";
import { type Connection, json, number, optionalNumber, type SqlRow, text } from "./connection.ts";
import type { DueEntry } from "./evaluation-rounds.ts";

/** How many alarms are kept parsed. */
const KEPT = 200_000;

type Stored = Pick<AlarmRecord, "region" | "configuration" | "state">;

/** What `read` expects of a row. */
export const ALARM_COLUMNS =
  "a.id, a.region, a.configuration, s.version, a.state, r.next_evaluation, r.last_evaluation";

export interface AlarmReader {
  readonly read: (row: SqlRow) => AlarmRecord;
  /** The alarms that are due, in their order. */
  readonly due: (entries: readonly DueEntry[]) => readonly DueAlarm[];
}

/** Reads alarms; what is stored of one is parsed once for each of its versions. */
export function alarmReader(db: Connection): AlarmReader {
  const kept = new Map<number, { readonly version: number; readonly stored: Stored }>();
  const keep = (id: number, version: number, stored: Stored): void => {
    if (kept.size >= KEPT) kept.clear();
    kept.set(id, { version, stored });
  };

  const known = ({ id, version }: DueEntry): Stored | undefined => {
    const entry = kept.get(id);
    return entry?.version === version ? entry.stored : undefined;
  };

  /** Alarms as they are stored, by their numbers. */
  const readStored = (entries: readonly DueEntry[]): ReadonlyMap<number, Stored> => {
    const found = new Map<number, Stored>();
    if (entries.length === 0) return found;
    // One text that is parsed at once costs half of as many rows with two texts each.
    const row = db.first(
      `SELECT '[' || group_concat('[' || a.id || ',' || json_quote(a.region) || ',' || a.configuration || ',' || a.state || ']') || ']' AS alarms
       FROM json_each(?) j CROSS JOIN alarm a ON a.id = j.value`,
      JSON.stringify(entries.map(({ id }) => id)),
    );
    const alarms = row === undefined ? [] : (json(row, "alarms") as [number, string, AlarmConfiguration, AlarmState][]);
    for (const [id, region, configuration, state] of alarms) found.set(id, { region, configuration, state });
    return found;
  };

  return {
    read(row) {
      const id = number(row, "id");
      const version = number(row, "version");
      const entry = kept.get(id);
      const stored = entry?.version === version ? entry.stored : storedOf(row);
      if (stored !== entry?.stored) keep(id, version, stored);
      const nextEvaluation = optionalNumber(row, "next_evaluation");
      const lastEvaluation = optionalNumber(row, "last_evaluation");
      return {
        ...stored,
        ...(nextEvaluation === undefined ? {} : { nextEvaluation }),
        ...(lastEvaluation === undefined ? {} : { lastEvaluation }),
      };
    },

    due(entries) {
      const alarms = entries.map(known);
      const unread = readStored(entries.filter((_, at) => alarms[at] === undefined));
      return entries.map(({ id, version, nextEvaluation, lastEvaluation }, at) => {
        const stored = alarms[at] ?? unread.get(id);
        if (stored === undefined) throw new Error(`the alarm with id ${id} is gone`);
        if (alarms[at] === undefined) keep(id, version, stored);
        const { region, configuration, state } = stored;
        return lastEvaluation === undefined
          ? { id, region, configuration, state, nextEvaluation }
          : { id, region, configuration, state, nextEvaluation, lastEvaluation };
      });
    },
  };
}

function storedOf(row: SqlRow): Stored {
  return {
    region: text(row, "region"),
    configuration: json(row, "configuration") as AlarmConfiguration,
    state: json(row, "state") as AlarmState,
  };
}
