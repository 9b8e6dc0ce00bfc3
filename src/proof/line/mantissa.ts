import type { Decimal } from "../../pattern/decimal.ts";
import { signOf } from "./number-position.ts";

/** What was read of a number up to an exponent, as far as it matters beside some constants. */
export interface Mantissa {
  readonly kind: "mantissa";
  readonly form: "start" | "sign" | "whole" | "fraction";
  /** A point alone is no number. */
  readonly hasDigits: boolean;
  readonly negative: boolean;
  readonly isZero: boolean;
  /** The number is `0.d1d2d3... x 10^place`; of zero minus how many digits are behind the point. */
  readonly place: number;
  /** For each constant of its sign how many of its digits were met so far, or `LESS` or `MORE` once they differ. */
  readonly met: readonly number[];
}

const LESS = -1;
const MORE = -2;

export function emptyMantissa(constants: readonly Decimal[]): Mantissa {
  const met = constants.map(() => 0);
  return { kind: "mantissa", form: "start", hasDigits: false, negative: false, isZero: true, place: 0, met };
}

/**
 * `undefined` when it is no number any more.
 *
 * @param mostPlaces places of ten are counted up to this and down to minus this
 */
export function readMantissa(
  state: Mantissa,
  char: string,
  constants: readonly Decimal[],
  mostPlaces: number,
): Mantissa | undefined {
  if (char === ".") return state.form === "fraction" ? undefined : { ...state, form: "fraction" };
  if (char === "+" || char === "-") {
    return state.form === "start" ? { ...state, form: "sign", negative: char === "-" } : undefined;
  }
  if (char < "0" || char > "9") return undefined;
  const inFraction = state.form === "fraction";
  const read = { ...state, form: inFraction ? "fraction" : "whole", hasDigits: true } as const;
  const isZero = state.isZero && char === "0";
  // Beside constants of the other sign its size is of no matter.
  const sign = state.negative ? -1 : 1;
  if (!constants.some((constant) => signOf(constant) === sign)) return { ...read, isZero };
  if (isZero) return inFraction ? { ...read, place: Math.max(state.place - 1, -mostPlaces) } : read;
  return {
    ...read,
    isZero,
    place: inFraction ? state.place : Math.min(state.place + 1, mostPlaces),
    met: state.met.map((count, index) => {
      const constant = constants[index];
      return constant !== undefined && signOf(constant) === sign ? meet(count, char, constant.digits) : count;
    }),
  };
}

function meet(met: number, digit: string, digits: string): number {
  if (met === LESS || met === MORE) return met;
  // Behind its last digit a constant has zeros.
  const wanted = digits.charAt(met) || "0";
  if (digit === wanted) return Math.min(met + 1, digits.length);
  return digit < wanted ? LESS : MORE;
}

/** The order of the digits of a number that ends here and those of each constant, wherever their points are. */
export function digitOrders({ met }: Mantissa, constants: readonly Decimal[]): readonly number[] {
  return met.map((count, index) => {
    if (count === MORE) return 1;
    return count === constants[index]?.digits.length ? 0 : -1;
  });
}
