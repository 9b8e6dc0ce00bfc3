import fc from "fast-check";
import { delimitedPattern } from "../../../src/pattern/arbitraries.testing.ts";
import { shape, spell } from "./shape.ts";

const PREDICATES = [
  ["= a", "!= a", '= "ab"', "= a*", "= *b", "!= *a*", "= 1", "!= 1", "> 0", "<= 1", "< 1.5", '= "1"', '!= "1.0"'],
  ["= %^a%", "!= %b$%", "= %[0-9]%", '= "a b"', '= "* *"', '= ""', "= *", "= 1e2", ">= 100"],
].flat();

/** An entry once its place in the list, and so its name, is known. */
type Entry = (name: string) => string;

const conditions = fc.tuple(shape, fc.uniqueArray(fc.constantFrom(...PREDICATES), { minLength: 1, maxLength: 3 })).map(
  ([form, predicates]): Entry =>
    (name) =>
      spell(form, { selectors: [name], predicates }),
);
const entry: fc.Arbitrary<Entry> = fc.oneof(
  { weight: 4, arbitrary: conditions },
  fc.constant<Entry>((name) => name),
  fc.constant<Entry>(() => ""),
  fc.constant<Entry>(() => "..."),
);
const entries = fc.array(entry, { minLength: 1, maxLength: 3 });

function list(chosen: readonly Entry[]): string {
  return `[${chosen.map((spelling, index) => spelling(`f${index}`)).join(", ")}]`;
}

const related = fc
  .tuple(entries, entry, fc.nat(3), fc.nat(2))
  .map(([chosen, other, at, how]): readonly [string, string] => {
    const place = at % chosen.length;
    // One entry changed; one more; one fewer.
    if (how < 2) return [list(chosen), list(chosen.with(place, other))];
    if (how === 2) return [list(chosen), list(chosen.toSpliced(place, 0, other))];
    return [list(chosen), list(chosen.toSpliced(place, 1, ...(chosen.length > 1 ? [] : [other])))];
  });

export const linePair: fc.Arbitrary<readonly [string, string]> = fc.oneof(
  { weight: 14, arbitrary: related },
  { weight: 6, arbitrary: fc.tuple(entries.map(list), entries.map(list)) },
  { weight: 1, arbitrary: fc.tuple(delimitedPattern, delimitedPattern) },
);
