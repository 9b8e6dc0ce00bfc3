import { compareDecimals, type Decimal, parseDecimal } from "../../pattern/decimal.ts";

/**
 * Where the number that a text is, as `parseDecimal` reads it, stands among constants in ascending order: `2 i + 1` when
 * it is equal to the constant with the place `i`, `2 i` when it lies below it and above the one before; or that it is no
 * number.
 */
export type Position = number;

export const NO_NUMBER: Position = -1;

/**
 * Where a known text stands.
 *
 * @example
 * positionOf("7", [{ negative: false, digits: "7", exponent: 1 }]); // 1
 */
export function positionOf(text: string, constants: readonly Decimal[]): Position {
  const number = parseDecimal(text);
  return number === undefined
    ? NO_NUMBER
    : positionAmong(constants.map((constant) => compareDecimals(number, constant)));
}

/** @param orders how the number stands to each constant: below 0, 0 or above 0 */
export function positionAmong(orders: readonly number[]): Position {
  const at = orders.findIndex((order) => order <= 0);
  if (at < 0) return 2 * orders.length;
  return orders[at] === 0 ? 2 * at + 1 : 2 * at;
}

/** Wherever a number of some sign (-1, 0 or 1) can stand. */
export function positionsOfSign(sign: number, constants: readonly Decimal[]): readonly Position[] {
  if (sign === 0) return [positionAmong(constants.map((constant) => -signOf(constant)))];
  const alike = constants.filter((constant) => signOf(constant) === sign).length;
  const all = [...Array(2 * constants.length + 1).keys()];
  return sign < 0 ? all.slice(0, 2 * alike + 1) : all.slice(-(2 * alike + 1));
}

export function signOf({ digits, negative }: Decimal): number {
  return digits === "" ? 0 : negative ? -1 : 1;
}
