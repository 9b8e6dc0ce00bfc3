import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minimise, type Table } from "./minimise.ts";

const MEMBERS = [0, 1];

const tables: fc.Arbitrary<Table> = fc
  .integer({ min: 1, max: 8 })
  .chain((size) =>
    fc
      .tuple(
        fc.array(fc.nat({ max: size - 1 }), { minLength: 2 * size, maxLength: 2 * size }),
        fc.array(fc.nat({ max: 1 }), { minLength: size, maxLength: size }),
      )
      .map(([edges, outputs]) => ({ start: 0, edges: Int32Array.from(edges), outputs: Int32Array.from(outputs) })),
  );

/** What is said of every word up to a length that is read from a state. */
function saysFrom({ edges, outputs }: Table, state: number, length: number): string {
  const own = String(outputs[state]);
  if (length === 0) return own;
  const behind = MEMBERS.map((member) =>
    saysFrom({ start: 0, edges, outputs }, edges[2 * state + member] ?? 0, length - 1),
  );
  return `${own}(${behind.join()})`;
}

describe("minimise", () => {
  it("changes nothing that is said of any word", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const small = minimise(table, MEMBERS.length);
        expect(saysFrom(small, small.start, 9)).toBe(saysFrom(table, table.start, 9));
      }),
    );
  });

  it("leaves no two states that say the same", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const small = minimise(table, MEMBERS.length);
        const said = Array.from(small.outputs, (_, state) => saysFrom(small, state, 9));
        expect(new Set(said).size).toBe(said.length);
      }),
    );
  });
});
