import { parseDecimal } from "../../pattern/decimal.ts";
import { eventNumber } from "../../pattern/number-text.ts";

/**
 * The shortest JSON number that an event can hold to have this text.
 *
 * @param text as `doubleText` writes it, of a finite number
 * @example
 * shortestSpelling("1000.0"); // "1e3"
 */
export function shortestSpelling(text: string): string {
  const decimal = parseDecimal(text);
  if (decimal === undefined || decimal.digits === "") return text;
  const sign = decimal.negative ? "-" : "";
  const scaled = `${sign}${decimal.digits}e${decimal.exponent - decimal.digits.length}`;
  const shortDigits = Number(text).toExponential().replace("+", "");
  return [scaled, shortDigits].reduce(
    (best, spelling) => (spelling.length < best.length && eventNumber(spelling).text === text ? spelling : best),
    text,
  );
}
