import type { FilterPattern } from "../../pattern/ast.ts";
import type { Diagnostic } from "../../pattern/diagnostics.ts";
import { parsePattern } from "../../pattern/parse.ts";
import type { RepairEdit } from "./edit.ts";

export type Respelled =
  | { readonly ok: true; readonly text: string; readonly pattern: FilterPattern; readonly edits: readonly RepairEdit[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Fixes that are taken one after another. */
const MOST_FIXES = 32;

/** Reads a pattern, and where AWS would refuse it takes the fixes that the parser is certain of. */
export function respell(text: string): Respelled {
  const edits: RepairEdit[] = [];
  let at = text;
  for (;;) {
    const parsed = parsePattern(at);
    if (parsed.ok) return { ok: true, text: at, pattern: parsed.pattern, edits };
    const fix = parsed.diagnostics.find((diagnostic) => diagnostic.fix !== undefined)?.fix;
    if (fix === undefined || edits.length === MOST_FIXES) return { ok: false, diagnostics: parsed.diagnostics };
    edits.push({ kind: "spelling", before: at, after: fix.replacement });
    at = fix.replacement;
  }
}
