import { AwsError } from "../../engine/aws-error.ts";

const MAX_DEPTH = 64;
const BREAK = Symbol("break");
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Parses one CBOR item (RFC 8949): definite and indefinite lengths, every float width, maps with text keys, tag 1 as a
 * Date, so that no number passes for a time or the reverse; other tags are passed over. Throws SerializationException (400) for anything else.
 *
 * @example
 * parseCbor(new Uint8Array([0xa1, 0x61, 0x61, 0x01])); // { a: 1 }
 */
export function parseCbor(bytes: Uint8Array): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const value = item(0);
  if (at !== bytes.byteLength) throw invalid();
  return value;

  function item(depth: number): unknown {
    const read = itemOrBreak(depth);
    if (read === BREAK) throw invalid();
    return read;
  }

  function itemOrBreak(depth: number): unknown {
    if (depth > MAX_DEPTH) throw invalid();
    const initial = byte();
    const info = initial & 31;
    switch (initial >> 5) {
      case 0:
        return argument(info);
      case 1:
        return -1 - argument(info);
      case 2:
        return info === 31 ? joined(2) : take(argument(info)).slice();
      case 3:
        return text(info === 31 ? joined(3) : take(argument(info)));
      case 4:
        return list(info, depth);
      case 5:
        return map(info, depth);
      case 6:
        return tagged(argument(info), depth);
      default:
        return simple(info);
    }
  }

  function list(info: number, depth: number): unknown[] {
    const values: unknown[] = [];
    if (info !== 31) {
      for (let left = argument(info); left > 0; left--) values.push(item(depth + 1));
      return values;
    }
    for (let next = itemOrBreak(depth + 1); next !== BREAK; next = itemOrBreak(depth + 1)) values.push(next);
    return values;
  }

  function map(info: number, depth: number): object {
    // Defined rather than assigned, so that a key called __proto__ stays a key.
    const entries: [string, unknown][] = [];
    if (info === 31) {
      for (let key = itemOrBreak(depth + 1); key !== BREAK; key = itemOrBreak(depth + 1)) entry(key);
    } else {
      for (let left = argument(info); left > 0; left--) entry(item(depth + 1));
    }
    return Object.fromEntries(entries);

    function entry(key: unknown): void {
      if (typeof key !== "string") throw invalid();
      entries.push([key, item(depth + 1)]);
    }
  }

  function tagged(tag: number, depth: number): unknown {
    const content = item(depth + 1);
    if (tag !== 1) return content;
    if (typeof content !== "number" || !Number.isFinite(content)) throw invalid();
    return new Date(Math.round(content * 1000));
  }

  function simple(info: number): unknown {
    switch (info) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
      case 23:
        return null;
      case 25:
        return halfFloat(argument(info));
      case 26:
        need(4);
        at += 4;
        return view.getFloat32(at - 4);
      case 27:
        need(8);
        at += 8;
        return view.getFloat64(at - 8);
      case 31:
        return BREAK;
      default:
        throw invalid();
    }
  }

  /** The number that follows the initial byte. Beyond 2^53 it loses precision, as JSON numbers do. */
  function argument(info: number): number {
    if (info < 24) return info;
    const width = info < 28 ? 1 << (info - 24) : 0;
    need(width);
    at += width;
    switch (info) {
      case 24:
        return view.getUint8(at - 1);
      case 25:
        return view.getUint16(at - 2);
      case 26:
        return view.getUint32(at - 4);
      case 27:
        return Number(view.getBigUint64(at - 8));
      default:
        throw invalid();
    }
  }

  /** The chunks of an indefinite string, each of which must be a definite string of the same kind. */
  function joined(major: 2 | 3): Uint8Array {
    const chunks: Uint8Array[] = [];
    for (let initial = byte(); initial !== 0xff; initial = byte()) {
      if (initial >> 5 !== major) throw invalid();
      chunks.push(take(argument(initial & 31)));
    }
    return new Uint8Array(Buffer.concat(chunks));
  }

  function take(length: number): Uint8Array {
    need(length);
    at += length;
    return bytes.subarray(at - length, at);
  }

  function byte(): number {
    need(1);
    at += 1;
    return view.getUint8(at - 1);
  }

  function need(length: number): void {
    if (length > bytes.byteLength - at) throw invalid();
  }
}

function text(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw invalid();
  }
}

function halfFloat(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

function invalid(): AwsError {
  return new AwsError("SerializationException", 400, "The request body is not valid CBOR.");
}
