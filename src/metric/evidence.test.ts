import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EVIDENCE_LIMIT, type EvidenceRef, mergeEvidence } from "./evidence.ts";

const ref = fc.record<EvidenceRef>({
  timestamp: fc.nat({ max: 20 }),
  chunk: fc.constantFrom("1", "2", "10"),
  index: fc.nat({ max: 3 }),
  filterName: fc.constantFrom("f", "g"),
  logGroupName: fc.constant("trail"),
});
const refs = fc.array(ref, { maxLength: 60 });

describe("mergeEvidence", () => {
  it("is associative, commutative and idempotent", () => {
    fc.assert(
      fc.property(refs, refs, refs, (a, b, c) => {
        expect(mergeEvidence(mergeEvidence(a, b), c)).toEqual(mergeEvidence(a, mergeEvidence(b, c)));
        expect(mergeEvidence(a, b)).toEqual(mergeEvidence(b, a));
        expect(mergeEvidence(mergeEvidence(a, b), b)).toEqual(mergeEvidence(a, b));
      }),
    );
  });

  it("keeps the oldest, at most twenty, each once", () => {
    fc.assert(
      fc.property(refs, (list) => {
        const merged = mergeEvidence(list, []);
        expect(merged.length).toBeLessThanOrEqual(EVIDENCE_LIMIT);
        expect(new Set(merged.map((item) => JSON.stringify(item))).size).toBe(merged.length);
        const kept = merged.at(-1)?.timestamp ?? 0;
        const older = list.filter(({ timestamp }) => timestamp < kept);
        expect(merged).toEqual(expect.arrayContaining(older));
      }),
    );
  });
});
