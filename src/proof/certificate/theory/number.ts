import type { Value } from "../../../pattern/ast.ts";
import { compileComparison } from "../../../pattern/compare.ts";
import { eventNumber } from "../../../pattern/number-text.ts";
import { decimalCanBe } from "./decimal.ts";
import { isByText, pinOf, type Test, testsOf } from "./test.ts";
import { textCanBe } from "./text.ts";

/** The texts of finite numbers by their shape, each with the bounds of its values. obs AWS26, A11 */
const SHAPES = [
  "= %^-?0$|^-?0\\.0$% && $.n = 0",
  "= %^[1-9]\\d*$% && $.n >= 1",
  "= %^-[1-9]\\d*$% && $.n <= -1",
  "= %^0\\.\\d+$% && $.n > 0 && $.n < 1",
  "= %^-0\\.\\d+$% && $.n < 0 && $.n > -1",
  "= %^[1-9]\\d*\\.\\d+$% && $.n >= 1 && $.n < 1e7",
  "= %^-[1-9]\\d*\\.\\d+$% && $.n <= -1 && $.n > -1e7",
  "= %^[1-9]\\.\\d+E\\d+$% && $.n >= 1e7",
  "= %^-[1-9]\\.\\d+E\\d+$% && $.n <= -1e7",
  "= %^[1-9]\\.\\d+E-\\d+$% && $.n > 0 && $.n < 0.001",
  "= %^-[1-9]\\.\\d+E-\\d+$% && $.n < 0 && $.n > -0.001",
].map(testsOf);

/** Is there a number that answers so? `true` as well when that was not settled. */
export function numberCanBe(tests: readonly Test[]): boolean {
  const answersSo = (lexeme: string): boolean => {
    const number = eventNumber(lexeme);
    return tests.every(({ operator, value, holds }) => compileComparison(operator, value).number(number) === holds);
  };
  // Beyond doubles nothing compares by value.
  if (answersSo("1e999") || answersSo("-1e999")) return true;
  const pin = pinOf(tests);
  // Without tests of the text, one number of each gap between the constants stands for all in it.
  const exact = pin === undefined ? tests.map(({ value }) => value) : [pin];
  const known = exact.map((value) => (value.kind === "number" || value === pin ? lexemesNear(value) : undefined));
  if (known.some((lexemes) => lexemes?.some(answersSo))) return true;
  if (!known.includes(undefined)) return false;
  const byText = tests.filter(isByText);
  return SHAPES.some(
    (shape) => decimalCanBe([...tests, ...shape]) && textCanBe([...byText, ...shape.filter(isByText)]),
  );
}

const MOST_DIGITS = 400;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:E-?\d+)?$/;

/** All spellings of a number and of its neighbours above and below among the numbers that events can hold. */
function lexemesNear(value: Value): readonly string[] | undefined {
  if (value.kind === "text") return JSON_NUMBER.test(value.text) ? [value.text] : [];
  if (value.kind !== "number" || value.decimal.exponent > MOST_DIGITS) return undefined;
  const { negative, digits, exponent } = value.decimal;
  const whole = BigInt(digits.slice(0, Math.max(exponent, 0)).padEnd(exponent, "0")) * (negative ? -1n : 1n);
  const double = Number(value.text);
  const bits = new BigInt64Array(new Float64Array([double]).buffer)[0] ?? 0n;
  const doubles =
    double === 0
      ? [-Number.MIN_VALUE, 0, Number.MIN_VALUE]
      : [...new Float64Array(new BigInt64Array([bits - 1n, bits, bits + 1n]).buffer)];
  const finite = doubles.filter((each) => Number.isFinite(each)).map((each) => each.toExponential());
  return [`${whole - 1n}`, `${whole}`, `${whole + 1n}`, "-0", "-0e0", ...finite];
}
