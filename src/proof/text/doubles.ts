import type { Decimal } from "../../pattern/decimal.ts";

/** The double nearest to a decimal; the largest there is for one beyond them. */
export function nearestDouble({ negative, digits, exponent }: Decimal): number {
  const size = digits === "" ? 0 : Math.min(Number(`0.${digits}e${exponent}`), Number.MAX_VALUE);
  return negative ? -size : size;
}

/** Doubles counted in their order, from 0 for 0.0 and -1 for -0.0. */
export function rankOf(double: number): bigint {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, double);
  const signed = bits.getBigInt64(0);
  return signed >= 0n ? signed : -1n - BigInt.asUintN(63, signed);
}

/** The double of that rank; `undefined` past the largest and the lowest. */
export function doubleAt(rank: bigint): number | undefined {
  if (rank < LOWEST || rank > HIGHEST) return undefined;
  const bits = new DataView(new ArrayBuffer(8));
  bits.setBigUint64(0, rank >= 0n ? rank : BigInt.asUintN(64, (-1n - rank) | (1n << 63n)));
  return bits.getFloat64(0);
}

export const LOWEST = rankOf(-Number.MAX_VALUE);
export const HIGHEST = rankOf(Number.MAX_VALUE);
