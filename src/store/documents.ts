import type { DocumentKey, DocumentKind, DocumentKinds } from "../engine/documents.ts";
import type { DocumentQuery } from "../engine/ports.ts";
import { type Connection, json, number, prefixEnd, text, where } from "./connection.ts";

/** Resources as JSON documents, one row each. */
export function documentTable(db: Connection) {
  return {
    async getDocument<K extends DocumentKind>(kind: K, key: DocumentKey): Promise<DocumentKinds[K] | undefined> {
      const row = db.first(
        "SELECT body FROM document WHERE kind = ? AND region = ? AND parent = ? AND name = ?",
        kind,
        key.region,
        key.parent,
        key.name,
      );
      return row === undefined ? undefined : (json(row, "body") as DocumentKinds[K]);
    },

    async putDocument<K extends DocumentKind>(kind: K, key: DocumentKey, document: DocumentKinds[K]): Promise<void> {
      db.run(
        `INSERT INTO document (kind, region, parent, name, body) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (kind, region, parent, name) DO UPDATE SET body = excluded.body`,
        kind,
        key.region,
        key.parent,
        key.name,
        JSON.stringify(document),
      );
    },

    async deleteDocument(kind: DocumentKind, key: DocumentKey): Promise<boolean> {
      const changes = db.run(
        "DELETE FROM document WHERE kind = ? AND region = ? AND parent = ? AND name = ?",
        kind,
        key.region,
        key.parent,
        key.name,
      );
      return changes > 0;
    },

    async listDocuments<K extends DocumentKind>(kind: K, query: DocumentQuery): Promise<readonly DocumentKinds[K][]> {
      const clause = where([
        ["kind = ?", kind],
        ["region = ?", query.region],
        ["parent = ?", query.parent],
        ["name >= ?", query.namePrefix],
        ["name < ?", prefixEnd(query.namePrefix)],
        ["name > ?", query.after],
      ]);
      const rows = db.all(
        `SELECT body FROM document${clause.sql} ORDER BY region, parent, name LIMIT ?`,
        ...clause.values,
        query.limit ?? -1,
      );
      return rows.map((row) => json(row, "body") as DocumentKinds[K]);
    },

    async countDocuments(kind: DocumentKind, query: Pick<DocumentQuery, "region" | "parent">): Promise<number> {
      const clause = where([
        ["kind = ?", kind],
        ["region = ?", query.region],
        ["parent = ?", query.parent],
      ]);
      const row = db.first(`SELECT count(*) AS n FROM document${clause.sql}`, ...clause.values);
      return row === undefined ? 0 : number(row, "n");
    },

    async listRegions(kind: DocumentKind): Promise<readonly string[]> {
      const rows = db.all("SELECT DISTINCT region FROM document WHERE kind = ? ORDER BY region", kind);
      return rows.map((row) => text(row, "region"));
    },
  };
}
