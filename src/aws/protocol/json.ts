import { AwsError } from "../../engine/aws-error.ts";
import type { Structure, Type } from "../model.ts";
import { decodeText, doubleText } from "./text.ts";
import { decodeTree, type Leaves } from "./tree.ts";

const BASE64_PATTERN = /^[A-Za-z0-9+/]*={0,2}$/;

const JSON_LEAVES: Leaves = {
  // Epoch seconds, possibly with a fraction: JavaScript clients keep milliseconds, botocore truncates to whole seconds.
  timestamp: (value) => (Number.isFinite(value) ? Math.round(Number(value) * 1000) : undefined),
  blob: (value) =>
    typeof value === "string" && BASE64_PATTERN.test(value) ? new Uint8Array(Buffer.from(value, "base64")) : undefined,
  double: jsonDouble,
};

/**
 * Reads an awsJson 1.0 or 1.1 request body as the input of an operation. An empty body is an empty input.
 * Throws SerializationException (400) for text that is not JSON and for values of the wrong type.
 *
 * @example
 * decodeJson(serviceModel("sts").operations.get("GetCallerIdentity").input, new TextEncoder().encode("{}")); // {}
 */
export function decodeJson(shape: Structure, body: Uint8Array): object {
  return body.byteLength === 0 ? {} : decodeTree(shape, parse(decodeText(body)), JSON_LEAVES);
}

/** Writes an operation's output as awsJson; undefined members are left out. Throws TypeError for a value that does not fit. */
export function encodeJson(shape: Structure, value: unknown): string {
  return encodeValue(shape, value, shape.name);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError("SerializationException", 400, "The request body is not valid JSON.");
  }
}

function jsonDouble(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  // JSON has no literal for these, so the protocol spells them as strings.
  if (value === "NaN" || value === "Infinity" || value === "-Infinity") return Number(value);
  return undefined;
}

function encodeValue(type: Type, value: unknown, name: string): string {
  switch (type.kind) {
    case "string":
      if (typeof value === "string") return JSON.stringify(value);
      break;
    case "boolean":
      if (typeof value === "boolean") return value ? "true" : "false";
      break;
    case "integer":
      if (typeof value === "number" && Number.isInteger(value)) return String(value);
      break;
    case "double":
      if (typeof value === "number") return Number.isFinite(value) ? doubleText(value) : `"${value}"`;
      break;
    case "timestamp":
      if (typeof value === "number" && Number.isFinite(value)) return String(value / 1000);
      break;
    case "blob":
      if (value instanceof Uint8Array) return `"${Buffer.from(value).toString("base64")}"`;
      break;
    case "list":
      if (Array.isArray(value)) return encodeList(type.element, value, name);
      break;
    case "map":
      if (isObject(value)) return encodeMap(type.value, value);
      break;
    case "structure":
      if (isObject(value)) return encodeStructure(type, value);
      break;
    case "uncodable":
      break;
  }
  throw new TypeError(`${name} is not a ${type.kind}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function encodeList(element: Type, values: readonly unknown[], name: string): string {
  let text = "";
  for (const item of values) text += `${text === "" ? "" : ","}${encodeValue(element, item, name)}`;
  return `[${text}]`;
}

function encodeMap(type: Type, map: Readonly<Record<string, unknown>>): string {
  let text = "";
  for (const key of Object.keys(map)) {
    const item = map[key];
    if (item !== undefined) text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${encodeValue(type, item, key)}`;
  }
  return `{${text}}`;
}

function encodeStructure(shape: Structure, value: Readonly<Record<string, unknown>>): string {
  let text = "";
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item === undefined) continue;
    const member = shape.members.get(key);
    if (member === undefined) throw new TypeError(`${shape.name} has no member ${key}`);
    // A name of the model needs no escape.
    text += `${text === "" ? "" : ","}"${key}":${encodeValue(member.type, item, key)}`;
  }
  return `{${text}}`;
}
