/** A set of values of one variable as bits; sets of the same variable have the same length. */
export type Mask = Int32Array;

const WORD = 32;

export function wordsFor(values: number): number {
  return Math.max(1, Math.ceil(values / WORD));
}

export function maskOf(values: Iterable<number>, words: number): Mask {
  const mask = new Int32Array(words);
  for (const value of values) {
    const word = value >>> 5;
    if (word < words) mask[word] = (mask[word] ?? 0) | (1 << (value & 31));
  }
  return mask;
}

/** All values below `count`. */
export function fullMask(count: number): Mask {
  return maskOf(Array.from({ length: count }).keys(), wordsFor(count));
}

export function hasValue(mask: Mask, value: number): boolean {
  return (((mask[value >>> 5] ?? 0) >>> (value & 31)) & 1) === 1;
}

export function unionOf(left: Mask, right: Mask): Mask {
  return left.map((word, index) => word | (right[index] ?? 0));
}

export function intersectionOf(left: Mask, right: Mask): Mask {
  return left.map((word, index) => word & (right[index] ?? 0));
}

export function isEmpty(mask: Mask): boolean {
  return mask.every((word) => word === 0);
}

export function isSame(left: Mask, right: Mask): boolean {
  return left.every((word, index) => word === right[index]);
}

/** The place of the lowest bit of a word that is not 0. */
export function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}
