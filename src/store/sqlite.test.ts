import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openSqliteStore } from "./sqlite.ts";
import { describeStore } from "./store.contract.testing.ts";

describeStore("SQLite in memory", () => openSqliteStore({ path: ":memory:" }));

describe("a SQLite file", () => {
  const withFolder = async (work: (path: string) => Promise<void>) => {
    const folder = mkdtempSync(join(tmpdir(), "tocsin-store-"));
    try {
      await work(join(folder, "tocsin.sqlite"));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it("keeps what was committed when it is opened again", () =>
    withFolder(async (path) => {
      const key = { region: "us-east-1", parent: "", name: "clock" };
      const first = openSqliteStore({ path });
      await first.transaction((tx) => tx.putDocument("setting", key, { value: 42 }));
      await first.close();
      const second = openSqliteStore({ path });
      expect(await second.transaction((tx) => tx.getDocument("setting", key))).toEqual({ value: 42 });
      await second.close();
    }));

  it("refuses a second owner with the reason", () =>
    withFolder(async (path) => {
      const first = openSqliteStore({ path });
      expect(() => openSqliteStore({ path })).toThrow(/is another Tocsin running on it\?/);
      await first.close();
    }));
});
