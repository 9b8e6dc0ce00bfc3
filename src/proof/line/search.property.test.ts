import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_BUDGET } from "../budget.ts";
import type { Sides } from "../family.ts";
import { matcherOf } from "../matcher.ts";
import type { Search } from "../search.ts";
import { allTexts, LINE_CHARACTERS, lineSides, textSides } from "./arbitraries.testing.ts";
import { searchLine } from "./search-line.ts";
import { searchText } from "./search-text.ts";

const RUNS = Number(process.env["PROOF_RUNS"] ?? 60);

const universe = allTexts(LINE_CHARACTERS, 4);

/** What is wrong with a search, held against every text of the universe. */
function flawOf(sides: Sides, search: Search): string | undefined {
  const isAnswer = matcherOf(sides);
  const shortest = universe.find(isAnswer);
  switch (search.kind) {
    case "unknown":
      return undefined;
    case "none":
      return shortest === undefined ? undefined : `none, but ${JSON.stringify(shortest)}`;
    case "found": {
      const { message, size, least } = search;
      if (!isAnswer(message)) return `the matcher denies ${JSON.stringify(message)}`;
      return least && shortest !== undefined && shortest.length < size
        ? `${JSON.stringify(message)}, but shorter ${JSON.stringify(shortest)}`
        : undefined;
    }
  }
}

describe("searches held against all short texts", () => {
  it("agree for delimited patterns", () => {
    fc.assert(
      fc.property(lineSides, (sides) => {
        expect(flawOf(sides, searchLine(sides, { budget: DEFAULT_BUDGET }))).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });

  it("agree for terms and regular expressions", () => {
    fc.assert(
      fc.property(textSides, (sides) => {
        expect(flawOf(sides, searchText(sides, { budget: DEFAULT_BUDGET }))).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });

  it("decide nearly everything", () => {
    // A fixed seed: what is rare may come twice in a hundred.
    const sample = fc.sample(lineSides, { seed: 4, numRuns: RUNS });
    const unknown = sample.filter((sides) => searchLine(sides, { budget: DEFAULT_BUDGET }).kind === "unknown");
    expect(unknown.length).toBeLessThanOrEqual(RUNS / 100);
  });
});
