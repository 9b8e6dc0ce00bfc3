import { compileComparison } from "../../pattern/compare.ts";
import { eventNumber } from "../../pattern/number-text.ts";
import type { Budget } from "../budget.ts";
import { type Choice, plainChoice } from "./choice.ts";
import type { Place, Trie } from "./place.ts";
import type { Questions } from "./questions.ts";
import type { RecordValue } from "./record.ts";
import { type Choices, scalarChoices } from "./scalar-choices.ts";
import type { Question } from "./signed.ts";

/** Everything that can stand at a place. */
export interface Domain {
  readonly choices: readonly Choice[];
  /** Where in {@link Choice.truths} the truth of a question stands, by its key. */
  readonly places: ReadonlyMap<string, number>;
}

export type Domains =
  /** Beside the places of the trie. */
  | { readonly kind: "domains"; readonly domains: readonly Domain[] }
  | { readonly kind: "unknown"; readonly reason: string };

export function domainsOf(trie: Trie, questions: ReadonlyMap<Place, Questions>, budget: Budget): Domains {
  // Fresh children are asked the same, so their classes are the same.
  const known = new Map<string, Choices>();
  const domains: Domain[] = [];
  for (const place of trie.places) {
    const asked = questions.get(place) ?? new Map<string, Question>();
    const key = JSON.stringify([...asked.keys()]);
    const scalars = known.get(key) ?? scalarChoices([...asked.values()], budget);
    known.set(key, scalars);
    if (scalars.kind === "unknown") return scalars;
    const places = new Map([...asked.keys()].map((question, index) => [question, index]));
    domains.push({ choices: choicesAt(place, [...asked.values()], scalars.choices), places });
  }
  return { kind: "domains", domains };
}

function choicesAt(place: Place, questions: readonly Question[], scalars: readonly Choice[]): readonly Choice[] {
  const { record } = place;
  const kept = record === undefined ? [] : [keptChoice(record, questions)];
  const has = (kind: Choice["kind"]): boolean => record?.kind === kind;
  // Objects with and without fields are told apart, as the comma that the first field has no need of is then exact.
  const objects = [
    ...(place.fields.size > 0 ? [plainChoice("object", { hasFields: true })] : []),
    plainChoice("object", {}),
  ];
  // A message is an object.
  if (place.parent === undefined) return record === undefined ? objects : kept;
  return [
    ...kept,
    plainChoice("absent", {}),
    ...(has("null") ? [] : [plainChoice("null", {})]),
    ...(has("true") ? [] : [plainChoice("true", {})]),
    ...(has("false") ? [] : [plainChoice("false", {})]),
    ...(has("object") ? [] : objects),
    ...(has("array") ? [] : [plainChoice("array", {})]),
    ...scalars,
  ];
}

function keptChoice(record: RecordValue, questions: readonly Question[]): Choice {
  switch (record.kind) {
    case "null":
    case "true":
    case "false":
    case "array":
      return plainChoice(record.kind, { kept: true });
    case "object":
      return plainChoice("object", { hasFields: true, kept: true });
    case "string": {
      const truths = questions.map(({ operator, value }) => compileComparison(operator, value).string(record.text));
      return { ...plainChoice("string", { kept: true }), truths, json: JSON.stringify(record.text) };
    }
    case "number": {
      const number = eventNumber(record.lexeme);
      const truths = questions.map(({ operator, value }) => compileComparison(operator, value).number(number));
      return { ...plainChoice("number", { kept: true }), truths, json: record.lexeme };
    }
  }
}
