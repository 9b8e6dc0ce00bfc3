import { createRequire } from "node:module";
import type { DatabaseSyncInstance } from "@photostructure/sqlite";

/** The part of the `node:sqlite` interface that the store uses. */
export type SqliteDatabase = Pick<DatabaseSyncInstance, "exec" | "prepare" | "close">;

const require = createRequire(import.meta.url);

/**
 * Opens a SQLite database with Node's own module where it exists (22.13 and later), else with the package of the same
 * interface. Required, not imported: which of the two is loaded depends on the running Node.
 */
export function openDatabase(path: string): SqliteDatabase {
  const module = sqliteModule();
  return new module.DatabaseSync(path);
}

function sqliteModule(): { DatabaseSync: new (path: string) => SqliteDatabase } {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const builtIn = major > 22 || (major === 22 && minor >= 13);
  return require(builtIn ? "node:sqlite" : "@photostructure/sqlite");
}
