import type { SelectorStep } from "../../pattern/ast.ts";
import type { RecordValue } from "./record.ts";

/** Where a place stands in its parent. An element may stand for `count` alike ones in a row. */
export type PlaceStep =
  | { readonly kind: "root" }
  | { readonly kind: "key"; readonly name: string }
  | { readonly kind: "element"; readonly index: number; readonly count: number };

/**
 * A place of an event that conditions speak of, or that is there for a condition behind a wildcard to find. A parent may
 * have fields and elements: what it is, an object or an array, decides which of them can be there.
 */
export interface Place {
  /** Its place in {@link Trie.places}. */
  readonly id: number;
  readonly step: PlaceStep;
  readonly parent: Place | undefined;
  /** How often the value stands in the message. */
  readonly times: number;
  /** What the record, if one is given, has here. */
  readonly record: RecordValue | undefined;
  readonly fields: ReadonlyMap<string, Place>;
  /** In the order of the array, from its first element, without a gap. */
  readonly elements: readonly Place[];
  /** Fields and elements that no condition names, all alike. */
  readonly freshFields: readonly Place[];
  readonly freshElements: readonly Place[];
  /** What the fresh children are for, see `witnessKey`: the child at place i is for any of the first i + 1. */
  readonly witnesses: readonly string[];
}

/** The witness of `IS NULL` without a wildcard: an element, never a field. Always the last of the witnesses. */
export const NULL_ELEMENT = "null element";

export interface Trie {
  readonly root: Place;
  readonly places: readonly Place[];
}

/** The place that steps without a wildcard lead to. */
export function placeAt(from: Place, steps: readonly SelectorStep[]): Place {
  let place = from;
  for (const step of steps) {
    const next = childAt(place, step);
    if (next === undefined) throw new Error("a selector leads out of the trie that was made for it");
    place = next;
  }
  return place;
}

function childAt(place: Place, step: SelectorStep): Place | undefined {
  switch (step.kind) {
    case "key":
      return place.fields.get(step.name);
    case "index":
      return place.elements.find(({ step: own }) => own.kind === "element" && own.index === step.index);
    case "wildcard":
      return undefined;
  }
}

/** Everything a wildcard can select here. */
export function childrenOf(place: Place): readonly Place[] {
  return [...place.fields.values(), ...place.elements];
}

/** The children that can be the one that a condition needs: all named ones, and as many fresh ones as make a difference. */
export function witnessChildren(place: Place, witness: string): readonly Place[] {
  const needless = new Set([...tooMany(place.freshFields), ...tooMany(place.freshElements)]);
  function tooMany(fresh: readonly Place[]): readonly Place[] {
    return fresh.slice(place.witnesses.indexOf(witness) + 1);
  }
  const candidates = witness === NULL_ELEMENT ? place.elements : childrenOf(place);
  return candidates.filter((child) => !needless.has(child));
}
