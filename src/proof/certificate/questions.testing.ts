import fc from "fast-check";
import { parsePattern } from "../../pattern/parse.ts";
import type { AskedPattern } from "../asked-pattern.ts";
import { type Family, familiesOf } from "../family.ts";

/** Patterns as texts, put as one question. */
export interface TextQuestion {
  readonly must: readonly string[];
  readonly mustNot: readonly string[];
}

/** The patterns of a question as one family; `undefined` if one is no pattern or they are not of one family. */
export function familyOf({ must, mustNot }: TextQuestion): Family | undefined {
  const asked = [must, mustNot].map((texts) => texts.flatMap(askedOf));
  const [wanted = [], unwanted = []] = asked;
  if (wanted.length + unwanted.length < must.length + mustNot.length) return undefined;
  const [family, ...others] = familiesOf({ must: wanted, mustNot: unwanted });
  return others.length > 0 ? undefined : family;
}

function askedOf(text: string): readonly AskedPattern[] {
  const parsed = parsePattern(text);
  return parsed.ok ? [{ text, pattern: parsed.pattern }] : [];
}

const SELECTORS =
  "$.a $.a $.a $.b $.a.a $.b.a $.a[0] $.a[1] $.a[1].b $.a[2] $.* $.a[*] $.a.* $.*.b $.a[*].b $.*[1]".split(" ");

const PREDICATES = [
  ...["x", "y", "x*", "*x", "*", "*x*y*", "*xyx", "x*x", "1", "1.0", "-*", "*1*", "5*"].flatMap((text) => [
    `= "${text}"`,
    `!= "${text}"`,
  ]),
  ...["x|y", "^$", "^x", "x$", "\\d", "^-?[0-9]+$", "^[^x]*$", "E", "\\."].flatMap((source) => [
    `= %${source}%`,
    `!= %${source}%`,
  ]),
  ...[
    "0",
    "1",
    "1.0",
    "5e-324",
    "9007199254740992",
    "9007199254740993",
    "9007199254740994",
    "1e309",
    "-0.5",
    "0.1",
  ].flatMap((number) => ["=", "!=", "<", ">", "<=", ">="].map((operator) => `${operator} ${number}`)),
  ...["IS NULL", "IS TRUE", "IS FALSE", "NOT EXISTS"].flatMap((test) => [test, test, test, test]),
];

/** Conditions that must hold and that must not, often about the same place. */
export const conjunction: fc.Arbitrary<TextQuestion> = fc
  .array(fc.tuple(fc.constantFrom(...SELECTORS), fc.constantFrom(...PREDICATES), fc.boolean()), {
    minLength: 1,
    maxLength: 6,
  })
  .map((conditions) => {
    const sideOf = (side: boolean): readonly string[] =>
      conditions.filter(([, , holds]) => holds === side).map(([selector, predicate]) => `{ ${selector} ${predicate} }`);
    return { must: sideOf(true), mustNot: sideOf(false) };
  });

/** A JSON pattern of one condition. */
export const condition: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...SELECTORS), fc.constantFrom(...PREDICATES))
  .map(([selector, predicate]) => `{ ${selector} ${predicate} }`);

const SCALARS = (
  "null true false 0 -0 1 1.0 -0.5 4.9e-324 9007199254740993 1e310 -1e310 5.5 " +
  '"" "x" "y" "xy" "xyx" "1" "1.0" "0" "-x" "5e-324"'
).split(" ");

const value = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    { weight: 4, arbitrary: fc.constantFrom(...SCALARS) },
    { weight: 2, arbitrary: tie("array") },
    { weight: 2, arbitrary: tie("object") },
  ),
  array: fc.array(tie("value"), { maxLength: 3 }).map((elements) => `[${elements.join()}]`),
  object: fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value")).map(
    (fields) =>
      `{${Object.entries(fields)
        .map(([name, json]) => `"${name}":${json}`)
        .join()}}`,
  ),
}));

/** Events that conditions are about, as JSON. */
export const event: fc.Arbitrary<string> = value.object;
