import type { SelectorStep } from "../../pattern/ast.ts";
import { freshKeys } from "./fresh-keys.ts";
import { NULL_ELEMENT, type Place, type PlaceStep, type Trie } from "./place.ts";
import type { RecordObject } from "./record.ts";
import { type SignedUse, splitAtWildcard, witnessKey } from "./signed.ts";

/** A place while the trie grows. */
interface Draft extends Place {
  readonly fields: Map<string, Draft>;
  readonly elements: Draft[];
  readonly freshFields: Draft[];
  readonly freshElements: Draft[];
  readonly witnesses: string[];
  /** Elements that are named, before {@link Draft.elements} is filled. */
  readonly indexes: Map<number, Draft>;
  /** What selectors walk behind a wildcard that starts from here. */
  readonly suffixes: (readonly SelectorStep[])[];
}

interface Growth {
  readonly places: Draft[];
}

/**
 * The places that conditions speak of. Below a wildcard stand, beside the named children, as many fresh ones as there
 * are conditions that may need a child of their own: an event with more of them stays an event that satisfies the same
 * when all but one child for each such condition are taken away, and children that nothing names can change places.
 */
export function growTrie(uses: readonly SignedUse[], record: RecordObject | undefined): Trie {
  const growth: Growth = { places: [] };
  const root = addPlace(growth, undefined, { kind: "root" }, record);
  for (const use of uses) plant(growth, root, use);
  expand(growth, root);
  return { root, places: growth.places };
}

function plant(growth: Growth, root: Draft, { condition, wantedTrue, wantedFalse }: SignedUse): void {
  const split = splitAtWildcard(condition.selector);
  if (split === undefined || condition.kind === "kinds") {
    const place = insert(growth, root, condition.selector.steps);
    // An array that directly holds a null is null as well, so one more element may be needed. obs AWS26 edge-null-10
    if (condition.kind === "is" && condition.what === "NULL") place.witnesses.push(NULL_ELEMENT);
    return;
  }
  const parent = insert(growth, root, split.before);
  parent.suffixes.push(split.behind);
  const witnesses = [
    wantedTrue ? witnessKey(condition, true, split) : undefined,
    wantedFalse ? witnessKey(condition, false, split) : undefined,
  ];
  for (const witness of witnesses) {
    if (witness === undefined || parent.witnesses.includes(witness)) continue;
    const end = parent.witnesses.length;
    parent.witnesses.splice(parent.witnesses.includes(NULL_ELEMENT) ? end - 1 : end, 0, witness);
  }
}

function insert(growth: Growth, from: Draft, steps: readonly SelectorStep[]): Draft {
  let place = from;
  for (const step of steps) {
    if (step.kind === "key") place = fieldOf(growth, place, step.name);
    else if (step.kind === "index") place = elementOf(growth, place, step.index);
    else throw new Error("a wildcard among steps without one");
  }
  return place;
}

function fieldOf(growth: Growth, parent: Draft, name: string): Draft {
  const known = parent.fields.get(name);
  if (known !== undefined) return known;
  const record = parent.record?.kind === "object" ? parent.record.fields.get(name) : undefined;
  const field = addPlace(growth, parent, { kind: "key", name }, record);
  parent.fields.set(name, field);
  return field;
}

function elementOf(growth: Growth, parent: Draft, index: number): Draft {
  const known = parent.indexes.get(index);
  if (known !== undefined) return known;
  const record = parent.record?.kind === "array" ? parent.record.elements[index] : undefined;
  const element = addPlace(growth, parent, { kind: "element", index, count: 1 }, record);
  parent.indexes.set(index, element);
  return element;
}

function addPlace(growth: Growth, parent: Draft | undefined, step: PlaceStep, record: Place["record"]): Draft {
  const place: Draft = {
    id: growth.places.length,
    step,
    parent,
    times: (parent?.times ?? 1) * (step.kind === "element" ? step.count : 1),
    record,
    fields: new Map(),
    elements: [],
    freshFields: [],
    freshElements: [],
    witnesses: [],
    indexes: new Map(),
    suffixes: [],
  };
  growth.places.push(place);
  return place;
}

/** From the root down: what a wildcard reaches may be where another one starts, always deeper. */
function expand(growth: Growth, place: Draft): void {
  const { record } = place;
  if (record?.kind === "object" && place.suffixes.length > 0) {
    for (const name of record.fields.keys()) fieldOf(growth, place, name);
  }
  if (record?.kind === "array" && place.suffixes.length + place.witnesses.length + place.indexes.size > 0) {
    for (const index of record.elements.keys()) elementOf(growth, place, index);
  }
  const forAnyChild = place.witnesses.filter((witness) => witness !== NULL_ELEMENT);
  for (const name of freshKeys(forAnyChild.length, place.fields)) {
    place.freshFields.push(fieldOf(growth, place, name));
  }
  // The root is an object.
  if (place.parent !== undefined) fillElements(growth, place);
  const children: Draft[] = [...place.fields.values(), ...place.elements];
  for (const child of children) {
    for (const suffix of place.suffixes) insert(growth, child, suffix);
    expand(growth, child);
  }
}

/** Lays the elements in a row: the named ones, fresh ones in the first free places, and what else fills the gaps. */
function fillElements(growth: Growth, place: Draft): void {
  for (const index of firstFree(place.indexes, place.witnesses.length)) {
    place.freshElements.push(elementOf(growth, place, index));
  }
  let next = 0;
  for (const [index, element] of [...place.indexes].sort(([left], [right]) => left - right)) {
    if (next < index) {
      place.elements.push(addPlace(growth, place, { kind: "element", index: next, count: index - next }, undefined));
    }
    place.elements.push(element);
    next = index + 1;
  }
}

function firstFree(taken: { readonly has: (index: number) => boolean }, count: number): readonly number[] {
  const free: number[] = [];
  for (let index = 0; free.length < count; index += 1) if (!taken.has(index)) free.push(index);
  return free;
}
