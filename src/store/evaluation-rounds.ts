import type { AlarmRecord } from "../engine/ports.ts";
import { type Connection, json, number, optionalNumber, type SqlRow } from "./connection.ts";

/** When an alarm was evaluated and will be. */
export type EvaluationTimes = Pick<AlarmRecord, "nextEvaluation" | "lastEvaluation">;

/** An alarm that is due: its number, the version of what is stored of it, and its times. */
export interface DueEntry {
  readonly id: number;
  readonly version: number;
  readonly nextEvaluation: number;
  readonly lastEvaluation?: number;
}

/** Alarms of one round. */
interface Members {
  readonly round: number;
  readonly alarmIds: readonly number[];
  /** Whether the round has no others. */
  readonly areAll: boolean;
}

/**
 * How many alarms share a round at most. Several fit into one transaction of the evaluator, and few are written anew when
 * one round becomes two.
 */
const ROUND = 500;
/** More rounds than one transaction takes, unless they are small. */
const FULL_ROUNDS = 8;

/**
 * When alarms are evaluated. Those with the same times are a round, which has one row: 100,000 alarms move in the schedule
 * by some hundred writes, and a commit has as many pages to write. An alarm whose times become others than those of its
 * round goes to another; rounds that have become small are joined again when they are moved.
 *
 * INVARIANT: each stored alarm is in exactly one round; `alarm_count` is how many are in it, and never 0.
 */
export function evaluationRounds(db: Connection) {
  /** A round with these times that takes `count` more alarms. */
  const roundWithRoom = ({ nextEvaluation, lastEvaluation }: EvaluationTimes, count: number): number | undefined => {
    const row = db.first(
      `SELECT id FROM evaluation_round WHERE next_evaluation IS ? AND last_evaluation IS ? AND alarm_count <= ? LIMIT 1`,
      nextEvaluation ?? null,
      lastEvaluation ?? null,
      ROUND - count,
    );
    return row === undefined ? undefined : number(row, "id");
  };

  /** The round with these times that `count` alarms, at most ROUND, are about to enter. */
  const prepareRound = (times: EvaluationTimes, count: number): number => {
    const known = roundWithRoom(times, count);
    if (known !== undefined) {
      db.run("UPDATE evaluation_round SET alarm_count = alarm_count + ? WHERE id = ?", count, known);
      return known;
    }
    const row = db.first(
      "INSERT INTO evaluation_round (next_evaluation, last_evaluation, alarm_count) VALUES (?, ?, ?) RETURNING id",
      times.nextEvaluation ?? null,
      times.lastEvaluation ?? null,
      count,
    );
    if (row === undefined) throw new Error("the round gave no id");
    return number(row, "id");
  };

  const setTimes = (rounds: readonly number[], times: EvaluationTimes): void => {
    db.run(
      `UPDATE evaluation_round SET next_evaluation = ?, last_evaluation = ?
       WHERE id IN (SELECT value FROM json_each(?))`,
      times.nextEvaluation ?? null,
      times.lastEvaluation ?? null,
      JSON.stringify(rounds),
    );
  };

  /** Takes alarms out of their rounds and into rounds with these times. */
  const changeRound = (members: readonly Members[], times: EvaluationTimes): void => {
    const alarmIds = members.flatMap((some) => some.alarmIds);
    for (let at = 0; at < alarmIds.length; at += ROUND) {
      const part = alarmIds.slice(at, at + ROUND);
      db.run(
        "UPDATE round_of_alarm SET round_id = ? WHERE alarm_id IN (SELECT value FROM json_each(?))",
        prepareRound(times, part.length),
        JSON.stringify(part),
      );
    }
    for (const { round, alarmIds, areAll } of members) {
      if (!areAll)
        db.run("UPDATE evaluation_round SET alarm_count = alarm_count - ? WHERE id = ?", alarmIds.length, round);
    }
    const left = members.filter(({ areAll }) => areAll).map(({ round }) => round);
    if (left.length > 0) {
      db.run("DELETE FROM evaluation_round WHERE id IN (SELECT value FROM json_each(?))", JSON.stringify(left));
    }
  };

  /** The rounds of these alarms, each with those of them that are in it; not those that have the times already. */
  const roundsToMove = (alarmIds: readonly number[], times: EvaluationTimes): readonly Members[] =>
    db
      .all(
        `SELECT r.*, json_group_array(a.alarm_id) AS alarm_ids
         FROM json_each(?) j CROSS JOIN round_of_alarm a ON a.alarm_id = j.value
           CROSS JOIN evaluation_round r ON r.id = a.round_id
         GROUP BY r.id`,
        JSON.stringify(alarmIds),
      )
      .filter((row) => !hasTimes(row, times))
      .map((row) => {
        const ids = json(row, "alarm_ids") as number[];
        return { round: number(row, "id"), alarmIds: ids, areAll: ids.length === number(row, "alarm_count") };
      });

  /** Gives alarms, each named once, these times. An alarm that is not there is passed over. */
  const move = (alarmIds: readonly number[], times: EvaluationTimes): void => {
    const rounds = roundsToMove(alarmIds, times);
    const large = rounds.filter(({ alarmIds, areAll }) => areAll && alarmIds.length > ROUND / 2);
    const others = rounds.filter((members) => !large.includes(members));
    const [first] = others;
    const isAlone = others.length === 1 && first?.areAll === true;
    // A small round goes on alone where there is none that it could be joined with.
    const staysSmall = isAlone && roundWithRoom(times, first.alarmIds.length) === undefined;
    setTimes(
      (staysSmall ? rounds : large).map(({ round }) => round),
      times,
    );
    if (!staysSmall) changeRound(others, times);
  };

  return {
    /** Gives an alarm these times and this version, whether it had any before or not. */
    put(alarmId: number, version: number, times: EvaluationTimes): void {
      const known = db.run("UPDATE round_of_alarm SET version = ? WHERE alarm_id = ?", version, alarmId) > 0;
      if (known) {
        move([alarmId], times);
        return;
      }
      const round = prepareRound(times, 1);
      db.run("INSERT INTO round_of_alarm (alarm_id, round_id, version) VALUES (?, ?, ?)", alarmId, round, version);
    },

    remove(alarmId: number): void {
      const row = db.first("DELETE FROM round_of_alarm WHERE alarm_id = ? RETURNING round_id", alarmId);
      if (row === undefined) return;
      const round = number(row, "round_id");
      db.run("UPDATE evaluation_round SET alarm_count = alarm_count - 1 WHERE id = ?", round);
      db.run("DELETE FROM evaluation_round WHERE id = ? AND alarm_count = 0", round);
    },

    move,

    /** Alarms that are due at `now`, earliest first: whole rounds, as many as the limit holds, or a part of the first. */
    due(now: number, limit: number): readonly DueEntry[] {
      const chosen: SqlRow[] = [];
      let count = 0;
      for (const round of dueRounds(db, now, limit)) {
        count += number(round, "alarm_count");
        if (count > limit && chosen.length > 0) break;
        chosen.push(round);
      }
      return members(db, chosen).slice(0, limit);
    },
  };
}

