/** Collects CBOR items (RFC 8949, definite lengths). */
export interface CborWriter {
  readonly integer: (value: number) => void;
  readonly double: (value: number) => void;
  readonly boolean: (value: boolean) => void;
  readonly text: (value: string) => void;
  readonly bytes: (value: Uint8Array) => void;
  /** The head of a list; its `length` items follow. */
  readonly list: (length: number) => void;
  /** The head of a map; `length` pairs of key and value follow. */
  readonly map: (length: number) => void;
  /** A point in time, in epoch milliseconds: tag 1 with a double of seconds, as AWS sends it (obs STACKD). */
  readonly timestamp: (milliseconds: number) => void;
  /** Everything written so far. */
  readonly finish: () => Uint8Array<ArrayBuffer>;
}

const encoder = new TextEncoder();

/**
 * A writer over one growing buffer.
 *
 * @example
 * const writer = cborWriter();
 * writer.list(1);
 * writer.integer(5);
 * writer.finish(); // 81 05
 */
export function cborWriter(): CborWriter {
  let buffer = new Uint8Array(1024);
  let view = new DataView(buffer.buffer);
  let size = 0;

  function reserve(length: number): number {
    const at = size;
    size += length;
    if (size > buffer.byteLength) {
      const larger = new Uint8Array(Math.max(size, buffer.byteLength * 2));
      larger.set(buffer.subarray(0, at));
      buffer = larger;
      view = new DataView(buffer.buffer);
    }
    return at;
  }

  function head(major: number, value: number): void {
    const kind = major << 5;
    const at = reserve(value < 24 ? 1 : value < 0x100 ? 2 : value < 0x10000 ? 3 : value < 0x100000000 ? 5 : 9);
    if (value < 24) {
      view.setUint8(at, kind | value);
    } else if (value < 0x100) {
      view.setUint8(at, kind | 24);
      view.setUint8(at + 1, value);
    } else if (value < 0x10000) {
      view.setUint8(at, kind | 25);
      view.setUint16(at + 1, value);
    } else if (value < 0x100000000) {
      view.setUint8(at, kind | 26);
      view.setUint32(at + 1, value);
    } else {
      view.setUint8(at, kind | 27);
      view.setBigUint64(at + 1, BigInt(value));
    }
  }

  function raw(bytes: Uint8Array): void {
    const at = reserve(bytes.byteLength);
    buffer.set(bytes, at);
  }

  function double(value: number): void {
    const at = reserve(9);
    view.setUint8(at, 0xfb);
    view.setFloat64(at + 1, value);
  }

  function bytes(major: 2 | 3, value: Uint8Array): void {
    head(major, value.byteLength);
    raw(value);
  }

  return {
    integer: (value) => (value < 0 ? head(1, -1 - value) : head(0, value)),
    double,
    boolean: (value) => head(7, value ? 21 : 20),
    text: (value) => bytes(3, encoder.encode(value)),
    bytes: (value) => bytes(2, value),
    list: (length) => head(4, length),
    map: (length) => head(5, length),
    timestamp: (milliseconds) => {
      head(6, 1);
      double(milliseconds / 1000);
    },
    finish: () => buffer.slice(0, size),
  };
}
