import type { Structure, Type } from "../model.ts";
import { parseCbor } from "./cbor-reader.ts";
import { type CborWriter, cborWriter } from "./cbor-writer.ts";
import { decodeTree, type Leaves } from "./tree.ts";

const CBOR_LEAVES: Leaves = {
  timestamp: timestampOf,
  blob: (value) => (value instanceof Uint8Array ? value : undefined),
  double: (value) => (typeof value === "number" ? value : undefined),
};

/** Reads an rpcv2Cbor request body as the input of an operation. Throws SerializationException (400). */
export function decodeCbor(shape: Structure, body: Uint8Array): object {
  return body.byteLength === 0 ? {} : decodeTree(shape, parseCbor(body), CBOR_LEAVES);
}

/** Writes an operation's output as CBOR; undefined members are left out. Throws TypeError for a value that does not fit. */
export function encodeCbor(shape: Structure, value: unknown): Uint8Array<ArrayBuffer> {
  const writer = cborWriter();
  encodeValue(writer, shape, value, shape.name);
  return writer.finish();
}

/** The error document of rpcv2Cbor: a map of texts. */
export function encodeCborError(document: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const writer = cborWriter();
  encodeMap(writer, Object.entries(document), (_key, text) => writer.text(text));
  return writer.finish();
}

/** A Date too far off to be one has no time, and is refused. */
function timestampOf(value: unknown): number | undefined {
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value.getTime() : undefined;
}

function encodeValue(writer: CborWriter, type: Type, value: unknown, name: string): void {
  switch (type.kind) {
    case "string":
      if (typeof value === "string") return writer.text(value);
      break;
    case "boolean":
      if (typeof value === "boolean") return writer.boolean(value);
      break;
    case "integer":
      if (typeof value === "number" && Number.isSafeInteger(value)) return writer.integer(value);
      break;
    case "double":
      if (typeof value === "number") return writer.double(value);
      break;
    case "timestamp":
      if (typeof value === "number" && Number.isFinite(value)) return writer.timestamp(value);
      break;
    case "blob":
      if (value instanceof Uint8Array) return writer.bytes(value);
      break;
    case "list":
      if (Array.isArray(value)) {
        writer.list(value.length);
        for (const item of value) encodeValue(writer, type.element, item, name);
        return undefined;
      }
      break;
    case "map":
      if (typeof value === "object" && value !== null) {
        return encodeMap(writer, Object.entries(value), (key, item) => encodeValue(writer, type.value, item, key));
      }
      break;
    case "structure":
      if (typeof value === "object" && value !== null) {
        return encodeMap(writer, Object.entries(value), (key, item) => {
          const member = type.members.get(key);
          if (member === undefined) throw new TypeError(`${type.name} has no member ${key}`);
          encodeValue(writer, member.type, item, key);
        });
      }
      break;
    case "uncodable":
      break;
  }
  throw new TypeError(`${name} is not a ${type.kind}`);
}

function encodeMap<T>(
  writer: CborWriter,
  entries: readonly (readonly [string, T])[],
  encode: (key: string, item: T) => void,
): void {
  const given = entries.filter(([, item]) => item !== undefined);
  writer.map(given.length);
  for (const [key, item] of given) {
    writer.text(key);
    encode(key, item);
  }
}
