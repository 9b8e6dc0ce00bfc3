import type { FilterPattern, Span } from "../../pattern/ast.ts";
import { replaceSpan } from "../../pattern/diagnostics.ts";
import { parsePattern } from "../../pattern/parse.ts";
import { printPattern } from "../../pattern/print.ts";
import { leavesOf } from "../tree.ts";
import type { LintSubject } from "./finding.ts";
import { type SkeletonToken, skeletonOf } from "./skeleton.ts";

/** A change of a pattern's text whose result was read again and is the pattern that was wanted. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
  /** The whole new pattern. */
  readonly replacement: string;
}

/** Takes an operand out, with its parentheses and one connective. */
export function dropEdit(
  subject: LintSubject,
  operand: readonly object[],
  joined: "and" | "or",
  wanted: FilterPattern,
): Edit | undefined {
  const tokens = skeletonOf(subject, leavesOf(subject.pattern));
  const extent = extentOf(tokens, operand);
  return checked(subject, extent === undefined ? undefined : { span: cut(tokens, extent, joined), text: "" }, wanted);
}

/** Writes something else for one condition, in parentheses where what stands around would take it apart. */
export function replaceEdit(
  subject: LintSubject,
  condition: object,
  text: string,
  wanted: FilterPattern,
): Edit | undefined {
  const tokens = skeletonOf(subject, leavesOf(subject.pattern));
  const at = tokens.findIndex((token) => token.kind === "condition" && token.condition === condition);
  const token = tokens[at];
  if (token === undefined) return undefined;
  const apart = text.includes("||") && [tokens[at - 1], tokens[at + 1]].some((neighbour) => neighbour?.kind === "and");
  return checked(subject, { span: token.span, text: apart ? `(${text})` : text }, wanted);
}

/** Where the plain change of the text does not give what is wanted, the whole pattern is written anew. */
export function checked(
  { text }: LintSubject,
  change: { readonly span: Span; readonly text: string } | undefined,
  wanted: FilterPattern,
): Edit | undefined {
  const canonical = printPattern(wanted);
  if (change !== undefined) {
    const replacement = replaceSpan(text, change.span, change.text);
    const parsed = parsePattern(replacement);
    if (parsed.ok && printPattern(parsed.pattern) === canonical) return { ...change, replacement };
  }
  if (!parsePattern(canonical).ok) return undefined;
  return { span: { start: 0, end: text.length }, text: canonical, replacement: canonical };
}

interface Extent {
  readonly first: number;
  readonly last: number;
}

/** The tokens of an operand, with all parentheses around it alone. */
function extentOf(tokens: readonly SkeletonToken[], operand: readonly object[]): Extent | undefined {
  const isOf = (token: SkeletonToken): boolean => token.kind === "condition" && operand.includes(token.condition);
  let first = tokens.findIndex(isOf);
  let last = tokens.findLastIndex(isOf);
  if (first < 0) return undefined;
  while (tokens[first - 1]?.kind === "open" && tokens[last + 1]?.kind === "close") {
    first -= 1;
    last += 1;
  }
  return { first, last };
}

function cut(tokens: readonly SkeletonToken[], { first, last }: Extent, joined: "and" | "or"): Span {
  const start = tokens[first]?.span.start ?? 0;
  const end = tokens[last]?.span.end ?? start;
  return tokens[first - 1]?.kind === joined
    ? { start: tokens[first - 2]?.span.end ?? start, end }
    : { start, end: tokens[last + 2]?.span.start ?? end };
}
