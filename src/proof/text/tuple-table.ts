/** Gives every different tuple of small whole numbers a number, counted from 0 in the order of their coming. */
export interface TupleTable {
  readonly size: () => number;
  /** The number of a tuple, new or known. */
  readonly add: (tuple: Int32Array) => number;
  /** One member of the tuple with that number. */
  readonly at: (id: number, index: number) => number;
}

/** A hash table over one flat array: a search adds and finds tuples by the million. */
export function tupleTable(width: number): TupleTable {
  let capacity = 64;
  let flat = new Int32Array(capacity * width);
  // Twice as many slots as tuples, a power of two; a slot holds the number of a tuple plus 1.
  let slots = new Int32Array(capacity * 2);
  let size = 0;

  const slotOf = (source: Int32Array, offset: number): number => {
    let hash = 17;
    for (let index = 0; index < width; index += 1) hash = Math.imul(hash ^ (source[offset + index] ?? 0), 0x9e37_79b1);
    let slot = (hash ^ (hash >>> 15)) & (slots.length - 1);
    for (let held = slots[slot] ?? 0; held > 0; held = slots[slot] ?? 0) {
      if (isSame(source, offset, (held - 1) * width)) break;
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  };
  const isSame = (source: Int32Array, offset: number, other: number): boolean => {
    for (let index = 0; index < width; index += 1) {
      if (source[offset + index] !== flat[other + index]) return false;
    }
    return true;
  };
  const grow = (): void => {
    capacity *= 2;
    const larger = new Int32Array(capacity * width);
    larger.set(flat);
    flat = larger;
    slots = new Int32Array(capacity * 2);
    for (let id = 0; id < size; id += 1) slots[slotOf(flat, id * width)] = id + 1;
  };
  return {
    size: () => size,
    add: (tuple) => {
      const slot = slotOf(tuple, 0);
      const held = slots[slot] ?? 0;
      if (held > 0) return held - 1;
      if (size === capacity) {
        grow();
        slots[slotOf(tuple, 0)] = size + 1;
      } else {
        slots[slot] = size + 1;
      }
      flat.set(tuple, size * width);
      size += 1;
      return size - 1;
    },
    at: (id, index) => flat[id * width + index] ?? 0,
  };
}
