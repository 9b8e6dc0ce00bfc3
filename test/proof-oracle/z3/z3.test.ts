import { expect, it } from "vitest";
import { compareWithZ3 } from "./compare.ts";
import { hasZ3 } from "./solver.ts";

// Z3 is told of kinds, strings and real numbers at places, and nothing of this project's theories.
it("Z3 agrees about 150 made-up pairs", async (context) => {
  if (!hasZ3()) context.skip("there is no z3 here: on Debian, apt-get install z3");
  const { pairs, agreed, undecided, disagreements } = await compareWithZ3(150, 1);
  expect(disagreements).toEqual([]);
  expect(pairs).toBe(150);
  expect(undecided).toBeLessThan(agreed / 10);
}, 180_000);
