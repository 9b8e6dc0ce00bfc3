import type { JsonCondition } from "../../pattern/ast.ts";
import type { EventCondition, Formula } from "../formula.ts";
import type { Constraint } from "../solve/finite.ts";
import type { Choice } from "./choice.ts";
import type { Domain } from "./domain.ts";
import { childrenOf, NULL_ELEMENT, type Place, placeAt, type Trie, witnessChildren } from "./place.ts";
import { behindWildcard } from "./questions.ts";
import { questionKey, splitAtWildcard, type WildcardSplit, witnessKey } from "./signed.ts";

/** The trie with what can stand at its places. */
export interface Scene {
  readonly trie: Trie;
  readonly domains: readonly Domain[];
}

/** What the choices must be for a formula to hold. */
export function constraintOf(scene: Scene, formula: Formula<EventCondition>): Constraint {
  if (formula.kind === "literal") return literalConstraint(scene, formula.condition, formula.holds);
  return { kind: formula.kind, parts: formula.parts.map((part) => constraintOf(scene, part)) };
}

/** The choices at one place that a test accepts. */
export function choicesWhere(scene: Scene, place: Place, accepts: (choice: Choice) => boolean): Constraint {
  const values = new Set<number>();
  for (const [index, choice] of (scene.domains[place.id]?.choices ?? []).entries()) {
    if (accepts(choice)) values.add(index);
  }
  return { kind: "in", variable: place.id, values };
}

function literalConstraint(scene: Scene, condition: EventCondition, holds: boolean): Constraint {
  const split = splitAtWildcard(condition.selector);
  if (condition.kind !== "kinds" && split !== undefined) return wildcardConstraint(scene, condition, holds, split);
  const place = placeAt(scene.trie.root, condition.selector.steps);
  if (condition.kind === "is" && condition.what === "NULL") return nullConstraint(scene, place, holds);
  const accepts = acceptance(scene, place, condition);
  return choicesWhere(scene, place, (choice) => accepts(choice) === holds);
}

/** Null, or an array that directly holds a null. obs AWS26 edge-null-10 */
function nullConstraint(scene: Scene, place: Place, holds: boolean): Constraint {
  const elements = holds ? witnessChildren(place, NULL_ELEMENT) : place.elements;
  const parts = [place, ...elements].map((each) =>
    choicesWhere(scene, each, ({ kind }) => (kind === "null") === holds),
  );
  return { kind: holds ? "any" : "all", parts };
}

/** Some child has what the condition looks for, or none has. */
function wildcardConstraint(scene: Scene, condition: JsonCondition, holds: boolean, split: WildcardSplit): Constraint {
  const parent = placeAt(scene.trie.root, split.before);
  const witness = witnessKey(condition, holds, split);
  const children = witness === undefined ? childrenOf(parent) : witnessChildren(parent, witness);
  const sought = children.map((child) => {
    const place = placeAt(child, split.behind);
    const accepts = acceptance(scene, place, seekingCondition(condition));
    // NOT EXISTS looks for what it forbids, and so does != behind a wildcard.
    const finds = condition.kind === "not-exists" ? (choice: Choice) => !accepts(choice) : accepts;
    return choicesWhere(scene, place, (choice) => finds(choice) === (witness !== undefined));
  });
  const some: Constraint = { kind: witness === undefined ? "all" : "any", parts: sought };
  if (condition.kind !== "compare" || condition.operator !== "!=") return some;
  // What the wildcard starts from must exist for != to hold. obs AWS26 edge-wild-ne-06
  const parentExists = choicesWhere(scene, parent, ({ kind }) => (kind !== "absent") === holds);
  return { kind: holds ? "all" : "any", parts: [parentExists, some] };
}

function seekingCondition(condition: JsonCondition): JsonCondition {
  return condition.kind === "compare" ? { ...condition, ...behindWildcard(condition) } : condition;
}

/** Does a choice at the place of a condition satisfy it? Of IS NULL only that the choice itself is null. */
function acceptance({ domains }: Scene, place: Place, condition: EventCondition): (choice: Choice) => boolean {
  switch (condition.kind) {
    case "compare": {
      const at = domains[place.id]?.places.get(questionKey(condition)) ?? -1;
      return ({ truths }) => truths[at] === true;
    }
    case "is": {
      const kind = ({ TRUE: "true", FALSE: "false", NULL: "null" } as const)[condition.what];
      return (choice) => choice.kind === kind;
    }
    case "not-exists":
      return ({ kind }) => kind === "absent";
    case "kinds":
      return ({ kind }) => condition.kinds.includes(kind);
  }
}