function hasTimes(round: SqlRow, { nextEvaluation, lastEvaluation }: EvaluationTimes): boolean {
  return (
    optionalNumber(round, "next_evaluation") === nextEvaluation &&
    optionalNumber(round, "last_evaluation") === lastEvaluation
  );
}

/** Rounds that are due, earliest first; enough of them to hold `limit` alarms, if there are as many. */
function dueRounds(db: Connection, now: number, limit: number): readonly SqlRow[] {
  const first = (rounds: number) =>
    db.all(
      "SELECT * FROM evaluation_round WHERE next_evaluation <= ? ORDER BY next_evaluation, id LIMIT ?",
      now,
      rounds,
    );
  const few = first(FULL_ROUNDS);
  const held = few.reduce((sum, round) => sum + number(round, "alarm_count"), 0);
  return few.length < FULL_ROUNDS || held >= limit ? few : first(limit);
}

function members(db: Connection, rounds: readonly SqlRow[]): readonly DueEntry[] {
  // One text for all rows: giving each of them to JavaScript column by column costs several times the search.
  const row = db.first(
    `SELECT '[' || coalesce(group_concat(j.key || ',' || a.alarm_id || ',' || a.version), '') || ']' AS members
     FROM json_each(?) j CROSS JOIN round_of_alarm a ON a.round_id = j.value`,
    JSON.stringify(rounds.map((round) => number(round, "id"))),
  );
  const numbers = row === undefined ? [] : (json(row, "members") as number[]);
  const times = rounds.map((round) => {
    const nextEvaluation = number(round, "next_evaluation");
    const lastEvaluation = optionalNumber(round, "last_evaluation");
    return lastEvaluation === undefined ? { nextEvaluation } : { nextEvaluation, lastEvaluation };
  });
  const entries: DueEntry[] = [];
  for (let at = 0; at < numbers.length; at += 3) {
    const id = numbers[at + 1] ?? 0;
    const version = numbers[at + 2] ?? 0;
    const { nextEvaluation = 0, lastEvaluation } = times[numbers[at] ?? 0] ?? {};
    entries.push(
      lastEvaluation === undefined ? { id, version, nextEvaluation } : { id, version, nextEvaluation, lastEvaluation },
    );
  }
  return entries;
}

/** The ids of one evaluation that have the same times now. */
interface SameTimes extends EvaluationTimes {
  readonly ids: number[];
}

/** The alarms by the times that they are to have. */
export function byTimes(entries: readonly ({ readonly id: number } & EvaluationTimes)[]): readonly SameTimes[] {
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
