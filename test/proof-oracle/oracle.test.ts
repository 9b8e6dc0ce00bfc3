import { expect, it } from "vitest";
import { runBatch } from "./run.ts";

// A small part of `npm run fuzz:proof`, always the same one.
it("all questions about 1,600 made-up pairs get answers that no event and no checker denies", () => {
  const { pairs, undecided, failures, answers, witnesses, shown } = runBatch(1600, 1);
  expect(failures).toEqual([]);
  expect(pairs).toBe(1600);
  expect(undecided).toBeLessThan(pairs / 100);
  // What the universe cannot see, it cannot deny.
  expect(shown / witnesses).toBeGreaterThan(0.95);
  // Were hardly any answer a yes, nothing but witnesses would have been looked at.
  const kinds = ["json", "terms", "regex", "delimited"];
  const questions = ["implies", "disjoint", "satisfiable"];
  const sorts = kinds.flatMap((kind) =>
    questions.flatMap((question) => [`${kind} ${question}: none`, `${kind} ${question}: event`]),
  );
  expect(sorts.filter((sort) => (answers[sort] ?? 0) < 5)).toEqual([]);
}, 180_000);
