import { isJsonArray, isJsonObject, type JsonValue, parseJsonObject } from "../../pattern/json-value.ts";
import { parseNumbered } from "../../pattern/number-text.ts";

/** A value of a record, numbers as they were written. */
export type RecordValue =
  | { readonly kind: "null" | "true" | "false" }
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "number"; readonly lexeme: string }
  | { readonly kind: "array"; readonly elements: readonly RecordValue[] }
  | RecordObject;

export interface RecordObject {
  readonly kind: "object";
  /** A map, so that `__proto__` is a key like others. */
  readonly fields: ReadonlyMap<string, RecordValue>;
}

/** The record a text holds, or `undefined` when it is not one JSON object. */
export function parseRecord(text: string): RecordObject | undefined {
  if (parseJsonObject(text) === undefined) return undefined;
  const { root, lexemes } = parseNumbered(text);
  if (root === undefined) return undefined;
  const record = recordValue(root, lexemes);
  return record.kind === "object" ? record : undefined;
}

function recordValue(value: JsonValue, lexemes: readonly string[]): RecordValue {
  if (value === null) return { kind: "null" };
  if (typeof value === "boolean") return { kind: value ? "true" : "false" };
  if (typeof value === "string") return { kind: "string", text: value };
  if (typeof value === "number") return { kind: "number", lexeme: lexemes[value] ?? "0" };
  if (isJsonArray(value)) {
    return { kind: "array", elements: value.map((element) => recordValue(element, lexemes)) };
  }
  if (!isJsonObject(value)) throw new TypeError("a JSON value of no kind");
  const fields = Object.entries(value).map(([key, field]) => [key, recordValue(field, lexemes)] as const);
  return { kind: "object", fields: new Map(fields) };
}

/** JSON text without blanks. */
export function writeRecordValue(value: RecordValue): string {
  switch (value.kind) {
    case "null":
    case "true":
    case "false":
      return value.kind;
    case "string":
      return JSON.stringify(value.text);
    case "number":
      return value.lexeme;
    case "array":
      return `[${value.elements.map(writeRecordValue).join(",")}]`;
    case "object":
      return writeObject([...value.fields].map(([key, field]) => [key, writeRecordValue(field)]));
  }
}

/** An object of fields whose values are JSON text already. */
export function writeObject(fields: readonly (readonly [key: string, json: string])[]): string {
  return `{${fields.map(([key, json]) => `${JSON.stringify(key)}:${json}`).join(",")}}`;
}
