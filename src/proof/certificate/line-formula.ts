import type { DelimitedPattern, FieldComparison, FieldCondition, Selector } from "../../pattern/ast.ts";
import { type Formula, formulaOf } from "../formula.ts";

/** A comparison of one part of a line, which stands as a field of that name in an object for the line. */
export interface PartCondition extends Pick<FieldComparison, "operator" | "value"> {
  readonly kind: "part";
  /** Is it a rest, as written, of two fields or more? */
  readonly isRest: boolean;
  readonly selector: Selector;
}

/** How many fields a pattern counts from the front, and how many from the end of a line. */
export function reachOf({ entries }: DelimitedPattern): { readonly front: number; readonly end: number } {
  const ellipsisAt = entries.findIndex(({ kind }) => kind === "ellipsis");
  // Without `...` a line with one field more is the first with a rest.
  return ellipsisAt < 0
    ? { front: entries.length + 1, end: 0 }
    : { front: ellipsisAt, end: entries.length - 1 - ellipsisAt };
}

/** When has a line with `count` fields this truth of a pattern matching it? */
export function delimitedFormula({ entries }: DelimitedPattern, holds: boolean, count: number): Formula<PartCondition> {
  const ellipsisAt = entries.findIndex(({ kind }) => kind === "ellipsis");
  const needed = entries.length - (ellipsisAt < 0 ? 0 : 1);
  // Too few fields never match, whatever the conditions. obs AWS26 sd-abc
  if (count < needed) return constant(!holds);
  const parts = entries.flatMap((entry, at) => {
    if (entry.kind !== "field") return [];
    const isRest = ellipsisAt < 0 && at === needed - 1 && count > needed;
    const place = ellipsisAt >= 0 && at > ellipsisAt ? count - entries.length + at : at;
    const part = { name: `${isRest ? "all from field" : "field"} ${place + 1} of ${count}`, isRest };
    return [onPart(formulaOf<FieldCondition>(entry.condition, holds), part)];
  });
  return { kind: holds ? "all" : "any", parts };
}

function onPart(
  formula: Formula<FieldCondition>,
  part: { readonly name: string; readonly isRest: boolean },
): Formula<PartCondition> {
  if (formula.kind !== "literal") return { kind: formula.kind, parts: formula.parts.map((each) => onPart(each, part)) };
  const { condition, holds } = formula;
  // The name alone is satisfied by any field.
  if (condition.kind === "present") return constant(holds);
  const selector = { kind: "selector", steps: [{ kind: "key", name: part.name }] } as const;
  return { kind: "literal", condition: { ...condition, kind: "part", selector, isRest: part.isRest }, holds };
}

/** All of nothing is true, any of nothing is false. */
function constant(truth: boolean): Formula<PartCondition> {
  return { kind: truth ? "all" : "any", parts: [] };
}
