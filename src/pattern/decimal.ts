import { MAX_EXPONENT, MIN_EXPONENT } from "./limits.ts";

/**
 * An exact decimal number: `0.d1d2d3... x 10^exponent` with no zero at either end of `digits`; zero has no digits.
 * It is never written out, so `1e999999999` costs as much as `1`.
 */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

const ZERO: Decimal = { negative: false, digits: "", exponent: 0 };

const CODE_0 = 48;
const CODE_9 = 57;

/**
 * Reads `[+-] digits [. digits] [e [+-] digits]`; also `.5` and `5.`, which occur in delimited fields.
 * `undefined` for anything else, and for an exponent beyond 32 bits (obs AWS26 bad-json-huge-exp).
 *
 * @example
 * parseDecimal("1.50"); // { negative: false, digits: "15", exponent: 1 }
 */
export function parseDecimal(text: string): Decimal | undefined {
  let at = 0;
  const negative = text[at] === "-";
  if (negative || text[at] === "+") at += 1;
  const wholeStart = at;
  at = skipDigits(text, at);
  const whole = text.slice(wholeStart, at);
  let fraction = "";
  if (text[at] === ".") {
    const fractionStart = at + 1;
    at = skipDigits(text, fractionStart);
    fraction = text.slice(fractionStart, at);
  }
  if (whole === "" && fraction === "") return undefined;
  let scale = 0;
  if (text[at] === "e" || text[at] === "E") {
    at += 1;
    const scaleStart = at;
    if (text[at] === "-" || text[at] === "+") at += 1;
    const digitsStart = at;
    at = skipDigits(text, at);
    if (at === digitsStart) return undefined;
    scale = Number(text.slice(scaleStart, at));
    if (scale > MAX_EXPONENT || scale < MIN_EXPONENT) return undefined;
  }
  return at === text.length ? normalise(negative, whole, fraction, scale) : undefined;
}

function skipDigits(text: string, from: number): number {
  let at = from;
  while (isDigitAt(text, at)) at += 1;
  return at;
}

function isDigitAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= CODE_0 && code <= CODE_9;
}

function normalise(negative: boolean, whole: string, fraction: string, scale: number): Decimal {
  const digits = whole + fraction;
  let first = 0;
  while (first < digits.length && digits.charCodeAt(first) === CODE_0) first += 1;
  if (first === digits.length) return ZERO;
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === CODE_0) end -= 1;
  return { negative, digits: digits.slice(first, end), exponent: whole.length - first + scale };
}

/** Less than, equal to or greater than zero, as `left` is to `right`. Minus zero equals zero. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const signs = sign(left) - sign(right);
  if (signs !== 0 || left.digits === "") return signs;
  const direction = left.negative ? -1 : 1;
  if (left.exponent !== right.exponent) return left.exponent > right.exponent ? direction : -direction;
  if (left.digits === right.digits) return 0;
  // Both begin at the same place of ten, so the order of the digits as text is the order of the numbers.
  return left.digits > right.digits ? direction : -direction;
}

function sign(value: Decimal): number {
  if (value.digits === "") return 0;
  return value.negative ? -1 : 1;
}
