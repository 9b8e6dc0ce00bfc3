import type { FilterPattern, Selector } from "./ast.ts";
import { bindFields } from "./bind-fields.ts";
import type { Diagnostic } from "./diagnostics.ts";
import { readSelector } from "./lex-selector.ts";
import { MAX_PATTERN_LENGTH } from "./limits.ts";
import type { LogMessage } from "./message.ts";
import type { ParseContext } from "./parse-context.ts";
import { findValues, hasWildcard } from "./select.ts";

/** What a metric value or a dimension takes from a matching event. */
export type ValueReference =
  /** `$.a.b[0]`, for JSON patterns. */
  | { readonly kind: "selector"; readonly selector: Selector }
  /** `$name`, for delimited patterns. */
  | { readonly kind: "field"; readonly name: string }
  /** `$n`, for delimited patterns: the place of the field in the line, from 1. */
  | { readonly kind: "position"; readonly position: number };

export type ValueReferenceResult =
  | { readonly ok: true; readonly reference: ValueReference }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** What a reference finds in one message. */
export type Selected =
  | { readonly kind: "missing" }
  | { readonly kind: "null" }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "string"; readonly text: string }
  /** The text of the number as patterns see it: `1` stays `1`, `1e3` is `1000.0`, an overflow is `Infinity`. */
  | { readonly kind: "number"; readonly text: string }
  /** An object or an array. */
  | { readonly kind: "composite" };

const MISSING: Selected = { kind: "missing" };

/**
 * Reads `$.selector` without a wildcard, `$name` or `$n`. Numbers are not references. Never throws.
 *
 * @example
 * parseValueReference("$.latency"); // { ok: true, reference: { kind: "selector", ... } }
 */
export function parseValueReference(text: string): ValueReferenceResult {
  if (text.length > MAX_PATTERN_LENGTH) {
    return refuse(text, `a reference may hold ${MAX_PATTERN_LENGTH} characters`);
  }
  if (/^\$[0-9]+$/.test(text)) return { ok: true, reference: { kind: "position", position: Number(text.slice(1)) } };
  const name = /^\$([\p{L}_][\p{L}\p{N}_-]*)$/u.exec(text)?.[1];
  if (name !== undefined) return { ok: true, reference: { kind: "field", name } };
  if (!text.startsWith("$")) return refuse(text, "a reference begins with $");
  const context: ParseContext = { text, diagnostics: [], spans: new Map() };
  const read = readSelector(context, 0);
  if (context.diagnostics.length > 0) return { ok: false, diagnostics: context.diagnostics };
  if (read.selector === undefined || read.end < text.length) return refuse(text, "text follows the selector");
  // Refused, since it could select several values. obs AWS26
  if (hasWildcard(read.selector)) return refuse(text, "a reference holds no wildcard");
  return { ok: true, reference: { kind: "selector", selector: read.selector } };
}

function refuse(text: string, message: string): ValueReferenceResult {
  const diagnostic: Diagnostic = {
    code: "pattern/bad-selector",
    message,
    span: { start: 0, end: text.length },
    help: "write $.name for JSON patterns, $name or $1 for delimited ones",
    // Recorded for a wildcard in a metric value; dimensions have a text of their own, which their checker knows.
    awsMessage: `Invalid metric transformation: metric value ${text} must be a valid number`,
  };
  return { ok: false, diagnostics: [diagnostic] };
}

/**
 * Makes a reference ready. One that does not fit the family of the pattern finds nothing (A8).
 *
 * @example
 * const parsed = parsePattern("[level, ms]");
 * const reference = parseValueReference("$ms");
 * if (parsed.ok && reference.ok) {
 *   compileValueReference(parsed.pattern, reference.reference)(logMessage("INFO 12")); // { kind: "string", text: "12" }
 * }
 */
export function compileValueReference(
  pattern: FilterPattern,
  reference: ValueReference,
): (message: LogMessage) => Selected {
  switch (pattern.kind) {
    case "json":
      return reference.kind === "selector" ? (message) => selectJson(message, reference.selector) : () => MISSING;
    case "delimited":
      if (reference.kind === "selector") return () => MISSING;
      return (message) => {
        const fields = bindFields(pattern, message) ?? [];
        const field =
          reference.kind === "position"
            ? fields[reference.position - 1]
            : fields.find(({ entry }) => entry?.kind === "field" && entry.name === reference.name);
        return field === undefined ? MISSING : { kind: "string", text: field.text };
      };
    case "match-all":
    case "terms":
    case "regex":
      return () => MISSING;
  }
}

function selectJson(message: LogMessage, selector: Selector): Selected {
  const [found] = findValues(message, selector);
  switch (found?.kind) {
    case undefined:
      return MISSING;
    case "null":
    case "boolean":
    case "string":
      return found;
    case "number":
      return { kind: "number", text: found.number.text };
    case "object":
    case "array":
      return { kind: "composite" };
  }
}
