import type { Budget } from "../budget.ts";
import type { Formula } from "../formula.ts";
import type { Constraint, Solution } from "../solve/finite.ts";
import { solve } from "../solve/solve.ts";
import type { TextTest } from "../text/classes.ts";
import type { TextQuestion } from "./text-question.ts";

/**
 * Which tests hold, 1 for each that does, at the least length of the terms. Knows of terms only that each contains its
 * parts. Where all tests are terms nothing else counts: terms in a row with a foreign character between them contain no
 * others, so there is a text for every choice. Beside regular expressions only "none" is final.
 */
export function chooseTerms({ tests, formula }: TextQuestion, budget: Budget): Solution {
  const inclusions = tests.flatMap((whole, index) =>
    tests.flatMap((part, other) =>
      index !== other && includes(whole, part)
        ? [{ kind: "any", parts: [truth(index, false), truth(other, true)] } as const]
        : [],
    ),
  );
  const variables = tests.map((test) => ({ costs: [0, test.kind === "contains" ? test.text.length + 1 : 1] }));
  return solve(variables, { kind: "all", parts: [constraintOf(formula), ...inclusions] }, budget);
}

function includes(whole: TextTest, part: TextTest): boolean {
  return whole.kind === "contains" && part.kind === "contains" && whole.text.includes(part.text);
}

function constraintOf(formula: Formula<number>): Constraint {
  return formula.kind === "literal"
    ? truth(formula.condition, formula.holds)
    : { kind: formula.kind, parts: formula.parts.map(constraintOf) };
}

function truth(variable: number, holds: boolean): Constraint {
  return { kind: "in", variable, values: new Set([holds ? 1 : 0]) };
}
