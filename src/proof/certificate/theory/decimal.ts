import { compileComparison } from "../../../pattern/compare.ts";
import type { Decimal } from "../../../pattern/decimal.ts";
import { MAX_PATTERN_LENGTH } from "../../../pattern/limits.ts";
import { isByText, type Test } from "./test.ts";

/** More places than a pattern has characters. */
const BEYOND = `${"0".repeat(MAX_PATTERN_LENGTH)}1`;
const TINY: Decimal = { negative: false, digits: "1", exponent: Number.MIN_SAFE_INTEGER };
const AROUND_ZERO = [{ ...TINY, digits: "" }, TINY, { ...TINY, negative: true }];

/** Is there a decimal that answers so? Each constant is tried, and one for each gap: a little further from zero. */
export function decimalCanBe(tests: readonly Test[]): boolean {
  const constants = tests.flatMap(({ value }) => (value.kind === "number" ? [value.decimal] : []));
  const further = constants.map((constant) => ({ ...constant, digits: constant.digits && constant.digits + BEYOND }));
  return [...AROUND_ZERO, ...constants, ...further].some((decimal) =>
    tests.every((test) => {
      const { operator, value, holds } = test;
      return isByText(test) || compileComparison(operator, value).number({ text: "", decimal }) === holds;
    }),
  );
}
