import type { SqliteDatabase } from "./driver.ts";

/** What a statement takes and gives: JSON is stored as text, so nothing else occurs. */
export type SqlValue = string | number | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** A database with its prepared statements kept, so that every SQL text is compiled once. */
export interface Connection {
  run(sql: string, ...values: readonly SqlValue[]): number;
  all(sql: string, ...values: readonly SqlValue[]): readonly SqlRow[];
  first(sql: string, ...values: readonly SqlValue[]): SqlRow | undefined;
  exec(sql: string): void;
  close(): void;
}

export function connect(database: SqliteDatabase): Connection {
  const statements = new Map<string, ReturnType<SqliteDatabase["prepare"]>>();
  const prepared = (sql: string) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    run: (sql, ...values) => prepared(sql).run(...values).changes,
    all: (sql, ...values) => prepared(sql).all(...values) as SqlRow[],
    first: (sql, ...values) => prepared(sql).get(...values) as SqlRow | undefined,
    exec: (sql) => database.exec(sql),
    close: () => {
      statements.clear();
      database.close();
    },
  };
}

/** A column that the schema declares NOT NULL TEXT. */
export function text(row: SqlRow, column: string): string {
  const value = row[column];
  if (typeof value !== "string") throw new TypeError(`column ${column} holds no text`);
  return value;
}

/** A column that the schema declares NOT NULL INTEGER or REAL. */
export function number(row: SqlRow, column: string): number {
  const value = row[column];
  if (typeof value !== "number") throw new TypeError(`column ${column} holds no number`);
  return value;
}

/** A number column that may be NULL. */
export function optionalNumber(row: SqlRow, column: string): number | undefined {
  const value = row[column];
  return typeof value === "number" ? value : undefined;
}

/** A text column that may be NULL. */
export function optionalText(row: SqlRow, column: string): string | undefined {
  const value = row[column];
  return typeof value === "string" ? value : undefined;
}

/** A JSON column. Callers name the type that this store itself wrote there. */
export function json(row: SqlRow, column: string): unknown {
  return JSON.parse(text(row, column));
}

/**
 * A WHERE clause from the conditions that were given: `[sql, value]`, left out when the value is undefined.
 *
 * @example
 * where([["region = ?", "us-east-1"], ["parent = ?", undefined]]); // { sql: " WHERE region = ?", values: ["us-east-1"] }
 */
export function where(conditions: readonly (readonly [string, SqlValue | undefined])[]): {
  readonly sql: string;
  readonly values: readonly SqlValue[];
} {
  const given: string[] = [];
  const values: SqlValue[] = [];
  for (const [sql, value] of conditions) {
    if (value === undefined) continue;
    given.push(sql);
    values.push(value);
  }
  return { sql: given.length === 0 ? "" : ` WHERE ${given.join(" AND ")}`, values };
}

/** The least text that sorts after every text with this prefix, for index-friendly prefix search; undefined for "". */
export function prefixEnd(prefix: string | undefined): string | undefined {
  return prefix === undefined || prefix === "" ? undefined : `${prefix}\u{10ffff}`;
}
