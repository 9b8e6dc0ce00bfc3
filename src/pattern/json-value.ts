/** A JSON value as `JSON.parse` builds it. Keys are read with {@link ownField} only: `__proto__` is a key like others. */
export type JsonValue = null | boolean | number | string | JsonArray | JsonObject;
export type JsonArray = readonly JsonValue[];
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

export function isJsonArray(value: JsonValue | undefined): value is JsonArray {
  return Array.isArray(value);
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The field of an object, never something inherited. */
export function ownField(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/**
 * The object a text holds, or `undefined` when it is not one JSON object with at most white space around it.
 * Arrays, scalars, trailing text and broken JSON are all `undefined`. obs AWS26, C19
 */
export function parseJsonObject(text: string): JsonObject | undefined {
  // Most messages that are no JSON show it by their first character; an exception costs far more than this look.
  if (!startsWithBrace(text)) return undefined;
  try {
    const value: JsonValue = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function startsWithBrace(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === "{") return true;
    if (char !== " " && char !== "\n" && char !== "\r" && char !== "\t") return false;
  }
  return false;
}
