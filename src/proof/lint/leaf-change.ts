import type { JsonCondition, JsonExpression } from "../../pattern/ast.ts";
import { printPattern } from "../../pattern/print.ts";
import type { Answer } from "../answer.ts";
import { withLeaf } from "../tree.ts";
import type { JsonContext } from "./context.ts";
import { replaceEdit } from "./edit.ts";
import type { Claim, LintFix } from "./finding.ts";
import { eventBetween } from "./probe.ts";

/** A condition, and what should stand in its place. */
export interface LeafChange {
  readonly condition: JsonCondition;
  readonly instead: JsonExpression;
  /** The new part of `instead`, which is to see more. */
  readonly seeing: JsonCondition;
  readonly text: string;
  readonly description: string;
}

export type SeeingFix = LintFix & { readonly claim: Exclude<Claim, { readonly kind: "same-meaning" }> };

/** Writes something else for a condition, if that is shown to see events that went unseen. */
export function changeLeaf(context: JsonContext, change: LeafChange): SeeingFix | undefined {
  const { pattern } = context.subject;
  const changed = withLeaf(pattern.expression, change.condition, change.instead);
  const edit = replaceEdit(context.subject, change.condition, change.text, { kind: "json", expression: changed });
  if (edit === undefined) return undefined;
  const claim = claimOf(context, change, changed, edit.replacement);
  if (claim === undefined) return undefined;
  const { span, text, replacement } = edit;
  return { description: change.description, replacement, edit: { span, text }, claim };
}

function claimOf(
  { subject, probe, inquiry }: JsonContext,
  { condition, instead, seeing }: LeafChange,
  changed: JsonExpression,
  replacement: string,
): SeeingFix["claim"] | undefined {
  const { expression } = subject.pattern;
  const gains =
    eventBetween(probe, changed, expression, seeing) ?? witnessOf(inquiry.implies(replacement, subject.text));
  if (gains === undefined) return undefined;
  const kept = inquiry.implies(textOf(condition), textOf(instead));
  // INVARIANT: nothing negates in this language, so with a wider part the whole is wider.
  if (kept.answer === "yes") return { kind: "sees-more", certificate: kept.certificate, gains };
  const loses =
    eventBetween(probe, expression, changed, condition) ?? witnessOf(inquiry.implies(subject.text, replacement));
  return loses === undefined ? undefined : { kind: "sees-other", gains, loses };
}

function witnessOf(answer: Answer): string | undefined {
  return answer.answer === "no" ? answer.witness : undefined;
}

function textOf(expression: JsonExpression): string {
  return printPattern({ kind: "json", expression });
}
