import type { Span } from "./ast.ts";
import { characterAt, isBlank, isTypographicDoubleQuote, isTypographicSingleQuote, plainQuotes } from "./characters.ts";
import { type Diagnostic, invalidCharacters, replaceSpan } from "./diagnostics.ts";

/** What the parts of the parser share while they read one pattern. */
export interface ParseContext {
  readonly text: string;
  readonly diagnostics: Diagnostic[];
  readonly spans: Map<object, Span>;
}

/** Keeps the place of a node beside it. */
export function placed<Node extends object>(context: ParseContext, node: Node, span: Span): Node {
  context.spans.set(node, span);
  return node;
}

/** Tells a backslash at the end of a line: what remains of a shell listing that was pasted as a whole. */
export function isLineContinuation(text: string, at: number): boolean {
  return text[at] === "\\" && (text[at + 1] === "\n" || (text[at + 1] === "\r" && text[at + 2] === "\n"));
}

/**
 * Reports a character that may not stand where it stands, naming the usual origin of the flaw where there is one.
 *
 * @param shownFrom where the text begins that AWS would print; it ends with the character
 * @returns the offset behind the character
 */
export function reportCharacter(context: ParseContext, at: number, help: string, shownFrom: number = at): number {
  const { text } = context;
  const char = characterAt(text, at);
  const span = { start: at, end: at + char.length };
  const awsMessage = invalidCharacters(text.slice(shownFrom, span.end));
  if (isLineContinuation(text, at)) {
    context.diagnostics.push({
      code: "pattern/backslash-newline",
      message: "a backslash at the end of a line is part of the pattern here",
      span,
      help: "the backslash continues a line in a shell, and only outside quotes; join the lines in the pattern itself",
      fix: { description: "join the lines", replacement: joinLines(text) },
      awsMessage,
    });
  } else if (isTypographicDoubleQuote(char) || isTypographicSingleQuote(char)) {
    context.diagnostics.push({
      code: "pattern/typographic-quote",
      message: `${char} is a typographic quote, not a quote of the language`,
      span,
      help: "a word processor or a web page has changed the quotes",
      fix: { description: "write plain quotes", replacement: plainQuotes(text) },
      awsMessage,
    });
  } else if (char === "\u00a0") {
    context.diagnostics.push({
      code: "pattern/no-break-space",
      message: "this is a no-break space, which looks like a blank and is none",
      span,
      help: "text copied from a web page often brings it along",
      fix: { description: "write blanks", replacement: text.replaceAll("\u00a0", " ") },
      awsMessage,
    });
  } else {
    context.diagnostics.push({
      code: "pattern/bad-character",
      message: `${printable(char)} cannot stand here`,
      span,
      help,
      awsMessage,
    });
  }
  return span.end;
}

function joinLines(text: string): string {
  let joined = "";
  let at = 0;
  while (at < text.length) {
    if (isLineContinuation(text, at)) {
      at += 1;
      while (isBlank(text[at])) at += 1;
      joined = `${joined.trimEnd()} `;
    } else {
      joined += text[at];
      at += 1;
    }
  }
  return joined;
}

/** A character as a message shows it. */
export function printable(char: string): string {
  switch (char) {
    case "\n":
      return "a line break";
    case "\r":
      return "a carriage return";
    case "\t":
      return "a tab";
    case " ":
      return "a blank";
    case "":
      return "the end of the pattern";
    default:
      return /^[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]$/u.test(char) ? codePointName(char) : char;
  }
}

function codePointName(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** A fix that replaces one place. */
export function fixAt(
  context: ParseContext,
  span: Span,
  replacement: string,
  description: string,
): { readonly description: string; readonly replacement: string } {
  return { description, replacement: replaceSpan(context.text, span, replacement) };
}
