import type { Value } from "../../../pattern/ast.ts";
import { compileComparison } from "../../../pattern/compare.ts";
import { isSettled, type Residual, residualOf } from "./residual.ts";
import { pinOf, type Test } from "./test.ts";

/** How much may be spelled of what is left to be met. */
const MOST_CHARACTERS = 4_000_000;

/** Is there a text that answers so? `true` as well when that was not settled. */
export function textCanBe(tests: readonly Test[]): boolean {
  const equalities = tests.filter(({ operator }) => operator === "=" || operator === "!=");
  // Strings have no order. obs AWS26 inf-neg-num-03
  if (tests.some((test) => test.holds && !equalities.includes(test))) return false;
  const pin = pinOf(equalities);
  if (pin !== undefined) {
    const { text } = pin;
    return equalities.every(({ operator, value, holds }) => compileComparison(operator, value).string(text) === holds);
  }
  const wanted = equalities.map(({ operator, holds }) => (operator === "=") === holds);
  const points = representatives(equalities.map(({ value }) => value));
  const queue: (readonly Residual[])[] = [equalities.map(({ value }) => residualOf(value))];
  const seen = new Set<string>();
  let characters = 0;
  for (const residuals of queue) {
    if (residuals.every(({ accepts }, index) => accepts === wanted[index])) return true;
    if (characters > MOST_CHARACTERS) return true;
    for (const point of points) {
      const next = residuals.map(({ after }) => after(point));
      const key = next.map((residual) => residual.key).join("\n");
      characters += key.length;
      if (seen.has(key)) continue;
      seen.add(key);
      if (!next.some((residual, index) => isSettled(residual) && residual.accepts !== wanted[index])) queue.push(next);
    }
  }
  return false;
}

/** One code point of each group that the values tell apart. */
function representatives(values: readonly Value[]): ReadonlySet<number> {
  const points = values.flatMap((value) => {
    if (value.kind !== "regex") {
      const text = value.kind === "glob" ? value.parts.join("") : value.text;
      return Array.from(text, (char) => char.codePointAt(0) ?? 0).flatMap((point) => [point, point + 1]);
    }
    const operands = value.tree.alternatives.flat().map((item) => (item.kind === "repeat" ? item.operand : item));
    const ranges = operands.flatMap((operand) => (operand.kind === "set" ? operand.ranges : []));
    return ranges.flatMap(({ from, to }) => [from, to + 1]);
  });
  return new Set([0, ...points]);
}
