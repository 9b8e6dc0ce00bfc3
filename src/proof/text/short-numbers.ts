import type { Decimal } from "../../pattern/decimal.ts";
import type { Region } from "./regions.ts";

/** Integers of more digits are not written out. */
export const MOST_DIGITS = 1000;
/** More zeros in front of a fraction than any exponent is long. */
const MOST_ZEROS = 8;

const ZEROS = ["0", "-0", "0.0", "-0.0"];

/**
 * Numbers as events spell them, each at least once in every way that can be the shortest or has a text of its own:
 * an integer, a plain fraction, with an exponent.
 */
export function spellingsOf({ negative, digits, exponent }: Decimal): readonly string[] {
  if (digits === "") return ZEROS;
  const sign = negative ? "-" : "";
  const scale = exponent - digits.length;
  const scaled = `${sign}${digits}e${scale}`;
  if (scale >= 0) return exponent > MOST_DIGITS ? [scaled] : [`${sign}${digits}${"0".repeat(scale)}`, scaled];
  if (exponent > 0) return [`${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`, scaled];
  return exponent < -MOST_ZEROS ? [scaled] : [`${sign}0.${"0".repeat(-exponent)}${digits}`, scaled];
}

/**
 * Decimals of so many digits that lie in a gap, if any of so many digits do: on each side of zero a few at its two
 * ends. Among all of as many digits those at the end nearer to one are the shortest.
 */
export function decimalsOfDigits(
  { low, high }: Region & { readonly kind: "gap" },
  digits: number,
  few: number,
): readonly Decimal[] {
  const above = [...upFrom(positive(low), digits, few), ...downFrom(positive(high), digits, few)];
  const below = [...upFrom(positive(negated(high)), digits, few), ...downFrom(positive(negated(low)), digits, few)];
  return [...above, ...below.map((size) => ({ ...size, negative: true }))];
}

/** The next larger sizes of so many digits; the ends of a gap that are not above zero have none. */
function upFrom(size: Decimal | undefined, digits: number, few: number): readonly Decimal[] {
  if (size === undefined) return [];
  const power = 10n ** BigInt(digits);
  const sizes: Decimal[] = [];
  let whole = leadingDigits(size, digits);
  let scale = size.exponent - digits;
  while (sizes.length < few) {
    whole += 1n;
    if (whole === power) {
      whole /= 10n;
      scale += 1;
    }
    sizes.push(decimalOf(whole, scale));
  }
  return sizes;
}

/** The next smaller sizes of so many digits. */
function downFrom(size: Decimal | undefined, digits: number, few: number): readonly Decimal[] {
  if (size === undefined) return [];
  // Below a power of ten there are nines, one place lower.
  const isPower = size.digits === "1";
  const leading = isPower ? 10n ** BigInt(digits) : leadingDigits(size, digits);
  const next = size.digits.length > digits ? leading : leading - 1n;
  return Array.from({ length: few }, (_, index) => next - BigInt(index))
    .filter((whole) => whole > 0n)
    .map((whole) => decimalOf(whole, size.exponent - digits - (isPower ? 1 : 0)));
}

function leadingDigits(size: Decimal, digits: number): bigint {
  return BigInt(size.digits.slice(0, digits).padEnd(digits, "0"));
}

/** `whole` times that power of ten; above zero. */
function decimalOf(whole: bigint, scale: number): Decimal {
  const written = String(whole);
  return { negative: false, digits: written.replace(/0+$/, ""), exponent: written.length + scale };
}

function positive(decimal: Decimal | undefined): Decimal | undefined {
  return decimal === undefined || decimal.negative || decimal.digits === "" ? undefined : decimal;
}

function negated(decimal: Decimal | undefined): Decimal | undefined {
  return decimal === undefined ? undefined : { ...decimal, negative: !decimal.negative };
}
