import type { RuleSpan } from "./rule.ts";

export interface RuleToken {
  /** A word is anything that stands between blanks, brackets and commas; `end` closes the list. */
  readonly kind: "word" | "quoted" | "(" | ")" | "," | "end";
  /** The token as it is written; of a quoted name, what it stands for. */
  readonly text: string;
  readonly span: RuleSpan;
}

const SINGLE = /[(),]/;
const WORD = /[^\s(),"]+/y;
// Escapes with a backslash: obs STACKD (language/21).
const QUOTED = /"((?:[^"\\]|\\[^])*)"/y;

/** Cuts a rule into tokens; the last is `end`. An opening quote that is never closed becomes a word, which no rule takes. */
export function lexRule(text: string): readonly RuleToken[] {
  const tokens: RuleToken[] = [];
  let at = 0;
  const push = (kind: RuleToken["kind"], shown: string, end: number) => {
    tokens.push({ kind, text: shown, span: { start: at, end } });
    at = end;
  };
  while (at < text.length) {
    const char = text.charAt(at);
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    if (SINGLE.test(char)) {
      push(char === "(" ? "(" : char === ")" ? ")" : ",", char, at + 1);
      continue;
    }
    QUOTED.lastIndex = at;
    const quoted = char === '"' ? QUOTED.exec(text) : null;
    if (quoted !== null) {
      push("quoted", (quoted[1] ?? "").replaceAll(/\\([^])/g, "$1"), QUOTED.lastIndex);
      continue;
    }
    WORD.lastIndex = at;
    const word = WORD.exec(text);
    if (word === null) push("word", text.slice(at), text.length);
    else push("word", word[0], WORD.lastIndex);
  }
  push("end", "<EOF>", at);
  return tokens;
}
