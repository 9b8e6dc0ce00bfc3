import fc from "fast-check";
import { regexSource } from "../../pattern/arbitraries.testing.ts";
import { parseRegex } from "../../pattern/regex/parse.ts";
import type { Classes, TextClass, TextTest } from "./classes.ts";

/** A class as a key: what its members answer. */
export function keyOf({ holds, orders }: Pick<TextClass, "holds" | "orders">): string {
  return `${holds.join()};${orders.join()}`;
}

/** The classes, where the search came to an end. */
export function classesIn(found: Classes): readonly TextClass[] {
  return found.kind === "classes" ? found.classes : [];
}

/** What answers there are, and an example of each where one is known. */
export function examples(found: Classes): ReadonlyMap<string, string | undefined> {
  return new Map(classesIn(found).map((each) => [keyOf(each), each.example]));
}

export function regexTest(source: string): TextTest {
  return { kind: "regex", tree: parseRegex(source).tree };
}

/** Every word over an alphabet up to a length. */
export function wordsUpTo(length: number, alphabet: readonly string[]): readonly string[] {
  const words = [""];
  let longest = words;
  for (let round = 0; round < length; round += 1) {
    longest = longest.flatMap((word) => alphabet.map((char) => word + char));
    words.push(...longest);
  }
  return words;
}

/** Tests over a few characters, so that they often have to do with one another. */
export function textTests(...unit: readonly string[]): fc.Arbitrary<TextTest[]> {
  const text = fc.string({ unit: fc.constantFrom(...unit), maxLength: 4 });
  const test: fc.Arbitrary<TextTest> = fc.oneof(
    text.map((word): TextTest => ({ kind: "equals", text: word })),
    text.map((word): TextTest => ({ kind: "contains", text: word })),
    fc.array(text, { minLength: 2, maxLength: 4 }).map((parts): TextTest => ({ kind: "glob", parts })),
    regexSource.filter((source) => parseRegex(source).problems.length === 0).map(regexTest),
  );
  return fc.array(test, { maxLength: 4 });
}
