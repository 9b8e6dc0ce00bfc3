import type { Budget } from "../budget.ts";
import type { EventCondition, Formula } from "../formula.ts";
import type { Search } from "../search.ts";
import type { Constraint, Solution } from "../solve/finite.ts";
import { solve } from "../solve/solve.ts";
import { type Choice, isUnsettled, plainChoice } from "./choice.ts";
import { choicesWhere, constraintOf, type Scene } from "./constrain.ts";
import { changesOf, charactersOf, countChanges } from "./cost.ts";
import { domainsOf } from "./domain.ts";
import type { Place } from "./place.ts";
import { questionsOf } from "./questions.ts";
import { parseRecord } from "./record.ts";
import { type SignedUse, signedUsesOf } from "./signed.ts";
import { structureOf } from "./structure.ts";
import { growTrie } from "./trie.ts";
import { writeMessage } from "./write-message.ts";

export interface SearchOptions {
  readonly budget: Budget;
  /** A JSON record that the message should differ from as little as possible, instead of being short. */
  readonly near?: string;
}

/** Every element before a named one is written out. */
const MAX_INDEX = 1000;

/**
 * Looks for a message, one JSON object, for which a formula holds.
 *
 * @returns the shortest such message, or with `near` one with the fewest places changed; or that there is none; or why
 *   neither could be settled
 * @example
 * searchJson({ kind: "all", parts: [] }, { budget: DEFAULT_BUDGET });
 * // { kind: "found", message: "{}", size: 2, least: true }
 */
export function searchJson(formula: Formula<EventCondition>, options: SearchOptions): Search {
  const uses = signedUsesOf(formula);
  if (uses.some(hasHugeIndex)) return { kind: "unknown", reason: `an array index is greater than ${MAX_INDEX}` };
  const { near, budget } = options;
  const record = near === undefined ? undefined : parseRecord(near);
  if (near !== undefined && record === undefined) {
    return { kind: "unknown", reason: "the record to stay near to is not one JSON object" };
  }
  const trie = growTrie(uses, record);
  const domains = domainsOf(trie, questionsOf(trie, uses), budget);
  if (domains.kind === "unknown") return domains;
  const scene: Scene = { trie, domains: domains.domains };
  const solution = solveScene(scene, formula, record === undefined ? charactersOf : changesOf, budget);
  if (solution.kind !== "found") return solution;
  const choiceAt = (place: Place): Choice =>
    scene.domains[place.id]?.choices[solution.values[place.id] ?? -1] ?? plainChoice("absent", {});
  const exact = scene.domains.every(({ choices }) => choices.every(({ shortest }) => shortest));
  const message = writeMessage(trie, choiceAt);
  const size = record === undefined ? solution.cost : countChanges(solution.cost);
  return { kind: "found", message, size, least: solution.least && exact };
}

function hasHugeIndex({ condition }: SignedUse): boolean {
  return condition.selector.steps.some((step) => step.kind === "index" && step.index > MAX_INDEX);
}

function solveScene(
  scene: Scene,
  formula: Formula<EventCondition>,
  costOf: (place: Place, choice: Choice) => number,
  budget: Budget,
): Solution {
  const { trie } = scene;
  const variables = trie.places.map((place) => ({
    costs: (scene.domains[place.id]?.choices ?? []).map((choice) => costOf(place, choice)),
  }));
  const everything: Constraint = { kind: "all", parts: [structureOf(scene), constraintOf(scene, formula)] };
  const settled: Constraint = {
    kind: "all",
    parts: trie.places.map((place) => choicesWhere(scene, place, (choice) => !isUnsettled(choice))),
  };
  const solution = solve(variables, { kind: "all", parts: [everything, settled] }, budget);
  if (solution.kind === "unknown" || !scene.domains.some(({ choices }) => choices.some(isUnsettled))) return solution;
  // Values that may not exist are good for nothing but the proof that even with them there is no solution, or no smaller.
  const relaxed = solve(variables, everything, budget);
  if (solution.kind === "found") {
    return { ...solution, least: solution.least && relaxed.kind === "found" && relaxed.cost === solution.cost };
  }
  return relaxed.kind === "none"
    ? relaxed
    : { kind: "unknown", reason: "it could not be settled whether a value that is needed exists" };
}
