import { describe, expect, it } from "vitest";
import { type Connection, connect } from "./connection.ts";
import { openDatabase } from "./driver.ts";
import { turnsOn } from "./turns.ts";

/** A database in memory with one table, and what it was told to execute. */
function recorded(): { readonly db: Connection; readonly executed: readonly string[] } {
  const db = connect(openDatabase(":memory:"));
  db.exec("CREATE TABLE note (text TEXT NOT NULL)");
  const executed: string[] = [];
  const exec = (sql: string) => {
    executed.push(sql);
    db.exec(sql);
  };
  return { db: { ...db, exec }, executed };
}

function commits(executed: readonly string[]): number {
  return executed.filter((sql) => sql === "COMMIT").length;
}

function notes(db: Connection): readonly unknown[] {
  return db.all("SELECT text FROM note ORDER BY text").map((row) => row["text"]);
}

const write = (db: Connection, text: string) => async () => db.run("INSERT INTO note (text) VALUES (?)", text);

describe("transactions on one connection", () => {
  it("share a commit when they are asked for before the event loop has come round", async () => {
    const { db, executed } = recorded();
    const turns = turnsOn(db);
    const first = turns.take(write(db, "a"));
    for (let step = 0; step < 20; step += 1) await Promise.resolve();
    const second = turns.take(write(db, "b"));
    await Promise.all([first, second]);
    expect(commits(executed)).toBe(1);
    expect(notes(db)).toEqual(["a", "b"]);
  });

  it("have a commit each when one is asked for after the other has been told of", async () => {
    const { db, executed } = recorded();
    const turns = turnsOn(db);
    await turns.take(write(db, "a"));
    await turns.take(write(db, "b"));
    expect(commits(executed)).toBe(2);
  });

  it("share nothing else: one that fails is undone alone", async () => {
    const { db, executed } = recorded();
    const turns = turnsOn(db);
    const failing = turns.take(async () => {
      await write(db, "lost")();
      throw new Error("no");
    });
    const [failed, done] = await Promise.allSettled([failing, turns.take(write(db, "kept"))]);
    expect([failed.status, done.status]).toEqual(["rejected", "fulfilled"]);
    expect(commits(executed)).toBe(1);
    expect(notes(db)).toEqual(["kept"]);
  });

  it("leave nothing to wait for once all have ended", async () => {
    const { db } = recorded();
    const turns = turnsOn(db);
    void turns.take(write(db, "a"));
    void turns.take(write(db, "b"));
    await turns.idle();
    expect(notes(db)).toEqual(["a", "b"]);
  });
});
