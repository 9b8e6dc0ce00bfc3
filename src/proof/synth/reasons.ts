import type { JsonExpression } from "../../pattern/ast.ts";
import { printPattern } from "../../pattern/print.ts";
import type { Cover } from "./cover.ts";
import { firstOf, type Labelled } from "./labelled.ts";
import { maskOf } from "./literals.ts";

/** Why a clause stands in a pattern. */
export interface ClauseReason {
  /** The clause as it would stand alone, without braces. */
  readonly clause: string;
  /** What would happen to `record` without the clause; absent for a clause that no record forces. */
  readonly forcedBy?: { readonly without: "missed" | "matched"; readonly record: string };
}

/** For each clause the record that would be judged wrongly without it. */
export function reasonsFor({ terms }: Cover, labelled: Labelled): readonly ClauseReason[] {
  const { wanted, unwanted } = labelled;
  return terms.flatMap((term) => {
    const clauses = term.literals.flatMap((literal): readonly ClauseReason[] => {
      const others = term.literals.filter((other) => other !== literal);
      const through = others.reduce((mask, other) => mask & other.mask, unwanted);
      const stopped = firstOf(labelled, through & ~literal.mask);
      const own = reason(literal.expression, "matched", stopped?.message.text);
      return [own, ...partsOf(literal.expression, wanted & term.mask, labelled)];
    });
    const elsewhere = terms.filter((other) => other !== term).reduce((mask, other) => mask | other.mask, 0n);
    const own = firstOf(labelled, wanted & term.mask & ~elsewhere);
    const [only, second] = term.literals;
    if (terms.length === 1 || only === undefined) return clauses;
    const expression: JsonExpression =
      second === undefined ? only.expression : { kind: "and", operands: term.literals.flatMap(andOperands) };
    return [reason(expression, "missed", own?.message.text), ...clauses];
  });
}

function andOperands({ expression }: { readonly expression: JsonExpression }) {
  return expression.kind === "and" ? expression.operands : [expression];
}

/** The alternatives within one clause: a guard, or one value of several. */
function partsOf(expression: JsonExpression, within: bigint, labelled: Labelled): readonly ClauseReason[] {
  if (expression.kind !== "or") return [];
  return expression.operands.map((part) => {
    const others = expression.operands.filter((other) => other !== part);
    const elsewhere = others.reduce((mask, other) => mask | maskOf(other, labelled), 0n);
    return reason(part, "missed", firstOf(labelled, within & maskOf(part, labelled) & ~elsewhere)?.message.text);
  });
}

function reason(expression: JsonExpression, without: "missed" | "matched", record: string | undefined): ClauseReason {
  const clause = printPattern({ kind: "json", expression }).slice(1, -1).trim();
  return record === undefined ? { clause } : { clause, forcedBy: { without, record } };
}
