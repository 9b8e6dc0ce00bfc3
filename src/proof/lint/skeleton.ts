import type { Span } from "../../pattern/ast.ts";
import type { LintSubject } from "./finding.ts";

/** A pattern's text above the level of conditions. */
export type SkeletonToken<Condition extends object = object> =
  | { readonly kind: "condition"; readonly condition: Condition; readonly span: Span }
  | Connective;

interface Connective {
  readonly kind: "open" | "close" | "and" | "or";
  readonly span: Span;
}

/** Conditions in the order of the text, and the parentheses and connectives between them. */
export function skeletonOf<Condition extends object>(
  { text, spans }: LintSubject,
  conditions: readonly Condition[],
): readonly SkeletonToken<Condition>[] {
  const tokens: SkeletonToken<Condition>[] = [];
  let at = 0;
  for (const condition of conditions) {
    const span = spans.get(condition);
    if (span === undefined) continue;
    tokens.push(...connectivesIn(text, at, span.start), { kind: "condition", condition, span });
    at = span.end;
  }
  return [...tokens, ...connectivesIn(text, at, text.length)];
}

function connectivesIn(text: string, from: number, to: number): readonly Connective[] {
  const tokens: Connective[] = [];
  for (let at = from; at < to; at += 1) {
    const kind = KINDS.get(text[at] ?? "");
    if (kind === undefined) continue;
    const end = kind === "and" || kind === "or" ? at + 2 : at + 1;
    tokens.push({ kind, span: { start: at, end } });
    at = end - 1;
  }
  return tokens;
}

const KINDS: ReadonlyMap<string, "open" | "close" | "and" | "or"> = new Map([
  ["(", "open"],
  [")", "close"],
  ["&", "and"],
  ["|", "or"],
]);
