import { isJsonArray, isJsonObject, type JsonValue } from "../../pattern/json-value.ts";
import type { LogMessage } from "../../pattern/message.ts";

/**
 * All that JSON patterns can see of a message, as one text: two messages with the same view are matched by the same JSON
 * patterns. Empty objects and empty arrays look alike, and so do keys in another order.
 */
export function viewOf(message: LogMessage): string {
  const root = message.numberedJson();
  const plain = message.json();
  if (root === undefined || plain === undefined) return "";
  return seen(message, root, plain);
}

/** @param plain the same value with its numbers, where `numbered` has keys of numbers */
function seen(message: LogMessage, numbered: JsonValue, plain: JsonValue): string {
  if (typeof plain === "number") {
    // The text of a number settles its value.
    return `#${message.numberAt(typeof numbered === "number" ? numbered : -1).text}`;
  }
  if (isJsonArray(plain) && isJsonArray(numbered)) {
    if (plain.length === 0) return EMPTY;
    return `[${plain.map((value, index) => seen(message, numbered[index] ?? null, value)).join()}]`;
  }
  if (isJsonObject(plain) && isJsonObject(numbered)) {
    const others = new Map(Object.entries(numbered));
    const fields = Object.entries(plain).map(
      ([key, value]) => `${JSON.stringify(key)}:${seen(message, others.get(key) ?? null, value)}`,
    );
    return fields.length === 0 ? EMPTY : `{${fields.sort().join()}}`;
  }
  return JSON.stringify(plain);
}

const EMPTY = "{}";
