import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { renderTable } from "./table.ts";

interface Row {
  readonly name: string;
  readonly count: number;
}

const COLUMNS = [
  { title: "NAME", cell: (row: Row) => row.name },
  { title: "COUNT", align: "right", cell: (row: Row) => row.count },
] as const;

describe("a table", () => {
  it("aligns its columns, numbers to the right", () => {
    const rows = [
      { name: "a", count: 5 },
      { name: "longer", count: 1234 },
    ];
    expect(renderTable(rows, COLUMNS, { color: false })).toBe("NAME    COUNT\na           5\nlonger   1234\n");
  });

  it("is nothing without rows", () => {
    expect(renderTable([], COLUMNS, { color: true })).toBe("");
  });

  it("keeps a cell in its place when the text tries to leave it", () => {
    const rows = [{ name: "\u001b[2J\nx\ty\u202e", count: 1 }];
    expect(renderTable(rows, COLUMNS, { color: false })).toContain("\\u001b[2J\\nx\\ty\\u202e");
  });

  it("colours nothing but the titles", () => {
    const plain = renderTable([{ name: "a", count: 1 }], COLUMNS, { color: false });
    const coloured = renderTable([{ name: "a", count: 1 }], COLUMNS, { color: true });
    expect(coloured).not.toBe(plain);
    expect(stripVTControlCharacters(coloured)).toBe(plain);
    expect(coloured.split("\n")[1]).toBe(plain.split("\n")[1]);
  });
});
