import type { Connection } from "./connection.ts";

/** Runs transactions one after another on one connection. */
export interface Turns {
  take<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when everything that was asked for so far has ended. */
  idle(): Promise<void>;
}

/** A transaction that waits for its turn. `run` does its work and gives what to tell whoever waits, once it is durable. */
interface Waiting {
  run(): Promise<() => void>;
  fail(error: unknown): void;
}

/** How many waiting transactions share one commit: enough to share its cost, few enough that none waits long. */
const GROUP = 64;

/**
 * Transactions that wait at the same time share one commit, and so one write to the disk, which is nearly all that a
 * small transaction costs. Each has a savepoint of its own: one that fails is undone alone.
 *
 * INVARIANT: one connection, so transactions run one after another, each begun when the one before has ended.
 * INVARIANT: nobody is told of a result before the commit that makes it durable; when that fails, all of its group fail.
 */
export function turnsOn(db: Connection): Turns {
  const waiting: Waiting[] = [];
  let draining: Promise<void> | undefined;

  const drain = async () => {
    while (waiting.length > 0) {
      await everythingArrived();
      await commitTogether(db, waiting.splice(0, GROUP));
    }
    draining = undefined;
  };

  return {
    take: (work) =>
      new Promise((resolve, reject) => {
        waiting.push({
          async run() {
            const result = await work();
            return () => resolve(result);
          },
          fail: reject,
        });
        draining ??= drain();
      }),
    idle: async () => draining,
  };
}

/**
 * Resolves when the event loop has given out everything that has arrived: requests that came over several connections at
 * the same time then share a commit. Without it the first would have its own, before the others are even read.
 */
function everythingArrived(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

async function commitTogether(db: Connection, group: readonly Waiting[]): Promise<void> {
  const tellAll: (() => void)[] = [];
  try {
    db.exec("BEGIN IMMEDIATE");
    for (const one of group) tellAll.push(await within(db, one));
    db.exec("COMMIT");
  } catch (error) {
    rollBack(db);
    for (const one of group) one.fail(error);
    return;
  }
  for (const tell of tellAll) tell();
}

/** Runs one transaction inside the group's; what it does when it fails is undone, and only it is told. */
async function within(db: Connection, one: Waiting): Promise<() => void> {
  db.exec("SAVEPOINT one");
  try {
    const tell = await one.run();
    db.exec("RELEASE one");
    return tell;
  } catch (error) {
    // Throws when SQLite has rolled back the whole group by itself (a full disk, say): then all of it fails.
    db.exec("ROLLBACK TO one; RELEASE one");
    return () => one.fail(error);
  }
}

function rollBack(db: Connection): void {
  try {
    db.exec("ROLLBACK");
  } catch {
    // Nothing is open any more: the first error is the one to report.
  }
}
