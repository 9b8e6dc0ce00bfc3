import { AwsError } from "../../engine/aws-error.ts";
import type { Structure, Type } from "../model.ts";

/** A form as a tree: `Tags.member.1.Key=a` is the text "a" under Tags, member, 1, Key. */
interface FormNode {
  text: string | undefined;
  readonly children: Map<string, FormNode>;
}

const MAX_PARAMETERS = 100_000;
const MAX_DEPTH = 16;
const INTEGER_PATTERN = /^[+-]?[0-9]{1,18}$/;
const DOUBLE_PATTERN = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
]);
const BASE64_PATTERN = /^[A-Za-z0-9+/]*={0,2}$/;
const TIMESTAMP_PATTERN =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)(Z|[+-][0-9]{2}:?[0-9]{2})?)?$/;

/**
 * Reads the parameters of a query request as the input of an operation. Parameters AWS does not know are ignored, list
 * members are taken in the order of their numbers, and `Name=` is an empty list or map, which is how botocore sends one.
 * Throws MalformedInput (400) for a value of the wrong type, MalformedQueryString (400) for an unreasonable form.
 *
 * @example
 * const { input } = serviceModel("cloudwatch").operations.get("DeleteAlarms");
 * decodeQuery(input, new URLSearchParams("AlarmNames.member.1=a&AlarmNames.member.2=b")); // { AlarmNames: ["a", "b"] }
 */
export function decodeQuery(shape: Structure, form: URLSearchParams): object {
  return structureFrom(shape, formTree(form));
}

function formTree(form: URLSearchParams): FormNode {
  const root: FormNode = { text: undefined, children: new Map() };
  let count = 0;
  for (const [key, value] of form) {
    count += 1;
    if (count > MAX_PARAMETERS) throw unreasonable("The request has too many parameters.");
    const path = key.split(".", MAX_DEPTH + 1);
    if (path.length > MAX_DEPTH) throw unreasonable("A parameter of the request is nested too deeply.");
    let node = root;
    for (const segment of path) {
      let child = node.children.get(segment);
      if (child === undefined) {
        child = { text: undefined, children: new Map() };
        node.children.set(segment, child);
      }
      node = child;
    }
    node.text = value;
  }
  return root;
}

function structureFrom(shape: Structure, node: FormNode): object {
  const input: Record<string, unknown> = {};
  for (const [name, member] of shape.members) {
    const child = node.children.get(name);
    const value = child === undefined ? undefined : valueFrom(member.type, child, name);
    if (value !== undefined) input[name] = value;
  }
  return input;
}

function valueFrom(type: Type, node: FormNode, name: string): unknown {
  switch (type.kind) {
    case "list":
      return numbered(node.children.get("member"))
        .map((child) => valueFrom(type.element, child, name))
        .filter((value) => value !== undefined);
    case "map":
      return mapFrom(type, node);
    case "structure":
      return structureFrom(type, node);
    case "string":
    case "boolean":
    case "integer":
    case "double":
    case "timestamp":
    case "blob":
      // Deeper parameters under a plain member are parameters AWS does not know.
      return node.text === undefined ? undefined : scalarFrom(type.kind, node.text, name);
    case "uncodable":
      break;
  }
  throw malformed(name, type.kind);
}

function mapFrom(type: Extract<Type, { kind: "map" }>, node: FormNode): object {
  const map: Record<string, unknown> = Object.create(null);
  for (const entry of numbered(node.children.get("entry"))) {
    const key = entry.children.get(type.keyName)?.text;
    const child = entry.children.get(type.valueName);
    if (key === undefined || child === undefined) continue;
    const value = valueFrom(type.value, child, key);
    if (value !== undefined) map[key] = value;
  }
  return map;
}

/** The children 1, 2, 3, ... in the order of their numbers. [inf] gaps are closed, anything else is ignored. */
function numbered(node: FormNode | undefined): readonly FormNode[] {
  const found: (readonly [number, FormNode])[] = [];
  for (const [key, child] of node?.children ?? []) {
    if (/^[0-9]{1,9}$/.test(key)) found.push([Number(key), child]);
  }
  return found.sort(([left], [right]) => left - right).map(([, child]) => child);
}

type Scalar = "string" | "boolean" | "integer" | "double" | "timestamp" | "blob";

function scalarFrom(kind: Scalar, text: string, name: string): unknown {
  const value = scalar(kind, text);
  if (value === undefined) throw malformed(name, kind);
  return value;
}

function scalar(kind: Scalar, text: string): unknown {
  switch (kind) {
    case "string":
      return text;
    case "boolean":
      return BOOLEANS.get(text);
    case "integer":
      return INTEGER_PATTERN.test(text) ? Number(text) : undefined;
    case "double":
      return doubleFrom(text);
    case "timestamp":
      return timestampFrom(text);
    case "blob":
      break;
  }
  return BASE64_PATTERN.test(text) ? new Uint8Array(Buffer.from(text, "base64")) : undefined;
}

function doubleFrom(text: string): number | undefined {
  if (text === "NaN" || text === "Infinity" || text === "-Infinity") return Number(text);
  const value = DOUBLE_PATTERN.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** ISO 8601 with up to nanoseconds; without an offset it is UTC. */
function timestampFrom(text: string): number | undefined {
  const [, date, time = "00:00", offset = "Z"] = TIMESTAMP_PATTERN.exec(text) ?? [];
  if (date === undefined) return undefined;
  const milliseconds = Date.parse(`${date}T${time}${offset.replace(/^(...)(..)$/, "$1:$2")}`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

// [inf] the code; "timestamp must follow ISO8601" style messages are AWS's, these words are ours.
function malformed(name: string, kind: string): AwsError {
  return new AwsError("MalformedInput", 400, `The value of ${name} must be a ${kind}.`);
}

function unreasonable(message: string): AwsError {
  return new AwsError("MalformedQueryString", 400, message);
}
