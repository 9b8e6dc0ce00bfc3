import { DOUBLE_MEMBERS } from "./double-members.ts";

/** The rows of one service's table, ready to print: operations, shapes and errors, each by name. */
export interface ServiceTables {
  readonly operations: ReadonlyMap<string, object>;
  readonly shapes: ReadonlyMap<string, object>;
  readonly errors: ReadonlyMap<string, object>;
}

// Codes of the SDK's schema arrays: a schema is `[code, namespace, name, traits, ...]`, a plain type is a number.
const SIMPLE = 0;
const LIST = 1;
const MAP = 2;
const STRUCTURE = 3;
const UNION = 4;
const OPERATION = 9;
const ERROR = -3;
const LIST_OF = 64;
const MAP_OF = 128;

const PLAIN: ReadonlyMap<number, string> = new Map([
  [0, "string"],
  [1, "integer"],
  [2, "boolean"],
  [4, "timestamp"],
  [15, "document"],
  [21, "blob"],
]);

/**
 * Reads the run-time schemas a client package exports and returns its tables.
 * Throws on anything the codecs do not know (a flattened list, a member timestamp format, ...): a newer SDK that uses one
 * must be looked at by a person, not served wrongly.
 */
export function readTables(service: string, exported: Readonly<Record<string, unknown>>): ServiceTables {
  const operations = new Map<string, object>();
  const shapes = new Map<string, object>();
  const errors = new Map<string, object>();

  function typeOf(ref: unknown, owner: string, isDouble: boolean): string {
    const schema = resolve(ref);
    if (typeof schema === "number") return plainType(schema, owner, isDouble);
    const [target, ownTraits] = memberOf(schema);
    const memberTraits = traitsOf(ownTraits, owner);
    if (memberTraits.size > 0) throw new Error(`${owner}: member traits ${[...memberTraits.keys()].join(", ")}`);
    if (typeof target === "number") return plainType(target, owner, isDouble);
    const shape = arrayOf(target, owner);
    const traits = traitsOf(shape[3], owner);
    switch (shape[0]) {
      case SIMPLE:
        return plainType(numberOf(shape[4], owner), owner, isDouble);
      case LIST:
        return `[${typeOf(shape[4], owner, isDouble)}]`;
      case MAP:
        return mapType(shape, owner, isDouble);
      case UNION:
        if (traits.has("streaming")) return "stream";
        return structureType(shape, owner);
      case STRUCTURE:
        return structureType(shape, owner);
      default:
        throw new Error(`${owner}: unknown schema code ${String(shape[0])}`);
    }
  }

  function mapType(shape: readonly unknown[], owner: string, isDouble: boolean): string {
    const keyName = xmlNameOf(shape[4], owner);
    const valueName = xmlNameOf(shape[5], owner);
    const names =
      keyName === undefined && valueName === undefined ? "" : `${keyName ?? "key"},${valueName ?? "value"}:`;
    return `{${names}${typeOf(withoutTraits(shape[5]), owner, isDouble)}}`;
  }

  function structureType(shape: readonly unknown[], owner: string): string {
    const name = String(shape[2]);
    if (shapes.has(name)) return name;
    const members: Record<string, string> = {};
    // Reserved first, so that a shape that contains itself ends here.
    shapes.set(name, members);
    const names = arrayOf(shape[4], owner);
    const types = arrayOf(shape[5], owner);
    const required = typeof shape[6] === "number" ? shape[6] : 0;
    for (const [index, member] of names.entries()) {
      const path = `${service}.${name}.${String(member)}`;
      // The SDK lists required members first and says how many there are.
      members[`${String(member)}${index < required ? "!" : ""}`] = typeOf(types[index], path, DOUBLE_MEMBERS.has(path));
    }
    return name;
  }

  for (const value of Object.values(exported)) {
    if (!Array.isArray(value) || typeof value[1] !== "string") continue;
    const name = String(value[2]);
    if (value[0] === OPERATION) {
      operations.set(name, { input: ioType(value[4], name), output: ioType(value[5], name) });
    } else if (value[0] === ERROR) {
      const row = errorRow(traitsOf(value[3], name));
      if (row !== undefined) errors.set(name, row);
    }
  }
  return { operations, shapes, errors };

  function ioType(ref: unknown, owner: string): string | undefined {
    const schema = resolve(ref);
    return schema === "unit" ? undefined : typeOf(schema, owner, false);
  }
}

function errorRow(traits: ReadonlyMap<string, unknown>): object | undefined {
  const fault = traits.get("error");
  if (fault === undefined) return undefined;
  const query = traits.get("awsQueryError");
  const status = traits.get("httpError") ?? (fault === "server" ? 500 : 400);
  return Array.isArray(query) ? { code: query[0], status } : { status };
}

function plainType(code: number, owner: string, isDouble: boolean): string {
  if (code >= MAP_OF) return `{${plainType(code - MAP_OF, owner, isDouble)}}`;
  if (code >= LIST_OF) return `[${plainType(code - LIST_OF, owner, isDouble)}]`;
  const name = PLAIN.get(code);
  if (name === undefined) throw new Error(`${owner}: unknown type code ${code}`);
  if (isDouble && name !== "integer") throw new Error(`${owner}: listed as a double, but is a ${name}`);
  return isDouble ? "double" : name;
}

function resolve(ref: unknown): unknown {
  return typeof ref === "function" ? ref() : ref;
}

/** A member is its schema, or `[schema, traits]`. */
function memberOf(schema: unknown): readonly [unknown, unknown] {
  return Array.isArray(schema) && schema.length === 2 ? [resolve(schema[0]), schema[1]] : [schema, 0];
}

function withoutTraits(ref: unknown): unknown {
  return memberOf(resolve(ref))[0];
}

function xmlNameOf(ref: unknown, owner: string): string | undefined {
  const traits = traitsOf(memberOf(resolve(ref))[1], owner);
  for (const key of traits.keys()) if (key !== "xmlName") throw new Error(`${owner}: unknown member trait ${key}`);
  const name = traits.get("xmlName");
  if (name === undefined || typeof name === "string") return name;
  throw new Error(`${owner}: an xmlName that is no text`);
}

/** Traits are an object, or a number whose bits are flags of which none changes the wire form (sensitive, idempotent, ...). */
function traitsOf(traits: unknown, owner: string): ReadonlyMap<string, unknown> {
  if (traits === undefined || typeof traits === "number") return new Map();
  if (typeof traits !== "object" || traits === null) throw new Error(`${owner}: unknown traits`);
  return new Map(Object.entries(traits));
}

function arrayOf(value: unknown, owner: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${owner}: expected a schema`);
  return value;
}

function numberOf(value: unknown, owner: string): number {
  if (typeof value !== "number") throw new TypeError(`${owner}: expected a type code`);
  return value;
}
