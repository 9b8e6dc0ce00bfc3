import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { invalidVectors, matchVectors, publicationIds } from "../../test/conformance/pattern/vectors.ts";

const spec = readFileSync(new URL("./SPEC.md", import.meta.url), "utf8");
const known = new Set([...matchVectors.map(({ id }) => id), ...invalidVectors.map(({ id }) => id), ...publicationIds]);

/** What stands between backquotes in the last column of the tables that end with "Held by". */
function citedVectors(): readonly string[] {
  let holds = false;
  return spec.split("\n").flatMap((line) => {
    if (!line.startsWith("|")) holds = false;
    else if (line.endsWith("| Held by |")) holds = true;
    const lastColumn = holds ? (line.split(/(?<!\\)\|/).at(-2) ?? "") : "";
    return [...lastColumn.matchAll(/`([^`]+)`/g)].map(([, id = ""]) => id);
  });
}

describe("SPEC.md", () => {
  it("names only vectors that exist", () => {
    expect(citedVectors().filter((id) => !known.has(id))).toEqual([]);
  });

  it("names vectors for most of its rules", () => {
    expect(new Set(citedVectors()).size).toBeGreaterThan(150);
  });

  it("decides every open question", () => {
    const decided = [...spec.matchAll(/^\| (A\d+) \|/gm)].map(([, id]) => id);
    expect(decided).toEqual(Array.from({ length: 17 }, (_, index) => `A${index + 1}`));
  });
});
