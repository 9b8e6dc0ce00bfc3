/** Beyond this difference in size two numbers are compared by their size alone, lest a power of ten fills the memory. */
const WRITABLE = 5000n;

interface Scaled {
  readonly units: bigint;
  readonly scale: bigint;
}

/** Is one decimal text less than another, exactly? Both are written out as whole multiples of one power of ten. */
export function isNaiveLess(left: string, right: string): boolean {
  const [a, b] = [scaled(left), scaled(right)];
  if (a.units === 0n || b.units === 0n || a.units < 0n !== b.units < 0n) return a.units < b.units;
  const sizeDifference = size(a) - size(b);
  if (sizeDifference > WRITABLE || sizeDifference < -WRITABLE) return sizeDifference < 0n === a.units > 0n;
  const lowest = a.scale < b.scale ? a.scale : b.scale;
  return a.units * 10n ** (a.scale - lowest) < b.units * 10n ** (b.scale - lowest);
}

function scaled(text: string): Scaled {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace(/^[+-]/, "").split(".");
  const units = BigInt(`${whole}${fraction}`) * (text.startsWith("-") ? -1n : 1n);
  return { units, scale: BigInt(exponent) - BigInt(fraction.length) };
}

function size({ units, scale }: Scaled): bigint {
  return BigInt(String(units).replace("-", "").length) + scale;
}

/** Java's text of a double: the fewest digits, two at least, that read back as the same double. */
export function naiveDoubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const size = Math.abs(value);
  const sign = value < 0 ? "-" : "";
  // JavaScript writes this range without an exponent, and the same digits.
  if (size >= 1e-3 && size < 1e7) return sign + (Number.isInteger(size) ? `${size}.0` : String(size));
  const twoDigits = size.toExponential(1);
  const [mantissa = "", exponent = "0"] = (Number(twoDigits) === size ? twoDigits : size.toExponential()).split("e");
  return `${sign}${mantissa}E${Number(exponent)}`;
}
