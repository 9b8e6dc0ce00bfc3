import { expect, it } from "vitest";
import { fuzz } from "./run.ts";
import { fuzzSnapshots } from "./snapshots-run.ts";

const HEAP_LIMIT = 512 * 1024 * 1024;

// A small part of `npm run fuzz`, always the same one.
it("2,000 made-up requests get well-formed answers, none of them a fault of Tocsin's", async () => {
  const { counts, failures, heap } = await fuzz(2000, 1);
  expect(failures).toEqual([]);
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(2000);
  // Were all refused, the operations themselves would have seen nothing.
  expect([...counts].filter(([key]) => key.endsWith("\t200")).length).toBe(4);
  expect(heap).toBeLessThan(HEAP_LIMIT);
}, 120_000);

// A small part of `npm run fuzz:audit`, always the same one.
it("150 snapshots that chance has changed are refused with reasons, or audited, and every report is rendered", async () => {
  const { refused, verdicts, failures } = await fuzzSnapshots(150, 1);
  expect(failures).toEqual([]);
  // Were all refused, the audit would have seen nothing.
  expect(refused).toBeLessThan(120);
  expect([...verdicts.keys()]).toEqual(expect.arrayContaining(["rings", "rings-for-some", "silent", "unknown"]));
}, 120_000);
