import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Connection, connect, number } from "./connection.ts";
import { openDatabase } from "./driver.ts";
import { type EvaluationTimes, evaluationRounds } from "./evaluation-rounds.ts";
import { migrations } from "./schema.ts";

function emptyTables(): Connection {
  const db = connect(openDatabase(":memory:"));
  for (const sql of migrations) db.exec(sql);
  return db;
}

function numberOf(db: Connection, sql: string): number {
  const row = db.first(`SELECT (${sql}) AS n`);
  return row === undefined ? 0 : number(row, "n");
}

const roundsIn = (db: Connection) => numberOf(db, "SELECT count(*) FROM evaluation_round");
const rowsWritten = (db: Connection) => numberOf(db, "total_changes()");

/** Numbers of alarms from 1. */
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

const times = fc.record(
  { nextEvaluation: fc.integer({ min: 1, max: 4 }), lastEvaluation: fc.integer({ min: 0, max: 2 }) },
  { requiredKeys: [] },
);
const alarmId = fc.integer({ min: 1, max: 8 });
const step = fc.oneof(
  fc.record({ kind: fc.constant("put" as const), id: alarmId, times }),
  fc.record({ kind: fc.constant("remove" as const), id: alarmId }),
  fc.record({ kind: fc.constant("move" as const), ids: fc.uniqueArray(alarmId), times }),
  fc.record({ kind: fc.constant("moveDue" as const), limit: fc.integer({ min: 1, max: 8 }), times }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

describe("the rounds of evaluation", () => {
  it("give each alarm the times it was given, whatever was moved together", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const db = emptyTables();
        const rounds = evaluationRounds(db);
        const expected = new Map<number, EvaluationTimes>();
        const move = (ids: readonly number[], to: EvaluationTimes) => {
          rounds.move(ids, to);
          for (const id of ids) if (expected.has(id)) expected.set(id, to);
        };
        const take = (one: Step): void => {
          switch (one.kind) {
            case "put":
              rounds.put(one.id, 7, one.times);
              expected.set(one.id, one.times);
              return;
            case "remove":
              rounds.remove(one.id);
              expected.delete(one.id);
              return;
            case "move":
              move(one.ids, one.times);
              return;
            case "moveDue":
              move(
                rounds.due(2, one.limit).map(({ id }) => id),
                one.times,
              );
          }
        };
        for (const one of steps) {
          take(one);
          const due = rounds.due(4, 100);
          const scheduled = [...expected].filter(([, { nextEvaluation }]) => nextEvaluation !== undefined);
          const found = due.map(({ id, ...entry }) => [id, entry] as const);
          expect(new Map(found)).toEqual(new Map(scheduled.map(([id, to]) => [id, { version: 7, ...to }])));
          expect(due.map(({ nextEvaluation }) => nextEvaluation)).toEqual(
            due.map(({ nextEvaluation }) => nextEvaluation).toSorted((a, b) => a - b),
          );
          const few = rounds.due(4, 3);
          expect(few).toEqual(due.slice(0, few.length));
          expect([few.length > 0, few.length <= 3]).toEqual([due.length > 0, true]);
        }
        const miscounted = `SELECT count(*) FROM evaluation_round r
          WHERE alarm_count = 0 OR alarm_count <> (SELECT count(*) FROM round_of_alarm WHERE round_id = r.id)`;
        expect(numberOf(db, miscounted)).toBe(0);
        expect(numberOf(db, "SELECT count(*) FROM round_of_alarm")).toBe(expected.size);
        db.close();
      }),
      { numRuns: 50 },
    );
  });

  it("move 2,000 alarms that are due together by one row for 500 of them", () => {
    const db = emptyTables();
    const rounds = evaluationRounds(db);
    for (const id of upTo(2000)) rounds.put(id, 1, { nextEvaluation: 10 });
    const before = rowsWritten(db);
    for (let due = rounds.due(10, 1000); due.length > 0; due = rounds.due(10, 1000)) {
      expect(due).toHaveLength(1000);
      rounds.move(
        due.map(({ id }) => id),
        { nextEvaluation: 70, lastEvaluation: 10 },
      );
    }
    expect(rowsWritten(db) - before).toBe(4);
    expect(rounds.due(70, 5000)).toHaveLength(2000);
    db.close();
  });

  it("are joined when they have become small and are due together", () => {
    const db = emptyTables();
    const rounds = evaluationRounds(db);
    for (const id of upTo(100)) rounds.put(id, 1, { nextEvaluation: 10, lastEvaluation: id });
    expect(roundsIn(db)).toBe(100);
    rounds.move(upTo(100), { nextEvaluation: 70, lastEvaluation: 10 });
    expect(roundsIn(db)).toBe(1);
    expect(rounds.due(70, 100)).toHaveLength(100);
    db.close();
  });

  it("give a part of a round that is larger than the limit", () => {
    const db = emptyTables();
    const rounds = evaluationRounds(db);
    for (const id of upTo(10)) rounds.put(id, 1, { nextEvaluation: 10 });
    expect(rounds.due(10, 4)).toHaveLength(4);
    rounds.move(
      rounds.due(10, 4).map(({ id }) => id),
      { nextEvaluation: 70, lastEvaluation: 10 },
    );
    expect(rounds.due(10, 100)).toHaveLength(6);
    expect(rounds.due(70, 100)).toHaveLength(10);
    db.close();
  });
});
