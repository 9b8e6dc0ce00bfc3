import type { ServiceName } from "../engine/scope.ts";
import cloudtrail from "./model/cloudtrail.json" with { type: "json" };
import cloudwatch from "./model/cloudwatch.json" with { type: "json" };
import iam from "./model/iam.json" with { type: "json" };
import kms from "./model/kms.json" with { type: "json" };
import logs from "./model/logs.json" with { type: "json" };
import sns from "./model/sns.json" with { type: "json" };
import sts from "./model/sts.json" with { type: "json" };

/** What a value is on the wire. Structures refer to each other, so their members are filled in after they are made. */
export type Type =
  | { readonly kind: "string" | "integer" | "double" | "boolean" | "timestamp" | "blob" }
  /** Modelled by AWS but outside request and response bodies (event streams, free documents): no codec accepts one. */
  | { readonly kind: "uncodable" }
  | { readonly kind: "list"; readonly element: Type }
  | { readonly kind: "map"; readonly value: Type; readonly keyName: string; readonly valueName: string }
  | Structure;

export interface Structure {
  readonly kind: "structure";
  readonly name: string;
  /** By member name, in the order of the model. */
  readonly members: ReadonlyMap<string, Member>;
}

export interface Member {
  readonly type: Type;
  readonly required: boolean;
}

export interface Operation {
  readonly name: string;
  readonly input: Structure;
  /** Absent for an operation that answers nothing. */
  readonly output: Structure | undefined;
  /** The member of the output that is an event stream; absent for all but a few. */
  readonly streamMember?: string;
}

/** `code` is the error code of the query protocol, `status` the HTTP status that goes with it. */
export interface ModelledError {
  readonly shape: string;
  readonly code: string;
  readonly status: number;
}

export interface ServiceModel {
  readonly service: ServiceName;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly errors: readonly ModelledError[];
}

/** A table as `scripts/generate-model.ts` writes it: `name!` is a required member, `[t]` a list, `{t}` a map. */
interface Table {
  readonly operations: Readonly<Record<string, { readonly input?: string; readonly output?: string }>>;
  readonly shapes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly errors: Readonly<Record<string, { readonly code?: string; readonly status: number }>>;
}

const TABLES: Readonly<Record<ServiceName, Table>> = {
  logs,
  cloudwatch,
  sns,
  cloudtrail,
  sts,
  iam,
  kms,
  // Its requests are read by `s3/route.ts`.
  s3: { operations: {}, shapes: {}, errors: {} },
};
const NOTHING: Structure = { kind: "structure", name: "Unit", members: new Map() };
const MAP_PATTERN = /^\{(?:([A-Za-z]+),([A-Za-z]+):)?(.*)\}$/s;
const loaded = new Map<ServiceName, ServiceModel>();

/**
 * The operations, shapes and errors of one service, as the pinned SDK describes them.
 *
 * @example
 * serviceModel("sns").operations.get("Publish")?.input.members.get("Message")?.required; // true
 */
export function serviceModel(service: ServiceName): ServiceModel {
  const known = loaded.get(service);
  if (known !== undefined) return known;
  const model = readTable(service, TABLES[service]);
  loaded.set(service, model);
  return model;
}

function readTable(service: ServiceName, table: Table): ServiceModel {
  const structures = new Map<string, { structure: Structure; members: Map<string, Member> }>();
  for (const name of Object.keys(table.shapes)) {
    const members = new Map<string, Member>();
    structures.set(name, { structure: { kind: "structure", name, members }, members });
  }
  for (const [name, row] of Object.entries(table.shapes)) {
    const members = structures.get(name)?.members;
    for (const [key, text] of Object.entries(row)) {
      const required = key.endsWith("!");
      members?.set(required ? key.slice(0, -1) : key, { type: typeFrom(text), required });
    }
  }
  const operations = new Map<string, Operation>();
  for (const [name, { input, output }] of Object.entries(table.operations)) {
    const streamMember = Object.entries(table.shapes[output ?? ""] ?? {}).find(([, type]) => type === "stream")?.[0];
    operations.set(name, {
      name,
      input: input === undefined ? NOTHING : structureNamed(input),
      output: output === undefined ? undefined : structureNamed(output),
      ...(streamMember === undefined ? {} : { streamMember }),
    });
  }
  const errors = Object.entries(table.errors).map(([shape, { code, status }]) => ({
    shape,
    code: code ?? shape,
    status,
  }));
  return { service, operations, errors };

  function structureNamed(name: string): Structure {
    const found = structures.get(name);
    if (found === undefined) throw new Error(`the ${service} table has no shape ${name}`);
    return found.structure;
  }

  function typeFrom(text: string): Type {
    switch (text) {
      case "string":
      case "integer":
      case "double":
      case "boolean":
      case "timestamp":
      case "blob":
        return { kind: text };
      case "stream":
      case "document":
        return { kind: "uncodable" };
      default:
        break;
    }
    if (text.startsWith("[")) return { kind: "list", element: typeFrom(text.slice(1, -1)) };
    const map = MAP_PATTERN.exec(text);
    if (map === null) return structureNamed(text);
    const [, keyName = "key", valueName = "value", value = ""] = map;
    return { kind: "map", value: typeFrom(value), keyName, valueName };
  }
}
