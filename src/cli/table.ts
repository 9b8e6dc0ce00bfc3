import { styleText } from "node:util";
import { visibleLine } from "./visible.ts";

/** A column of a table; numbers read best aligned to the right. */
export interface Column<Row> {
  readonly title: string;
  readonly align?: "left" | "right";
  readonly cell: (row: Row) => string | number;
}

/**
 * Rows as aligned text under a line of titles, every line ended; no rows give no text at all.
 *
 * @example
 * renderTable([{ n: 1 }], [{ title: "N", align: "right", cell: (row) => row.n }], { color: false }); // "N\n1\n"
 */
export function renderTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  options: { readonly color: boolean },
): string {
  if (rows.length === 0) return "";
  const cells = rows.map((row) => columns.map((column) => visibleLine(String(column.cell(row)))));
  const widths = columns.map((column, index) =>
    cells.reduce((width, line) => Math.max(width, line[index]?.length ?? 0), column.title.length),
  );
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) => {
        const width = widths[index] ?? 0;
        return columns[index]?.align === "right" ? text.padStart(width) : text.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  const titles = line(columns.map((column) => column.title));
  // Whether to colour was decided with the options, for the stream that the text goes to.
  const styled = options.color ? styleText("bold", titles, { validateStream: false }) : titles;
  return [styled, ...cells.map(line), ""].join("\n");
}
