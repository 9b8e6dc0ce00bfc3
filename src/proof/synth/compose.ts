import { conditionsOf, type JsonExpression } from "../../pattern/ast.ts";
import { MAX_WILDCARDS_PER_PATTERN } from "../../pattern/limits.ts";
import { parsePattern } from "../../pattern/parse.ts";
import { printPattern } from "../../pattern/print.ts";
import { hasWildcard } from "../../pattern/select.ts";
import { join } from "../tree.ts";
import type { Cover } from "./cover.ts";
import type { Literal } from "./literals.ts";

/** The expression of alternatives, with what all of them ask for written once in front. */
export function composeCover({ terms }: Cover): JsonExpression | undefined {
  const [first] = terms;
  if (first === undefined) return undefined;
  const shared = first.literals.filter((literal) => terms.every(({ literals }) => literals.includes(literal)));
  const rests = terms.map(({ literals }) => literals.filter((literal) => !shared.includes(literal)));
  const front = shared.map(({ expression }) => expression);
  // With nothing left of one alternative, what they share says it all.
  if (rests.some((rest) => rest.length === 0)) return join("and", front);
  const alternatives = join("or", rests.map(conjunctionOf));
  return front.length === 0 ? alternatives : join("and", [...front, alternatives]);
}

function conjunctionOf(literals: readonly Literal[]): JsonExpression {
  return join(
    "and",
    literals.map(({ expression }) => expression),
  );
}

/** The text of a pattern that AWS accepts; `undefined` when it is beyond the limits. */
export function textWithinLimits(expression: JsonExpression): string | undefined {
  const wildcards = conditionsOf(expression).filter(({ selector }) => hasWildcard(selector)).length;
  if (wildcards > MAX_WILDCARDS_PER_PATTERN) return undefined;
  const text = printPattern({ kind: "json", expression });
  return parsePattern(text).ok ? text : undefined;
}
