import { logMessage } from "../../pattern/message.ts";
import type { Budget } from "../budget.ts";
import type { EventCondition, Formula } from "../formula.ts";
import { searchJson } from "../json/search.ts";
import type { Search } from "../search.ts";
import type { Assumption, RecordKind } from "./assumption.ts";
import { formulaHolds } from "./holds.ts";
import { relevantFacts, selectorsOf } from "./relevant.ts";

/**
 * Looks for an event under an assumption: of all that are like a record of a known kind, the one with the fewest
 * changes to that kind's sample. Of equally near ones the more telling kind's comes first, where samples are changed
 * those that the question does not speak of.
 *
 * @returns `size` is the number of changes; `least` says that no sample is nearer
 * @example
 * nearestRecord({ kind: "all", parts: [] }, cloudtrail, DEFAULT_BUDGET); // { kind: "found", size: 0, least: true, message: '{"eventVersion":…}' }
 */
export function nearestRecord(formula: Formula<EventCondition>, assumption: Assumption, budget: Budget): Search {
  const untouched = assumption.kinds.find(({ sample }) => formulaHolds(formula, logMessage(sample)));
  if (untouched !== undefined) return { kind: "found", message: untouched.sample, size: 0, least: true };
  const anywhere = searchAssuming(formula, assumption, { budget });
  if (anywhere.kind !== "found") return anywhere;
  let nearest: Extract<Search, { kind: "found" }> | undefined;
  let certain = true;
  for (const { is, sample } of inOrderOfTrial(formula, assumption.kinds)) {
    const search = searchAssuming({ kind: "all", parts: [formula, is] }, assumption, { budget, near: sample });
    if (search.kind === "unknown") certain = false;
    if (search.kind === "found" && (nearest === undefined || search.size < nearest.size)) nearest = search;
    if (nearest?.size === 1) break;
  }
  return nearest === undefined ? { ...anywhere, least: false } : { ...nearest, least: nearest.least && certain };
}

/** Kinds that the question says nothing of stay what they are, so that one change may do: with luck the first is it. */
function inOrderOfTrial(formula: Formula<EventCondition>, kinds: readonly RecordKind[]): readonly RecordKind[] {
  const asked = new Set(selectorsOf(formula).map(({ steps }) => JSON.stringify(steps)));
  const isAsked = ({ is }: RecordKind): boolean =>
    selectorsOf(is).some(({ steps }) => asked.has(JSON.stringify(steps)));
  return [...kinds.filter((kind) => !isAsked(kind)), ...kinds.filter(isAsked)];
}

/** Looks for an event that is as assumed. */
export function searchAssuming(
  formula: Formula<EventCondition>,
  assumption: Assumption,
  options: { readonly budget: Budget; readonly near?: string },
): Search {
  const facts = relevantFacts(assumption.given, formula);
  return searchJson({ kind: "all", parts: [facts, formula] }, options);
}
