import { invalidCharacters } from "./diagnostics.ts";
import type { ParseContext } from "./parse-context.ts";

/** What a quoted text stands for, or where it fails to end. */
export interface QuotedText {
  readonly text: string;
  readonly closed: boolean;
  readonly end: number;
}

/**
 * Reads `"..."` from its opening quote. `\"` and `\\` stand for `"` and `\`; any other character behind a backslash
 * stands for itself (A5).
 */
export function readQuoted(text: string, openAt: number): QuotedText {
  let value = "";
  let at = openAt + 1;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '"') return { text: value, closed: true, end: at + 1 };
    if (char === "\\") at += 1;
    value += text.charAt(at);
    at += 1;
  }
  return { text: value, closed: false, end: text.length };
}

/** Reports a quote that is never closed; AWS names all of the rest. obs AWS26 bad-term-open-quote */
export function reportUnclosedQuote(context: ParseContext, start: number, end: number): void {
  context.diagnostics.push({
    code: "pattern/unclosed-quote",
    message: "this quote is never closed",
    span: { start, end: start + 1 },
    help: 'close it with ", and write a quote inside it as \\"',
    awsMessage: invalidCharacters(context.text.slice(start, end)),
  });
}

/** A text in double quotes, as a pattern spells it. */
export function quote(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
