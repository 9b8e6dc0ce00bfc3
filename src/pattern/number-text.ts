import { type Decimal, parseDecimal } from "./decimal.ts";
import { doubleText } from "./double-text.ts";
import { type JsonObject, parseJsonObject } from "./json-value.ts";

/** A number of an event as patterns see it. */
export interface EventNumber {
  /** What quoted values, asterisks and regular expressions are held against. */
  readonly text: string;
  /** `undefined` when the number overflowed a double: such a number never compares, not even by `!=`. obs AWS26 */
  readonly decimal: Decimal | undefined;
}

/**
 * Integers are exact and keep their digits; numbers with a fraction or an exponent are doubles and read as Java
 * writes them. obs AWS26 json-precision, json-exp, num-1.0
 */
export function eventNumber(lexeme: string): EventNumber {
  if (isInteger(lexeme)) return { text: lexeme, decimal: parseDecimal(lexeme) };
  const text = doubleText(Number(lexeme));
  return { text, decimal: parseDecimal(text) };
}

function isInteger(lexeme: string): boolean {
  return !lexeme.includes(".") && !lexeme.includes("e") && !lexeme.includes("E");
}

/** A message whose numbers were replaced by their places in `lexemes`. */
export interface NumberedJson {
  readonly root: JsonObject | undefined;
  readonly lexemes: readonly string[];
}

/**
 * `JSON.parse` forgets how a number was written (`1.0` or `1`, digits past 2^53). So every number of a text that
 * is known to be valid JSON is replaced by a counter, and the counter finds the number as written.
 */
export function parseNumbered(text: string): NumberedJson {
  const lexemes: string[] = [];
  const pieces: string[] = [];
  let copied = 0;
  let at = 0;
  while (at < text.length) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) {
      at = endOfString(text, at);
    } else if (char === MINUS || isDigit(char)) {
      const end = endOfNumber(text, at);
      pieces.push(text.slice(copied, at), String(lexemes.length));
      lexemes.push(text.slice(at, end));
      copied = end;
      at = end;
    } else {
      at += 1;
    }
  }
  pieces.push(text.slice(copied));
  return { root: parseJsonObject(pieces.join("")), lexemes };
}

const QUOTE = 34;
const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const BACKSLASH = 92;
const UPPER_E = 69;
const LOWER_E = 101;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function endOfString(text: string, quoteAt: number): number {
  let at = quoteAt + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    at += code === BACKSLASH ? 2 : 1;
  }
  return at;
}

function endOfNumber(text: string, start: number): number {
  let at = start;
  while (at < text.length && isNumberCode(text.charCodeAt(at))) at += 1;
  return at;
}

function isNumberCode(code: number): boolean {
  return isDigit(code) || code === DOT || code === LOWER_E || code === UPPER_E || code === PLUS || code === MINUS;
}
