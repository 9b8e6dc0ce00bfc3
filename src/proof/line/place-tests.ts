import type { ComparisonOperator, FieldCondition, FieldExpression } from "../../pattern/ast.ts";
import { conditionsOf } from "../../pattern/ast.ts";
import { orderHolds } from "../../pattern/compare.ts";
import { compareDecimals, type Decimal } from "../../pattern/decimal.ts";
import { compileExpression } from "../../pattern/match-expression.ts";
import type { Reader } from "../text/automaton.ts";
import type { TextTest } from "../text/classes.ts";
import { textTestOf } from "../text/test-of.ts";
import { textReaders } from "../text/text-reader.ts";
import { fieldNumberReader, positionsIn } from "./field-number.ts";
import { NO_NUMBER, type Position, positionOf } from "./number-position.ts";

/** One way in which a text may answer what patterns ask of it. */
export interface Judgement {
  /** For each pattern: does it hold here? `undefined` where it asks nothing. */
  readonly holds: readonly (boolean | undefined)[];
  /** It was not settled that the text answers so. */
  readonly unsettled: boolean;
}

/** Everything that the patterns of a question ask of one part of a line. */
export interface PlaceTests {
  readonly readers: readonly Reader<boolean | number | string>[];
  /** About the text that `readers` ended in these states: one judgement, or several when it is not settled which. */
  readonly judge: (states: readonly number[]) => readonly Judgement[];
}

interface Subject {
  readonly holds: readonly boolean[];
  readonly position: Position;
}

/**
 * @param kind a rest holds a blank or a delimiter, so it is never a number
 * @param asked for each pattern what it asks of this part of the line
 */
export function placeTests(kind: "field" | "rest", asked: readonly (FieldExpression | undefined)[]): PlaceTests {
  const conditions = asked.flatMap((expression) => (expression === undefined ? [] : conditionsOf(expression)));
  const constants = constantsOf(conditions);
  const tests = testsOf(conditions);
  const testPlaces = new Map([...tests.keys()].map((key, index) => [key, index]));
  const all = [...tests.values()];
  const { readers, holds } = textReaders(all);
  const readsNumbers = kind === "field" && constants.length > 0;
  const compile = (condition: FieldCondition): ((subject: Subject) => boolean) => {
    if (condition.kind === "present") return () => true;
    const { operator, value } = condition;
    if (value.kind === "number") {
      const at = constants.findIndex((constant) => compareDecimals(constant, value.decimal) === 0);
      return ({ position }) => numberHolds(operator, position, at);
    }
    const at = testPlaces.get(JSON.stringify(textTestOf(value))) ?? -1;
    return (subject) => (subject.holds[at] === true) === (operator === "=");
  };
  const compiled = asked.map((expression) =>
    expression === undefined ? undefined : compileExpression(expression, compile),
  );
  const allReaders = readsNumbers ? [...readers, fieldNumberReader(constants)] : readers;
  return {
    readers: allReaders,
    judge: (states) => {
      const verdicts = allReaders.map(({ verdict }, index) => verdict(states[index] ?? 0));
      const truths = holds(verdicts);
      const read = readsNumbers ? positionsIn(String(verdicts.at(-1))) : [NO_NUMBER];
      const spelled = all.find((test, index) => test.kind === "equals" && truths[index] === true);
      // What a pattern spells out is known, however strange.
      const positions = read.length > 1 && spelled?.kind === "equals" ? [positionOf(spelled.text, constants)] : read;
      return positions.map((position) => ({
        holds: compiled.map((test) => test?.({ holds: truths, position })),
        unsettled: positions.length > 1,
      }));
    },
  };
}

function constantsOf(conditions: readonly FieldCondition[]): readonly Decimal[] {
  const constants: Decimal[] = [];
  for (const condition of conditions) {
    if (condition.kind !== "compare" || condition.value.kind !== "number") continue;
    const { decimal } = condition.value;
    if (!constants.some((known) => compareDecimals(known, decimal) === 0)) constants.push(decimal);
  }
  return constants.sort(compareDecimals);
}

function testsOf(conditions: readonly FieldCondition[]): ReadonlyMap<string, TextTest> {
  const tests = new Map<string, TextTest>();
  for (const condition of conditions) {
    if (condition.kind !== "compare" || condition.value.kind === "number") continue;
    const test = textTestOf(condition.value);
    tests.set(JSON.stringify(test), test);
  }
  return tests;
}

/** @param at the place of the number among the constants that `position` counts */
function numberHolds(operator: ComparisonOperator, position: Position, at: number): boolean {
  // A field that is no number is unequal to every number. inf
  if (position === NO_NUMBER) return operator === "!=";
  return orderHolds(operator, position - (2 * at + 1));
}
