import type { Choice } from "./choice.ts";
import type { Place, Trie } from "./place.ts";
import { writeObject, writeRecordValue } from "./record.ts";

/** The message that has at each place what was chosen there, and for the rest what the record has. */
export function writeMessage(trie: Trie, choiceAt: (place: Place) => Choice): string {
  return write(trie.root, choiceAt) ?? "{}";
}

function write(place: Place, choiceAt: (place: Place) => Choice): string | undefined {
  const choice = choiceAt(place);
  switch (choice.kind) {
    case "absent":
      return undefined;
    case "null":
    case "true":
    case "false":
      return choice.kind;
    case "string":
    case "number":
      return choice.json;
    case "object":
      return writeObject(fieldsOf(place, choice, choiceAt));
    case "array":
      return writeArray(place, choice, choiceAt);
  }
}

function fieldsOf(
  place: Place,
  choice: Choice,
  choiceAt: (place: Place) => Choice,
): readonly (readonly [string, string])[] {
  const record = choice.kept && place.record?.kind === "object" ? place.record.fields : new Map<string, never>();
  const names = new Set([...record.keys(), ...place.fields.keys()]);
  return [...names].flatMap((name) => {
    const field = place.fields.get(name);
    const untouched = record.get(name);
    const json = field === undefined ? untouched && writeRecordValue(untouched) : write(field, choiceAt);
    return json === undefined ? [] : [[name, json] as const];
  });
}

function writeArray(place: Place, choice: Choice, choiceAt: (place: Place) => Choice): string {
  // Nothing was asked of its elements.
  if (choice.kept && place.elements.length === 0 && place.record !== undefined) return writeRecordValue(place.record);
  const elements = place.elements.flatMap((element) => {
    const json = write(element, choiceAt);
    const count = element.step.kind === "element" ? element.step.count : 1;
    return json === undefined ? [] : Array.from({ length: count }, () => json);
  });
  return `[${elements.join(",")}]`;
}
