import type { Decimal } from "../../pattern/decimal.ts";
import { doubleText } from "../../pattern/double-text.ts";
import { type EventNumber, eventNumber } from "../../pattern/number-text.ts";
import { doubleAt, nearestDouble, rankOf } from "./doubles.ts";
import { shortestSpelling } from "./number-spelling.ts";
import { isIn, type Region } from "./regions.ts";
import { decimalsOfDigits, MOST_DIGITS, spellingsOf } from "./short-numbers.ts";

/** A number of a region, as an event spells it. */
export type NumberIn = { readonly kind: "found"; readonly lexeme: string } | { readonly kind: "none" | "unsettled" };

/** Digits that a double can need. */
const DIGITS_OF_DOUBLES = 17;
/** Of numbers with as many digits, so many may be taken before one of more digits is good enough. */
const MOST_PASSED_OVER = 9;
const ZERO: Decimal = { negative: false, digits: "", exponent: 0 };

const DIGITS = Array.from("0123456789");
/** The shortest there are, the plainest first. */
const SHORT = [...DIGITS, ...DIGITS.slice(1).map((digit) => `-${digit}`), "-0", "0.0", "-0.0"].map((lexeme) => ({
  lexeme,
  number: eventNumber(lexeme),
}));

/**
 * A shortest number of a region whose text is not taken, decided exactly: integers are exact, and of doubles there is
 * one for each text.
 *
 * @param taken texts of numbers
 * @returns `unsettled` where only integers of very many digits can be
 */
export function shortestNumberIn(region: Region, taken: ReadonlySet<string>): NumberIn {
  const fits = ({ text, decimal }: EventNumber): boolean =>
    decimal !== undefined && !taken.has(text) && isIn(region, decimal);
  const free = (lexemes: readonly string[]): readonly string[] => lexemes.filter((lexeme) => fits(eventNumber(lexeme)));
  if (region.kind === "point") {
    const found = free(spellingsOf(region.at)).map(respelled);
    if (found.length > 0) return { kind: "found", lexeme: shortestOf(found) };
    const isWhole = region.at.exponent >= region.at.digits.length;
    return { kind: isWhole && region.at.exponent > MOST_DIGITS ? "unsettled" : "none" };
  }
  const short = SHORT.find(({ number }) => fits(number));
  if (short !== undefined) return { kind: "found", lexeme: short.lexeme };
  // Where a region has more numbers than are taken, one of the first so many is free.
  const integers = integersFrom(region, taken.size + 1);
  const any = [integers ?? [], doublesFrom(region, taken.size + 1)].flatMap((lexemes) => free(lexemes).slice(0, 1));
  if (any.length === 0) return { kind: integers === undefined ? "unsettled" : "none" };
  let best = shortestOf(any.map(respelled));
  const few = Math.min(taken.size, MOST_PASSED_OVER) + 1;
  for (let digits = 1; digits <= DIGITS_OF_DOUBLES && digits < best.length; digits += 1) {
    const found = free(decimalsOfDigits(region, digits, few).flatMap(spellingsOf));
    best = shortestOf([best, ...found.map(respelled)]);
  }
  return { kind: "found", lexeme: best };
}

/** In the shortest way that has the same text. */
function respelled(lexeme: string): string {
  const { text } = eventNumber(lexeme);
  return text === lexeme ? lexeme : shortestSpelling(text);
}

function shortestOf(lexemes: readonly string[]): string {
  return lexemes.reduce((best, lexeme) => (lexeme.length < best.length ? lexeme : best));
}

/** The integers from one end of a gap on; `undefined` where they have too many digits. */
function integersFrom({ low, high }: Region & { readonly kind: "gap" }, count: number): readonly string[] | undefined {
  const bound = [low, high].find((end) => end !== undefined && end.exponent <= MOST_DIGITS);
  if (bound === undefined && (low ?? high) !== undefined) return undefined;
  const { negative, digits, exponent } = bound ?? ZERO;
  // Cut off towards zero, so the first in the gap may be the next one.
  const size = BigInt(digits.slice(0, Math.max(exponent, 0)).padEnd(exponent, "0"));
  const first = negative ? -size : size;
  const step = bound === high && bound !== low ? -1n : 1n;
  return Array.from({ length: count + 2 }, (_, index) => String(first + step * BigInt(index)));
}

/** The doubles from one end of a gap on. */
function doublesFrom({ low, high }: Region & { readonly kind: "gap" }, count: number): readonly string[] {
  const first = rankOf(nearestDouble(low ?? high ?? ZERO));
  const step = low === undefined && high !== undefined ? -1n : 1n;
  // Rounding moves the end by less than one double.
  return Array.from({ length: count + 3 }, (_, index) => doubleAt(first + step * BigInt(index - 1))).flatMap(
    (double) => (double === undefined ? [] : [doubleText(double)]),
  );
}
