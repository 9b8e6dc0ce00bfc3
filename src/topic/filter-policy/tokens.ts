/** A token of a filter policy. `at` is the column SNS names when it stops at the token, `end` when it has read it. */
export interface Token {
  readonly kind: "{" | "}" | "[" | "]" | "name" | "string" | "number" | "literal";
  /** The decoded text of a name or string; the text as written of everything else. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

/** A policy without blanks between its tokens, as SNS quotes it in refusals, and its tokens. */
export interface Tokens {
  readonly compact: string;
  readonly tokens: readonly Token[];
}

const tokenPattern = /[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** doc RULER: its parser reads no deeper. */
export const maxDepth = 1000;

/**
 * Splits a JSON text into tokens; undefined when it is no JSON or nested too deep. Columns count from 1. A string is read lazily: SNS names
 * the column behind its opening quote until it needs the text. A name is read together with the token behind it.
 * obs LS test_validate_policy (every recorded column)
 *
 * @example
 * tokenize('{"key": [["value"]]}')?.tokens[3]?.at; // 10
 */
export function tokenize(source: string): Tokens | undefined {
  if (!isJson(source)) return undefined;
  const tokens: Token[] = [];
  const parts: string[] = [];
  let position = 0;
  let length = 0;
  let depth = 0;
  let waiting: { readonly text: string } | undefined;
  while ((position = skipBlanks(source, position)) < source.length) {
    tokenPattern.lastIndex = position;
    const text = tokenPattern.exec(source)?.[0];
    if (text === undefined) return undefined;
    const begin = length + 1;
    position += text.length;
    length += text.length;
    parts.push(text);
    if (text === "," || text === ":") continue;
    if (text === "{" || text === "[") depth += 1;
    if (text === "}" || text === "]") depth -= 1;
    if (depth > maxDepth) return undefined;
    const kind = kindOf(text);
    if (kind === "string" && source[skipBlanks(source, position)] === ":") {
      waiting = { text: decode(text) };
      continue;
    }
    const end = length + 1;
    const at = kind === "string" ? begin + 1 : end;
    if (waiting !== undefined) tokens.push({ kind: "name", text: waiting.text, at, end: at });
    waiting = undefined;
    tokens.push({ kind, text: kind === "string" ? decode(text) : text, at, end });
  }
  return { compact: parts.join(""), tokens };
}

function isJson(source: string): boolean {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}

function skipBlanks(source: string, from: number): number {
  let position = from;
  while (position < source.length && " \t\n\r".includes(source[position] ?? "x")) position += 1;
  return position;
}

function kindOf(text: string): Token["kind"] {
  switch (text) {
    case "{":
    case "}":
    case "[":
    case "]":
      return text;
    case "true":
    case "false":
    case "null":
      return "literal";
    default:
      return text.startsWith('"') ? "string" : "number";
  }
}

function decode(quoted: string): string {
  return String(JSON.parse(quoted));
}
