import type { Sides, TextPattern } from "../family.ts";
import type { Formula } from "../formula.ts";
import type { TextTest } from "../text/classes.ts";
import { textFormula } from "./text-formula.ts";

/** A question about a text, with every test once. */
export interface TextQuestion {
  readonly tests: readonly TextTest[];
  /** Names tests by their place. */
  readonly formula: Formula<number>;
}

export function textQuestion(sides: Sides<TextPattern>): TextQuestion {
  const tests: TextTest[] = [];
  const places = new Map<string, number>();
  const placeOf = (test: TextTest): number => {
    const key = JSON.stringify(test);
    const place = places.get(key) ?? tests.push(test) - 1;
    places.set(key, place);
    return place;
  };
  const numbered = (formula: Formula<TextTest>): Formula<number> =>
    formula.kind === "literal"
      ? { kind: "literal", condition: placeOf(formula.condition), holds: formula.holds }
      : { kind: formula.kind, parts: formula.parts.map(numbered) };
  const formula = numbered(textFormula(sides));
  return { tests, formula };
}

/** @param holds beside the tests */
export function isAnswered(formula: Formula<number>, holds: readonly boolean[]): boolean {
  switch (formula.kind) {
    case "literal":
      return holds[formula.condition] === formula.holds;
    case "all":
      return formula.parts.every((part) => isAnswered(part, holds));
    case "any":
      return formula.parts.some((part) => isAnswered(part, holds));
  }
}
