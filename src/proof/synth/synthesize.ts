import { conditionsOf, type JsonExpression } from "../../pattern/ast.ts";
import { MAX_PATTERN_LENGTH } from "../../pattern/limits.ts";
import { hasWildcard } from "../../pattern/select.ts";
import { composeCover, textWithinLimits } from "./compose.ts";
import { type Cover, coverAll } from "./cover.ts";
import { type Impossible, type Labelled, readLabelled } from "./labelled.ts";
import { type Literal, literalsFor, maskOf } from "./literals.ts";
import { type ClauseReason, reasonsFor } from "./reasons.ts";

export type Synthesis =
  | {
      readonly kind: "synthesized";
      readonly pattern: string;
      /** Each clause, with the record that would be judged wrongly without it. */
      readonly clauses: readonly ClauseReason[];
      /** It is one conjunction, and no other of the clauses tried (`=`, `!=`, affixes, presence, IS) is cheaper. */
      readonly least: boolean;
    }
  | { readonly kind: "impossible"; readonly because: Impossible };

/**
 * Makes a pattern from labelled records: the shortest that was found within CloudWatch's limits, on fields that carry over
 * to other records (what was done, with what result) rather than on those that name one (ids, times, addresses).
 *
 * @param mustMatch records as raw JSON texts
 * @param mustNotMatch records that the pattern must not match; texts that are no JSON object need nothing
 * @example
 * synthesizePattern(['{"eventName":"ConsoleLogin"}'], ['{"eventName":"CheckMfa"}']);
 * // { kind: "synthesized", pattern: '{ $.eventName = "ConsoleLogin" }', … }
 */
export function synthesizePattern(mustMatch: readonly string[], mustNotMatch: readonly string[]): Synthesis {
  const read = readLabelled(mustMatch, mustNotMatch);
  return read.ok ? synthesizeFrom(read.labelled) : { kind: "impossible", because: read.because };
}

export function synthesizeFrom(labelled: Labelled): Synthesis {
  const literals = literalsFor(labelled);
  const drafts = [
    literals,
    // Without lists of values there may be a shorter one of several alternatives.
    literals.filter(({ expression }) => !isList(expression)),
    // Three wildcards at most: where they are too many, it may go without any.
    literals.filter((literal) => !usesWildcard(literal)),
  ].flatMap((usable) => draftOf(labelled, usable) ?? []);
  const [draft] = drafts.toSorted((left, right) => left.cost - right.cost);
  if (draft !== undefined) {
    const { pattern, cover } = draft;
    return { kind: "synthesized", pattern, clauses: reasonsFor(cover, labelled), least: cover.least };
  }
  const reason = `no pattern of up to ${MAX_PATTERN_LENGTH} characters was found that tells the records apart`;
  return { kind: "impossible", because: { kind: "out-of-reach", reason } };
}

interface Draft {
  readonly pattern: string;
  readonly cover: Cover;
  readonly cost: number;
}

function draftOf(labelled: Labelled, usable: readonly Literal[]): Draft | undefined {
  const cover = coverAll(labelled, usable);
  const expression = cover === undefined ? undefined : composeCover(cover);
  const pattern = expression === undefined ? undefined : textWithinLimits(expression);
  if (cover === undefined || expression === undefined || pattern === undefined) return undefined;
  if (maskOf(expression, labelled) !== labelled.wanted) throw new Error(`a wrong pattern was made: ${pattern}`);
  const cost = cover.terms.flatMap((term) => term.literals).reduce((sum, literal) => sum + literal.cost, 0);
  return { pattern, cover, cost };
}

function isList(expression: JsonExpression): boolean {
  return (
    expression.kind === "or" && expression.operands.every((part) => part.kind === "compare" && part.operator === "=")
  );
}

function usesWildcard({ expression }: Literal): boolean {
  return conditionsOf(expression).some(({ selector }) => hasWildcard(selector));
}
