/**
 * The text of a double as Java's `Double.toString` writes it: `1.0`, `1000.0`, `1.0E7`, `1.0E-4`, `Infinity`.
 * Plain notation from 1e-3 up to, not including, 1e7. obs AWS26 for `1.0`, `1000.0`, `Infinity`, `0.0`; the rest is A11.
 *
 * @example
 * doubleText(12_345_678); // "1.2345678E7"
 */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === Number.POSITIVE_INFINITY) return "Infinity";
  if (value === Number.NEGATIVE_INFINITY) return "-Infinity";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const sign = value < 0 ? "-" : "";
  const { digits, exponent } = shortestDigits(Math.abs(value));
  return sign + layOut(digits, exponent);
}

/** Significant digits `d1d2d3...` and the power of ten of `d1`. */
function shortestDigits(value: number): { readonly digits: string; readonly exponent: number } {
  const shortest = split(value.toExponential());
  // Java picks the nearest text of two digits where one digit would do: 4.9E-324, not 5.0E-324.
  return shortest.digits.length === 1 ? split(value.toExponential(1)) : shortest;
}

function split(exponential: string): { readonly digits: string; readonly exponent: number } {
  const [mantissa = "", exponent = "0"] = exponential.split("e");
  return { digits: mantissa.replace(".", ""), exponent: Number(exponent) };
}

function layOut(digits: string, exponent: number): string {
  if (exponent >= 7 || exponent < -3) return `${digits.slice(0, 1)}.${fractionOf(digits.slice(1))}E${exponent}`;
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${fractionOf(digits)}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${whole}.${fractionOf(digits.slice(exponent + 1))}`;
}

/** At least one digit and no needless zero at the end. */
function fractionOf(digits: string): string {
  let end = digits.length;
  while (end > 1 && digits[end - 1] === "0") end -= 1;
  return end === 0 ? "0" : digits.slice(0, end);
}
