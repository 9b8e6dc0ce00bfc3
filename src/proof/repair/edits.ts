import {
  conditionsOf,
  type Expression,
  isJunction,
  type JsonCondition,
  type JsonExpression,
} from "../../pattern/ast.ts";
import { printPattern } from "../../pattern/print.ts";
import { join, operandsOf, withLeaf } from "../tree.ts";
import { type Candidate, charactersBetween, type RepairEdit } from "./edit.ts";
import type { Judge } from "./judge.ts";
import type { Stock } from "./stock.ts";

/** Patterns that are one edit away: of replacements that say the same of all records only the nearest. */
export function editsOf(candidate: Candidate, stock: Stock, judge: Judge): readonly Candidate[] {
  const { expression } = candidate;
  const next = (changed: JsonExpression, edit: RepairEdit): Candidate => ({
    expression: changed,
    edits: [...candidate.edits, edit],
    characters: candidate.characters + charactersBetween(edit.before, edit.after),
  });
  const dropped = operandsOf(expression).map(({ node, without }) =>
    next(without, { kind: "clause-dropped", before: spell(node), after: "" }),
  );
  const changed = conditionsOf(expression).flatMap((condition) =>
    nearestOfEach(condition, stock.replacementsFor(condition), judge).map((instead) =>
      next(withLeaf(expression, condition, instead), {
        kind: "condition",
        before: spell(condition),
        after: spellApart(instead),
      }),
    ),
  );
  const swapped = junctionsOf(expression).map((junction) => {
    const instead = opposite(junction);
    const edit = { kind: "connective", before: SIGNS[junction.kind], after: SIGNS[instead.kind] } as const;
    const swap = next(withNode(expression, junction, instead), edit);
    return { ...swap, characters: swap.characters + charactersReadAnew(junction) };
  });
  const before = judge(expression);
  const added = alternativesIn(expression).flatMap((part) =>
    stock.clauses.flatMap((clause) =>
      (["and", "or"] as const).flatMap((kind) => {
        const grown = withNode(expression, part, join(kind, [part, clause]));
        if (judge(grown) === before) return [];
        return next(grown, { kind: "clause-added", before: "", after: `${SIGNS[kind]} ${spellApart(clause)}` });
      }),
    ),
  );
  return [...dropped, ...changed, ...swapped, ...added];
}

const SIGNS = { and: "&&", or: "||" } as const;

/** Where a clause can be added: beside the whole, and in each alternative of the whole. */
function alternativesIn(expression: JsonExpression): readonly JsonExpression[] {
  return expression.kind === "or" ? [expression, ...expression.operands] : [expression];
}

function nearestOfEach(
  condition: JsonCondition,
  replacements: readonly JsonExpression[],
  judge: Judge,
): readonly JsonExpression[] {
  const before = spell(condition);
  const nearest = new Map<bigint, { readonly instead: JsonExpression; readonly characters: number }>();
  for (const instead of replacements) {
    const mask = judge(instead);
    const characters = charactersBetween(before, spellApart(instead));
    const known = nearest.get(mask);
    if (known === undefined || characters < known.characters) nearest.set(mask, { instead, characters });
  }
  nearest.delete(judge(condition));
  return [...nearest.values()].map(({ instead }) => instead);
}

type Junction = Extract<JsonExpression, { readonly kind: "and" | "or" }>;

function junctionsOf(expression: JsonExpression): readonly Junction[] {
  if (!isJunction(expression)) return [];
  const operands: readonly JsonExpression[] = expression.operands;
  return [expression, ...operands.flatMap(junctionsOf)];
}

function withNode(expression: JsonExpression, node: JsonExpression, instead: JsonExpression): JsonExpression {
  if (expression === node) return instead;
  if (!isJunction(expression)) return expression;
  const operands: readonly Expression<JsonCondition>[] = expression.operands;
  return join(
    expression.kind,
    operands.map((operand) => withNode(operand, node, instead)),
  );
}

/** An expression as it would stand alone, without braces. */
export function spell(expression: JsonExpression): string {
  return printPattern({ kind: "json", expression }).slice(1, -1).trim();
}

function spellApart(expression: JsonExpression): string {
  return isJunction(expression) ? `(${spell(expression)})` : spell(expression);
}

/** Another connective is a small change of the text, and a large one of what all operands but one are good for. */
function charactersReadAnew({ operands }: Junction): number {
  const lengths = operands.map((operand) => spell(operand).length);
  return lengths.reduce((sum, length) => sum + length, 0) - Math.max(...lengths);
}

/** The same operands, which may be of the new kind themselves. */
function opposite({ kind, operands }: Junction): Junction {
  const joined = join<JsonCondition>(kind === "and" ? "or" : "and", operands);
  if (!isJunction(joined)) throw new Error("a junction has several operands");
  return joined;
}
