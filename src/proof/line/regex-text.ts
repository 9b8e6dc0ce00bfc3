import { contains } from "../../pattern/regex/alphabet.ts";
import type { Anchor, CharacterSet, RegexItem, RegexTree } from "../../pattern/regex/ast.ts";
import { codePointGroups } from "../text/code-point-groups.ts";

/**
 * A short text in which an expression finds something, unless anchors in odd places forbid it: repeats are written out as
 * seldom as they may be.
 */
export function regexText({ alternatives }: RegexTree): string {
  const [first = "", ...others] = alternatives.map((sequence) => sequence.map(itemText).join(""));
  return others.reduce((shortest, text) => (text.length < shortest.length ? text : shortest), first);
}

function itemText(item: RegexItem): string {
  return item.kind === "repeat" ? operandText(item.operand).repeat(item.min) : operandText(item);
}

function operandText(operand: CharacterSet | Anchor): string {
  if (operand.kind === "anchor") return "";
  const member = codePointGroups({ points: [], sets: [operand] }).find((codePoint) => contains(operand, codePoint));
  return member === undefined ? "" : String.fromCodePoint(member);
}
