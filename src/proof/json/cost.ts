import type { Choice } from "./choice.ts";
import type { Place } from "./place.ts";

/** More than all changed values are long: of two ways to change a record the one with fewer changes comes first. */
const CHANGE = 1_000_000_000;
const LONGEST = 1_000_000;

/** How many characters a choice adds to the message, with what stands around it. */
export function charactersOf(place: Place, choice: Choice): number {
  if (choice.kind === "absent") return 0;
  return place.times * lengthOf(choice) + separatorsOf(place);
}

/** How far a choice leads away from the record. */
export function changesOf(place: Place, choice: Choice): number {
  if (choice.kept || (choice.kind === "absent" && place.record === undefined)) return 0;
  return CHANGE + Math.min(charactersOf(place, choice), LONGEST);
}

/** How many places were changed, of a sum of {@link changesOf}. */
export function countChanges(cost: number): number {
  return Math.floor(cost / CHANGE);
}

function lengthOf(choice: Choice): number {
  switch (choice.kind) {
    case "absent":
      return 0;
    case "null":
    case "true":
      return 4;
    case "false":
      return 5;
    case "array":
      return 2;
    case "object":
      // Every field counts one comma; the first has none.
      return choice.hasFields ? 1 : 2;
    case "string":
    case "number":
      return choice.json?.length ?? 0;
  }
}

/** Key, colon and comma. */
function separatorsOf({ step, parent, times }: Place): number {
  switch (step.kind) {
    case "root":
      return 0;
    case "key":
      return times * (JSON.stringify(step.name).length + 2);
    case "element":
      return step.index === 0 ? times - (parent?.times ?? 1) : times;
  }
}
