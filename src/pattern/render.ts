import type { Span } from "./ast.ts";
import { awsErrorText, type Diagnostic, type Fix } from "./diagnostics.ts";

/**
 * Diagnostics for people: each with its line, a caret under its place, help and fix, and at the end what AWS would say.
 *
 * @param text the pattern the diagnostics are about
 * @example
 * const parsed = parsePattern("{ $.a == 1 }");
 * if (!parsed.ok) renderDiagnostics("{ $.a == 1 }", parsed.diagnostics);
 */
export function renderDiagnostics(text: string, diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return "";
  const blocks = diagnostics.map((diagnostic) => renderRemark(text, "error", diagnostic));
  return `${blocks.join("\n")}\nAWS would say: ${awsErrorText(text, diagnostics)}\n`;
}

/** Anything that can be said about a place of a pattern: diagnostics, and what a linter finds. */
export interface Remark {
  /** Stable, of the one who remarks. */
  readonly code: string;
  readonly message: string;
  readonly span: Span;
  readonly help?: string;
  readonly fix?: Fix;
}

/** One remark for people: its line, a caret under its place, help and fix. */
export function renderRemark(text: string, severity: "error" | "warning" | "note", remark: Remark): string {
  const { line, number, column, width } = locate(text, remark);
  const margin = " ".repeat(String(number).length);
  const lines = [
    `${severity}[${remark.code}]: ${remark.message}`,
    `${margin} |`,
    `${number} | ${line}`,
    `${margin} | ${" ".repeat(column)}${"^".repeat(width)}`,
  ];
  if (remark.help !== undefined) lines.push(`${margin} = help: ${remark.help}`);
  if (remark.fix !== undefined) {
    lines.push(`${margin} = fix: ${remark.fix.description}:`, indent(remark.fix.replacement, `${margin}   `));
  }
  return `${lines.join("\n")}\n`;
}

function indent(text: string, by: string): string {
  return text
    .split("\n")
    .map((line) => by + line)
    .join("\n");
}

interface Place {
  readonly line: string;
  readonly number: number;
  readonly column: number;
  readonly width: number;
}

/** Most of a line that is shown: a place far into a long line is shown with what stands around it. */
const LINE_WIDTH = 120;

function locate(text: string, { span }: Remark): Place {
  const lineStart = text.lastIndexOf("\n", span.start - 1) + 1;
  const newline = text.indexOf("\n", span.start);
  const lineEnd = newline < 0 ? text.length : newline;
  const from = span.start - lineStart < LINE_WIDTH ? lineStart : span.start - LINE_WIDTH / 2;
  const to = Math.min(lineEnd, from + LINE_WIDTH * 1.5);
  const shownEnd = Math.min(Math.max(span.end, span.start + 1), Math.max(to, span.start + 1));
  const cutBefore = from > lineStart ? "... " : "";
  const cutAfter = to < lineEnd ? " ..." : "";
  return {
    line: cutBefore + visible(text.slice(from, to)) + cutAfter,
    number: text.slice(0, lineStart).split("\n").length,
    column: cutBefore.length + width(text.slice(from, span.start)),
    width: Math.max(width(text.slice(span.start, shownEnd)), 1),
  };
}

function width(text: string): number {
  return Array.from(text).length;
}

/** Control characters would move the caret or the terminal. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, " ");
}
