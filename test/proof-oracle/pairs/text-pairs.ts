import fc from "fast-check";
import { regexSource } from "../../../src/pattern/arbitraries.testing.ts";

const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("a", "b", "ab", "ba", "aa", "aab", "abab", "a.b", "A", "1") },
  fc.constantFrom('"a b"', '" "', '"*"', '"b-"', '"é"', '"a\\"b"', '"\n"'),
);
const term = fc.tuple(fc.constantFrom("", "", "", "-", "-", "?", "?"), word).map(([sign, text]) => `${sign}${text}`);
const terms = fc.array(term, { minLength: 1, maxLength: 4 });

const expression = fc.oneof(
  fc.constantFrom(
    "ab",
    "^a",
    "b$",
    "^ab$",
    "a.*b",
    "a|b",
    "^a|b$",
    "[^a]",
    "\\d",
    "a{2}",
    "^$",
    "^[ab]*$",
    "\\.",
    "a?b+",
  ),
  regexSource,
);
const regex = expression.map((source) => `%${source}%`);

const related = fc.tuple(terms, terms, fc.nat(3)).map(([one, more, how]): readonly [string, string] => {
  const first = one.join(" ");
  // One more term; one term changed; the same in another order.
  if (how === 0) return [[...one, ...more].join(" "), first];
  if (how === 1) return [first, [...one.slice(1), ...more.slice(0, 1)].join(" ")];
  if (how === 2) return [first, one.toReversed().join(" ")];
  return [first, more.join(" ")];
});

export const textPair: fc.Arbitrary<readonly [string, string]> = fc.oneof(
  { weight: 4, arbitrary: related },
  { weight: 2, arbitrary: fc.tuple(regex, regex) },
  {
    weight: 1,
    arbitrary: fc.tuple(
      terms.map((list) => list.join(" ")),
      regex,
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(
      regex,
      terms.map((list) => list.join(" ")),
    ),
  },
);
