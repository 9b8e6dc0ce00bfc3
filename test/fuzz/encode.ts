import type { Type } from "../../src/aws/model.ts";
import { type CborWriter, cborWriter } from "../../src/aws/protocol/cbor-writer.ts";

/** A value as JSON, times as epoch seconds; values JSON has no form for become what JavaScript makes of them. */
export function toJson(value: unknown): string {
  return JSON.stringify(plain(value)) ?? "null";
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** A value as CBOR, whatever the model says of it. */
export function toCbor(value: unknown): Uint8Array<ArrayBuffer> {
  const writer = cborWriter();
  write(writer, value);
  return writer.finish();
}

function write(writer: CborWriter, value: unknown): void {
  if (typeof value === "string") writer.text(value);
  else if (typeof value === "boolean") writer.boolean(value);
  else if (typeof value === "number" && Number.isSafeInteger(value)) writer.integer(value);
  else if (typeof value === "number") writer.double(value);
  else if (value instanceof Date) writer.timestamp(value.getTime());
  else if (value instanceof Uint8Array) writer.bytes(value);
  else if (Array.isArray(value)) {
    writer.list(value.length);
    for (const item of value) write(writer, item);
  } else if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    writer.map(entries.length);
    for (const [key, item] of entries) {
      writer.text(key);
      write(writer, item);
    }
  } else writer.boolean(false);
}

/** A value as parameters of a form; where it is not of its type, its own form decides. */
export function toForm(type: Type | undefined, value: unknown, path: string, form: URLSearchParams): void {
  if (value === undefined || value === null) return;
  if (value instanceof Date) form.append(path, isoText(value));
  else if (value instanceof Uint8Array) form.append(path, Buffer.from(value).toString("base64"));
  else if (typeof value === "string") form.append(path, value);
  else if (typeof value === "number" || typeof value === "boolean") form.append(path, `${value}`);
  else if (Array.isArray(value)) {
    const element = type?.kind === "list" ? type.element : undefined;
    if (value.length === 0) form.append(path, "");
    for (const [index, item] of value.entries()) toForm(element, item, `${path}.member.${index + 1}`, form);
  } else if (type?.kind === "map") {
    for (const [index, [key, item]] of Object.entries(value).entries()) {
      form.append(`${path}.entry.${index + 1}.${type.keyName}`, key);
      toForm(type.value, item, `${path}.entry.${index + 1}.${type.valueName}`, form);
    }
  } else {
    for (const [key, item] of Object.entries(value)) {
      const member = type?.kind === "structure" ? type.members.get(key)?.type : undefined;
      toForm(member, item, path === "" ? key : `${path}.${key}`, form);
    }
  }
}

function isoText(time: Date): string {
  return Number.isNaN(time.getTime()) ? "never" : time.toISOString();
}
