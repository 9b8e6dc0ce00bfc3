import type { Decimal } from "../../pattern/decimal.ts";
import { digitOrders, type Mantissa } from "./mantissa.ts";
import { signOf } from "./number-position.ts";

/** What was read of a number with an exponent, as far as it matters beside some constants. */
export interface Exponent {
  readonly kind: "exponent";
  readonly form: "mark" | "sign" | "digits";
  /** -1, 0 or 1. */
  readonly sign: number;
  /** `undefined` when it cannot be told what number it is, if any. */
  readonly known: KnownExponent | undefined;
}

interface KnownExponent {
  readonly isDown: boolean;
  /** Digits without zeros in front. */
  readonly length: number;
  /** For each constant. */
  readonly sides: readonly Side[];
}

/** How it stands to one constant. */
interface Side {
  /** The exponent that would make the number begin at the same place of ten. */
  readonly wanted: number;
  /** The order of the digits of the exponent read so far and the first of those wanted. */
  readonly order: number;
  /** The order of the digits before the exponent. */
  readonly digitOrder: number;
}

/** A number in exponential form is followed when its first significant digit is at one of these places of ten. */
const PLACES = { least: 0, most: 3 };
/** An exponent of so many digits may be too large for a number. */
const LONG = 10;

/** An `e` behind digits. */
export function beginExponent(mantissa: Mantissa, constants: readonly Decimal[]): Exponent {
  const { isZero, negative, place } = mantissa;
  const sign = isZero ? 0 : negative ? -1 : 1;
  const counts = !isZero && constants.some((constant) => signOf(constant) === sign);
  if (counts && (place < PLACES.least || place > PLACES.most)) {
    return { kind: "exponent", form: "mark", sign, known: undefined };
  }
  const orders = digitOrders(mantissa, constants);
  const sides = constants.map((constant, index) =>
    signOf(constant) === sign && !isZero
      ? { wanted: constant.exponent - place, order: 0, digitOrder: orders[index] ?? 0 }
      : OF_NO_MATTER,
  );
  return { kind: "exponent", form: "mark", sign, known: { isDown: false, length: 0, sides } };
}

/** Beside a constant of the other sign the exponent counts for nothing. */
const OF_NO_MATTER: Side = { wanted: 0, order: 0, digitOrder: 0 };

/** `undefined` when it is no number any more. */
export function readExponent(state: Exponent, char: string): Exponent | undefined {
  const { known } = state;
  if (char === "+" || char === "-") {
    if (state.form !== "mark") return undefined;
    return { ...state, form: "sign", known: known && { ...known, isDown: char === "-" } };
  }
  if (char < "0" || char > "9") return undefined;
  const read = { ...state, form: "digits" } as const;
  if (known === undefined || (char === "0" && known.length === 0)) return read;
  const length = known.length + 1;
  const longest = Math.max(1, ...known.sides.map(({ wanted }) => digitsOf(wanted).length));
  // One digit more than wanted is enough to be greater, and then only the length could matter.
  if (length > longest + 1 || length >= LONG) return { ...read, known: undefined };
  const sides = known.sides.map((side) => {
    const next = digitsOf(side.wanted).charAt(known.length);
    return side === OF_NO_MATTER || side.order !== 0 || next === ""
      ? side
      : { ...side, order: Math.sign(Number(char) - Number(next)) };
  });
  return { ...read, known: { ...known, length, sides } };
}

/** How a number other than zero stands to each constant of its sign, as far as sizes without signs go. */
export function exponentialOrders({ isDown, length, sides }: KnownExponent): readonly number[] {
  const sign = length === 0 ? 0 : isDown ? -1 : 1;
  return sides.map(({ wanted, order, digitOrder }) => {
    if (sign !== Math.sign(wanted)) return Math.sign(sign - Math.sign(wanted));
    const byLength = sign === 0 ? 0 : Math.sign(length - digitsOf(wanted).length);
    return sign * (byLength || order) || digitOrder;
  });
}

/** All digits that are wanted of the exponents of a constant. */
export function wantedDigits({ exponent }: Decimal): string {
  const { least, most } = PLACES;
  return Array.from({ length: most - least + 1 }, (_, index) => digitsOf(exponent - least - index)).join("");
}

function digitsOf(exponent: number): string {
  return String(Math.abs(exponent));
}
