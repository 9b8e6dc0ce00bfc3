import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Constraint, Variable } from "./finite.ts";
import { solve } from "./solve.ts";

const BUDGET = { states: 0, decisions: 10_000 };

function inside(variable: number, ...values: readonly number[]): Constraint {
  return { kind: "in", variable, values: new Set(values) };
}

function isSatisfied(constraint: Constraint, values: readonly number[]): boolean {
  switch (constraint.kind) {
    case "all":
      return constraint.parts.every((part) => isSatisfied(part, values));
    case "any":
      return constraint.parts.some((part) => isSatisfied(part, values));
    case "in":
      return constraint.values.has(values[constraint.variable] ?? -1);
  }
}

function costOf(variables: readonly Variable[], values: readonly number[]): number {
  return values.reduce((sum, value, index) => sum + (variables[index]?.costs[value] ?? 0), 0);
}

/** The slow twin: looks at every assignment. */
function leastByEnumeration(variables: readonly Variable[], constraint: Constraint): number | undefined {
  const assignments = variables.reduce<readonly (readonly number[])[]>(
    (prefixes, { costs }) => prefixes.flatMap((prefix) => [...costs.keys()].map((value) => [...prefix, value])),
    [[]],
  );
  const costs = assignments
    .filter((values) => isSatisfied(constraint, values))
    .map((values) => costOf(variables, values));
  return costs.length === 0 ? undefined : Math.min(...costs);
}

const problem = fc
  .array(fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  .chain((costs) => {
    const leaf = fc
      .tuple(fc.nat({ max: costs.length - 1 }), fc.array(fc.nat({ max: 3 }), { maxLength: 3 }))
      .map(([variable, values]) => inside(variable, ...values));
    const constraint = fc.letrec<{ node: Constraint; leaf: Constraint; junction: Constraint }>((tie) => ({
      node: fc.oneof({ maxDepth: 4, withCrossShrink: true }, tie("leaf"), tie("junction")),
      leaf,
      junction: fc.record({
        kind: fc.constantFrom("all" as const, "any" as const),
        parts: fc.array(tie("node"), { maxLength: 5 }),
      }),
    })).junction;
    return fc.record({ variables: fc.constant(costs.map((each): Variable => ({ costs: each }))), constraint });
  });

describe("solve", () => {
  it("finds the least solution exactly where there is one", () => {
    fc.assert(
      fc.property(problem, ({ variables, constraint }) => {
        const least = leastByEnumeration(variables, constraint);
        const solution = solve(variables, constraint, BUDGET);
        const expected = least === undefined ? { kind: "none" } : { kind: "found", cost: least, least: true };
        expect(solution).toMatchObject(expected);
        const values = solution.kind === "found" ? solution.values : undefined;
        expect(values === undefined || isSatisfied(constraint, values)).toBe(true);
        expect(values === undefined ? undefined : costOf(variables, values)).toBe(least);
      }),
      { numRuns: 2000 },
    );
  });

  it("handles more values than a machine word has bits", () => {
    const costs = Array.from({ length: 100 }, (_, value) => 100 - value);
    const constraint: Constraint = {
      kind: "all",
      parts: [
        { kind: "any", parts: costs.map((_, value) => inside(0, value)) },
        { kind: "any", parts: [inside(0, 70), inside(0, 35), inside(1, 1)] },
        inside(1, 0),
      ],
    };
    expect(solve([{ costs }, { costs: [0, 0] }], constraint, BUDGET)).toEqual({
      kind: "found",
      values: [70, 0],
      cost: 30,
      least: true,
    });
  });

  it("gives the best solution so far, not called least, when the budget is spent after one was found", () => {
    const size = 15;
    const ring = Array.from({ length: size }, (_, index): Constraint => {
      return { kind: "any", parts: [inside(index, 1), inside((index + 1) % size, 1)] };
    });
    const variables = ring.map((): Variable => ({ costs: [0, 1] }));
    const constraint: Constraint = { kind: "all", parts: ring };
    const hurried = solve(variables, constraint, { states: 0, decisions: 20 });
    expect(hurried).toMatchObject({ kind: "found", least: false });
    expect(solve(variables, constraint, BUDGET)).toMatchObject({ kind: "found", cost: 8, least: true });
  });

  it("says unknown when the budget is spent before anything was settled", () => {
    const constraint: Constraint = { kind: "any", parts: [inside(0, 1), inside(1, 1)] };
    const solution = solve([{ costs: [0, 1] }, { costs: [0, 1] }], constraint, { states: 0, decisions: 0 });
    expect(solution).toEqual({ kind: "unknown", reason: "the search took more than 0 decisions" });
  });

  it("proves that eight things do not fit into seven places", () => {
    const things = Array.from({ length: 7 }, (_, index) => index);
    const variables = [...things, 7].map((): Variable => ({ costs: things.map(() => 0) }));
    const apart = variables.flatMap((_, left) =>
      variables.slice(left + 1).flatMap((_, offset) =>
        things.map((place): Constraint => {
          const others = things.filter((other) => other !== place);
          return { kind: "any", parts: [inside(left, ...others), inside(left + 1 + offset, ...others)] };
        }),
      ),
    );
    const solution = solve(variables, { kind: "all", parts: apart }, { states: 0, decisions: 100_000 });
    expect(solution).toEqual({ kind: "none" });
  });
});
