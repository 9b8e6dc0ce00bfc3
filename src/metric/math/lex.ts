import type { MathDiagnostic, Span } from "./expression.ts";

export interface Token {
  readonly kind: "number" | "text" | "word" | "symbol" | "end";
  readonly text: string;
  readonly span: Span;
}

export type Lexed =
  | { readonly ok: true; readonly tokens: readonly Token[] }
  | { readonly ok: false; readonly diagnostics: readonly MathDiagnostic[] };

// Sticky, and without a choice that could be taken back: linear on any text.
const SPACE = /[ \t\r\n]+/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const SYMBOL = /==|!=|<=|>=|&&|\|\||[-+*/^<>(),[\]]/y;
const TEXT = /"[^"]*"|'[^']*'/y;

const KINDS = [
  ["number", NUMBER],
  ["word", WORD],
  ["symbol", SYMBOL],
  ["text", TEXT],
] as const;

/** The tokens of an expression, the last of kind `end`; or the first character that begins none. */
export function lex(text: string): Lexed {
  const tokens: Token[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const token = tokenAt(text, at);
    if (token === undefined) return { ok: false, diagnostics: [unreadable(text, at)] };
    tokens.push(token);
    at = skipSpace(text, token.span.end);
  }
  tokens.push({ kind: "end", text: "", span: { start: text.length, end: text.length } });
  return { ok: true, tokens };
}

function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  return SPACE.test(text) ? SPACE.lastIndex : at;
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const [kind, form] of KINDS) {
    form.lastIndex = at;
    if (form.test(text)) {
      const span = { start: at, end: form.lastIndex };
      const body = kind === "text" ? text.slice(at + 1, span.end - 1) : text.slice(at, span.end);
      return { kind, text: body, span };
    }
  }
  return undefined;
}

function unreadable(text: string, at: number): MathDiagnostic {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (character === '"' || character === "'") {
    return { message: `The text that begins here has no closing ${character}.`, span: { start: at, end: text.length } };
  }
  const hint = character === "=" ? " Equality is written ==." : "";
  return {
    message: `The character ${character} has no meaning in metric math.${hint}`,
    span: { start: at, end: at + character.length },
  };
}
