import type { FilterPattern } from "../pattern/ast.ts";
import type { Diagnostic } from "../pattern/diagnostics.ts";
import { parsePattern } from "../pattern/parse.ts";
import { printPattern } from "../pattern/print.ts";

/** A pattern of a question, with the text that names it in certificates. */
export interface AskedPattern<Pattern extends FilterPattern = FilterPattern> {
  readonly text: string;
  readonly pattern: Pattern;
}

/** A pattern as text, or as `parsePattern` gave it. */
export type PatternInput = string | FilterPattern;

export type ReadPattern =
  | { readonly ok: true; readonly asked: AskedPattern }
  | { readonly ok: false; readonly text: string; readonly diagnostics: readonly Diagnostic[] };

export function readPattern(input: PatternInput): ReadPattern {
  if (typeof input !== "string") return { ok: true, asked: { text: printPattern(input), pattern: input } };
  const parsed = parsePattern(input);
  return parsed.ok
    ? { ok: true, asked: { text: input, pattern: parsed.pattern } }
    : { ok: false, text: input, diagnostics: parsed.diagnostics };
}
