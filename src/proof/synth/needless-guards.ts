import type { JsonCondition, JsonExpression } from "../../pattern/ast.ts";
import { printSelector } from "../../pattern/print-selector.ts";
import { join } from "../tree.ts";
import type { Term } from "./cover.ts";
import type { Labelled } from "./labelled.ts";
import { maskOf } from "./literals.ts";

/** The same alternative, without guards for the absence of fields that another of its clauses asks for. */
export function withoutNeedlessGuards({ literals, mask }: Term, labelled: Labelled): Term {
  const asked = new Set(literals.flatMap(({ expression }) => presenceAskedBy(expression)));
  const plain = literals.map((literal) => {
    const { expression } = literal;
    if (expression.kind !== "or") return literal;
    const kept = expression.operands.filter(
      (part) => part.kind !== "not-exists" || !asked.has(printSelector(part.selector)),
    );
    if (kept.length === expression.operands.length || kept.length === 0) return literal;
    const narrowed = join<JsonCondition>("or", kept);
    return { ...literal, expression: narrowed, mask: maskOf(narrowed, labelled) };
  });
  return { literals: plain, mask };
}

function presenceAskedBy(expression: JsonExpression): readonly string[] {
  return expression.kind === "compare" || expression.kind === "is" ? [printSelector(expression.selector)] : [];
}
