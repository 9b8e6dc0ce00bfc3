import { AwsError } from "../../engine/aws-error.ts";
import type { Structure, Type } from "../model.ts";

/** How one protocol spells the values that JSON and CBOR write differently. `undefined` means: not such a value. */
export interface Leaves {
  readonly timestamp: (value: unknown) => number | undefined;
  readonly blob: (value: unknown) => Uint8Array | undefined;
  readonly double: (value: unknown) => number | undefined;
}

/**
 * Checks a parsed JSON or CBOR document against a shape and returns the input of the operation: members AWS does not know
 * and null members are left out, timestamps become epoch milliseconds, blobs bytes, maps null-prototype records.
 * A value already in that form is returned as it is, not copied: ten thousand log events cost no allocation.
 * Throws SerializationException (400) for a value of the wrong type.
 */
export function decodeTree(shape: Structure, value: unknown, leaves: Leaves): object {
  return decodeStructure(shape, value, leaves, shape.name);
}

function decodeStructure(shape: Structure, value: unknown, leaves: Leaves, name: string): object {
  if (!isRecord(value)) throw wrongType(name, "structure", value);
  let copy: Record<string, unknown> | undefined;
  for (const key in value) {
    const member = shape.members.get(key);
    const given = value[key];
    const missing = member === undefined || given === null || given === undefined;
    const decoded = missing ? undefined : decodeValue(member.type, given, leaves, key);
    if (decoded === given && decoded !== undefined) {
      if (copy !== undefined) copy[key] = decoded;
      continue;
    }
    copy ??= membersBefore(value, key);
    if (decoded !== undefined) copy[key] = decoded;
  }
  return copy ?? value;
}

/** The members already seen and found to be in order when the first one that must be changed or dropped turns up. */
function membersBefore(value: Record<string, unknown>, end: string): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key in value) {
    if (key === end) break;
    copy[key] = value[key];
  }
  return copy;
}

function decodeValue(type: Type, value: unknown, leaves: Leaves, name: string): unknown {
  switch (type.kind) {
    case "string":
      return expected(typeof value === "string" ? value : undefined, name, type.kind, value);
    case "boolean":
      return expected(typeof value === "boolean" ? value : undefined, name, type.kind, value);
    case "integer":
      return expected(Number.isInteger(value) ? value : undefined, name, type.kind, value);
    case "double":
      return expected(leaves.double(value), name, type.kind, value);
    case "timestamp":
      return expected(leaves.timestamp(value), name, type.kind, value);
    case "blob":
      return expected(leaves.blob(value), name, type.kind, value);
    case "list":
      return decodeList(type.element, value, leaves, name);
    case "map":
      return decodeMap(type.value, value, leaves, name);
    case "structure":
      return decodeStructure(type, value, leaves, name);
    case "uncodable":
      break;
  }
  throw wrongType(name, type.kind, value);
}

function decodeList(element: Type, value: unknown, leaves: Leaves, name: string): unknown {
  if (!Array.isArray(value)) throw wrongType(name, "list", value);
  let copy: unknown[] | undefined;
  for (let index = 0; index < value.length; index++) {
    const item: unknown = value[index];
    const decoded = decodeValue(element, item, leaves, name);
    if (copy === undefined && decoded !== item) copy = value.slice(0, index);
    copy?.push(decoded);
  }
  return copy ?? value;
}

function decodeMap(type: Type, value: unknown, leaves: Leaves, name: string): object {
  if (!isRecord(value)) throw wrongType(name, "map", value);
  const map: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value)) map[key] = decodeValue(type, value[key], leaves, name);
  return map;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  // Parsers make plain objects; what is not one here is a list, bytes or a time.
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function expected(decoded: unknown, name: string, kind: string, given: unknown): unknown {
  if (decoded === undefined) throw wrongType(name, kind, given);
  return decoded;
}

// [obs AWS26] a wrong JSON type is a SerializationException; the wording is ours, AWS's is not known.
function wrongType(name: string, kind: string, given: unknown): AwsError {
  const found = Array.isArray(given) ? "list" : given === null ? "null" : typeof given;
  return new AwsError(
    "SerializationException",
    400,
    `The value of '${name}' must be of the type ${kind}, not ${found}.`,
  );
}
