/** A JSON value with its numbers as written. */
export type NaiveJson =
  | { readonly kind: "null" }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "number"; readonly lexeme: string }
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "array"; readonly items: readonly NaiveJson[] }
  | { readonly kind: "object"; readonly fields: ReadonlyMap<string, NaiveJson> };

interface Reading {
  readonly text: string;
  at: number;
}

/** Reads RFC 8259 JSON by its grammar; `undefined` for anything that is not one value with white space around it. */
export function parseNaiveJson(text: string): NaiveJson | undefined {
  const reading: Reading = { text, at: 0 };
  const value = readValue(reading);
  take(reading, /[ \t\n\r]*/y);
  return reading.at === text.length ? value : undefined;
}

function take(reading: Reading, expression: RegExp): string | undefined {
  expression.lastIndex = reading.at;
  const match = expression.exec(reading.text);
  if (match === null) return undefined;
  reading.at = expression.lastIndex;
  return match[0];
}

function takeToken(reading: Reading, token: string): boolean {
  take(reading, /[ \t\n\r]*/y);
  if (!reading.text.startsWith(token, reading.at)) return false;
  reading.at += token.length;
  return true;
}

function readValue(reading: Reading): NaiveJson | undefined {
  if (takeToken(reading, "null")) return { kind: "null" };
  if (takeToken(reading, "true")) return { kind: "boolean", value: true };
  if (takeToken(reading, "false")) return { kind: "boolean", value: false };
  if (takeToken(reading, "[")) return readArray(reading);
  if (takeToken(reading, "{")) return readObject(reading);
  const lexeme = take(reading, /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y);
  if (lexeme !== undefined) return { kind: "number", lexeme };
  const text = readString(reading);
  return text === undefined ? undefined : { kind: "string", text };
}

function readArray(reading: Reading): NaiveJson | undefined {
  const items: NaiveJson[] = [];
  if (takeToken(reading, "]")) return { kind: "array", items };
  do {
    const item = readValue(reading);
    if (item === undefined) return undefined;
    items.push(item);
  } while (takeToken(reading, ","));
  return takeToken(reading, "]") ? { kind: "array", items } : undefined;
}

function readObject(reading: Reading): NaiveJson | undefined {
  // A later field of the same name takes the place of the earlier one (A10).
  const fields = new Map<string, NaiveJson>();
  if (takeToken(reading, "}")) return { kind: "object", fields };
  do {
    const key = readString(reading);
    if (key === undefined || !takeToken(reading, ":")) return undefined;
    const value = readValue(reading);
    if (value === undefined) return undefined;
    fields.set(key, value);
  } while (takeToken(reading, ","));
  return takeToken(reading, "}") ? { kind: "object", fields } : undefined;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
]);

function readString(reading: Reading): string | undefined {
  if (!takeToken(reading, '"')) return undefined;
  let text = "";
  for (;;) {
    const char = reading.text.charAt(reading.at);
    reading.at += 1;
    if (char === '"') return text;
    if (char === "" || char < " ") return undefined;
    if (char !== "\\") {
      text += char;
      continue;
    }
    const code = take(reading, /u[0-9A-Fa-f]{4}/y);
    const escaped = code === undefined ? ESCAPES.get(reading.text.charAt(reading.at)) : undefined;
    if (code !== undefined) {
      text += String.fromCharCode(Number.parseInt(code.slice(1), 16));
    } else if (escaped !== undefined) {
      text += escaped;
      reading.at += 1;
    } else {
      return undefined;
    }
  }
}
