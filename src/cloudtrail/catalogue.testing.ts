import { type FieldKind, RECORD_FIELDS, type RecordField } from "./catalogue.ts";
import { type JsonObject, valueAt } from "./json-value.ts";

/** Everything in which a record is not as the catalogue says: `path: what is there`. */
export function misfits(record: JsonObject): readonly string[] {
  return RECORD_FIELDS.flatMap((field) => {
    const value = valueAt(record, ...field.path.split("."));
    if (fits(field, value, record["eventType"])) return [];
    return [`${field.path}: ${value === undefined ? "nothing" : JSON.stringify(value)}`];
  });
}

function fits(field: RecordField, value: unknown, eventType: unknown): boolean {
  const { missingIn = [], elsewhere, holds, values } = field;
  const mustMiss = missingIn.some((type) => type === eventType);
  if (value === undefined) return mustMiss || elsewhere === "sometimes";
  if (mustMiss || !holds.includes(kindOf(value))) return false;
  return values === undefined || typeof value !== "string" || values.includes(value);
}

function kindOf(value: unknown): FieldKind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  const kind = typeof value;
  if (kind === "boolean" || kind === "number" || kind === "string" || kind === "object") return kind;
  throw new TypeError(`no JSON: ${kind}`);
}
