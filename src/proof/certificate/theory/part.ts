import { compileComparison } from "../../../pattern/compare.ts";
import { decimalCanBe } from "./decimal.ts";
import { isByText, pinOf, type Test, testsOf } from "./test.ts";
import { textCanBe } from "./text.ts";

const NUMERIC = testsOf(
  "= %^[+-]?\\d+\\.?\\d*$|^[+-]?\\.\\d+$|^[+-]?\\d+\\.?\\d*[eE][+-]?\\d+$|^[+-]?\\.\\d+[eE][+-]?\\d+$%",
);
/** Exponents of more digits may make no number. */
const NO_NUMBER = [
  "!= %^[+-]?\\d+\\.?\\d*$|^[+-]?\\.\\d+$%",
  "!= %^[+-]?\\d+\\.?\\d*[eE][+-]?\\d{1,9}$|^[+-]?\\.\\d+[eE][+-]?\\d{1,9}$%",
].flatMap(testsOf);

/** Between two fields stands a blank or a tab, or what closes the first. obs AWS26 sd-abc */
export const SEVERAL_FIELDS = testsOf("= %[ \\x09\\x22\\x5d]%");

/** Is there a part of a line that answers so? `true` as well when that was not settled. */
export function partCanBe(tests: readonly Test[]): boolean {
  const byText = tests.filter(isByText);
  const pin = pinOf(byText);
  if (pin !== undefined) {
    return tests.every(({ operator, value, holds }) => compileComparison(operator, value).field(pin.text) === holds);
  }
  if (decimalCanBe(tests) && textCanBe([...byText, ...NUMERIC])) return true;
  // What is no number is unequal to every number. inf
  const allUnequal = tests.every((test) => isByText(test) || (test.operator === "!=") === test.holds);
  return allUnequal && textCanBe([...byText, ...NO_NUMBER]);
}
