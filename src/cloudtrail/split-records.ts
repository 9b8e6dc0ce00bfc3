import type { RecordDiagnostic } from "./diagnostic.ts";
import { parseJson } from "./json-value.ts";

/** One element of a list of records, exactly as it was written. */
export interface RecordText {
  readonly text: string;
  /** Where it begins in the whole text. */
  readonly offset: number;
}

export type Splitting =
  | { readonly ok: true; readonly elements: readonly RecordText[] }
  | { readonly ok: false; readonly diagnostic: RecordDiagnostic };

/**
 * Finds the source text of each record in `{"Records":[...]}`, in a bare list, or of the one record that the text is.
 * Records are cut out, not written anew, so that the spelling of numbers and the order of members survive; whether each
 * is JSON is for its reader to see. One pass, no recursion.
 *
 * @example
 * splitRecords('{"Records":[{"n":1.0}, {"n":2}]}'); // { ok: true, elements: [{ text: '{"n":1.0}', offset: 12 }, ...] }
 */
export function splitRecords(text: string): Splitting {
  // A byte order mark is no JSON, but Windows tools write it.
  const start = skipSpace(text, text.startsWith("\uFEFF") ? 1 : 0);
  const found = text[start] === "[" ? splitList(text, start) : splitObject(text, start);
  if (!("end" in found)) return found;
  const rest = skipSpace(text, found.end);
  return rest === text.length ? { ok: true, elements: found.elements } : broken(rest);
}

interface Split {
  readonly elements: readonly RecordText[];
  /** The position after the list or object. */
  readonly end: number;
}

type Broken = Extract<Splitting, { ok: false }>;

function splitList(text: string, start: number): Split | Broken {
  const elements: RecordText[] = [];
  let at = skipSpace(text, start + 1);
  if (text[at] === "]") return { elements, end: at + 1 };
  for (;;) {
    const end = endOfValue(text, at);
    if (end === undefined) return broken(at);
    elements.push({ text: text.slice(at, end), offset: at });
    const after = skipSpace(text, end);
    if (text[after] === "]") return { elements, end: after + 1 };
    if (text[after] !== ",") return broken(after);
    at = skipSpace(text, after + 1);
  }
}

function splitObject(text: string, start: number): Split | Broken {
  if (text[start] !== "{") return broken(start);
  let records: Split | undefined;
  let at = skipSpace(text, start + 1);
  while (text[at] !== "}") {
    const keyEnd = text[at] === '"' ? endOfString(text, at) : undefined;
    const key = keyEnd === undefined ? undefined : parseJson(text.slice(at, keyEnd));
    if (key === undefined || keyEnd === undefined) return broken(at);
    const colon = skipSpace(text, keyEnd);
    if (text[colon] !== ":") return broken(colon);
    const value = skipSpace(text, colon + 1);
    const isRecords = key.value === "Records";
    if (isRecords && text[value] !== "[") return noRecords(value);
    const found = isRecords ? splitList(text, value) : skipValue(text, value);
    if (!("end" in found)) return found;
    // As with JSON.parse, the last member of a name is the one that counts.
    if (isRecords) records = found;
    const after = skipSpace(text, found.end);
    if (text[after] === "}") {
      at = after;
    } else {
      if (text[after] !== ",") return broken(after);
      at = skipSpace(text, after + 1);
      if (text[at] === "}") return broken(at);
    }
  }
  const end = at + 1;
  return { elements: records?.elements ?? [{ text: text.slice(start, end), offset: start }], end };
}

function skipValue(text: string, start: number): Split | Broken {
  const end = endOfValue(text, start);
  if (end === undefined || parseJson(text.slice(start, end)) === undefined) return broken(start);
  return { elements: [], end };
}

/** The position after the value that begins here; undefined when it does not end. Brackets are counted, not paired. */
function endOfValue(text: string, start: number): number | undefined {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    switch (text.charAt(at)) {
      case '"': {
        const end = endOfString(text, at);
        if (end === undefined || depth === 0) return end;
        at = end;
        break;
      }
      case "{":
      case "[":
        depth++;
        at++;
        break;
      case "}":
      case "]":
        if (depth === 0) return at > start ? at : undefined;
        depth--;
        at++;
        if (depth === 0) return at;
        break;
      case ",":
      case " ":
      case "\t":
      case "\n":
      case "\r":
        if (depth === 0) return at > start ? at : undefined;
        at++;
        break;
      default:
        at++;
    }
  }
  return depth === 0 && at > start ? at : undefined;
}

/** The position after the string that begins here; undefined when it does not end. */
function endOfString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === "\\") at++;
    else if (character === '"') return at + 1;
  }
  return undefined;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (text[at] === " " || text[at] === "\n" || text[at] === "\r" || text[at] === "\t") at++;
  return at;
}

function broken(offset: number): Broken {
  return { ok: false, diagnostic: { code: "not-json", message: "is not JSON", offset } };
}

function noRecords(offset: number): Broken {
  const message = 'has a member "Records" that is no list';
  return { ok: false, diagnostic: { code: "no-records", message, offset } };
}
