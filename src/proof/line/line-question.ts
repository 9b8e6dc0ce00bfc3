import type { DelimitedPattern, FieldExpression } from "../../pattern/ast.ts";
import type { Budget } from "../budget.ts";
import type { Sides } from "../family.ts";
import { joinDistinctions } from "../text/automaton.ts";
import { codePointGroups } from "../text/code-point-groups.ts";
import { codePointsOf } from "../text/glob-automaton.ts";
import { type PlaceAutomaton, placeAutomaton } from "./place-automaton.ts";
import { placeTests } from "./place-tests.ts";

/** A question about a line, made ready for its shapes. */
export interface LineQuestion {
  /** Those that must match, then those that must not. */
  readonly patterns: readonly DelimitedPattern[];
  readonly mustCount: number;
  /** One code point for each group that nothing in the question tells apart. */
  readonly members: readonly number[];
  /** For a part of the line about which each pattern asks this or nothing; `undefined` when the budget is spent. */
  readonly automatonFor: (
    kind: "field" | "rest",
    asked: readonly (FieldExpression | undefined)[],
  ) => PlaceAutomaton | undefined;
}

/** Blank before tab, so that fields are separated by blanks where either will do. */
const DELIMITERS = codePointsOf('"[] \t');

export function lineQuestion(sides: Sides<DelimitedPattern>, budget: Budget): LineQuestion {
  const mustCount = sides.must.length;
  const patterns = [...sides.must, ...sides.mustNot].map(({ pattern }) => pattern);
  const expressions = patterns.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.kind === "field" ? [entry.condition] : [])),
  );
  const { readers } = placeTests("field", expressions);
  const members = codePointGroups(
    joinDistinctions([{ points: DELIMITERS, sets: [] }, ...readers.map(({ distinctions }) => distinctions)]),
  );
  const names = new Map(expressions.map((expression, index) => [expression, index]));
  const known = new Map<string, PlaceAutomaton | undefined>();
  return {
    patterns,
    mustCount,
    members,
    automatonFor: (kind, asked) => {
      // The same entries stand beside each other in many shapes.
      const key = `${kind} ${asked.map((expression) => (expression === undefined ? "" : names.get(expression))).join()}`;
      const automaton = known.has(key)
        ? known.get(key)
        : placeAutomaton(
            placeTests(kind, asked),
            members,
            ({ holds }) => holds.slice(0, mustCount).includes(false),
            budget,
          );
      known.set(key, automaton);
      return automaton;
    },
  };
}
