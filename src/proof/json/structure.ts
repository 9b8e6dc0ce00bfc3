import type { Constraint } from "../solve/finite.ts";
import { choicesWhere, type Scene } from "./constrain.ts";
import type { Place } from "./place.ts";

/** What holds of every message: fields are in objects, elements are in arrays and leave no gap. */
export function structureOf(scene: Scene): Constraint {
  return { kind: "all", parts: scene.trie.places.flatMap((place) => structureAt(scene, place)) };
}

function structureAt(scene: Scene, place: Place): readonly Constraint[] {
  const fields = [...place.fields.values()];
  const inObject = choicesWhere(scene, place, ({ hasFields }) => hasFields);
  const inArray = choicesWhere(scene, place, ({ kind }) => kind === "array");
  const constraints = [
    ...fields.map((field) => either(absent(scene, field), inObject)),
    ...place.elements.map((element) => either(absent(scene, element), inArray)),
    // Fresh fields are alike, so it does no harm to take them in their order.
    ...inOrder(scene, place.freshFields),
    ...inOrder(scene, place.elements),
  ];
  if (fields.length > 0) {
    const withoutFields = choicesWhere(scene, place, ({ hasFields, kept }) => !hasFields || kept);
    constraints.push({ kind: "any", parts: [withoutFields, ...fields.map((field) => present(scene, field))] });
  }
  return constraints;
}

/** Each is there only if the one before is. */
function inOrder(scene: Scene, places: readonly Place[]): readonly Constraint[] {
  return places.flatMap((place, index) => {
    const before = places[index - 1];
    return before === undefined ? [] : [either(absent(scene, place), present(scene, before))];
  });
}

function either(left: Constraint, right: Constraint): Constraint {
  return { kind: "any", parts: [left, right] };
}

function absent(scene: Scene, place: Place): Constraint {
  return choicesWhere(scene, place, ({ kind }) => kind === "absent");
}

function present(scene: Scene, place: Place): Constraint {
  return choicesWhere(scene, place, ({ kind }) => kind !== "absent");
}
