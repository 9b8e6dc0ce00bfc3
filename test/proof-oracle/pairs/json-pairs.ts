import fc from "fast-check";
import { jsonPattern } from "../../../src/pattern/arbitraries.testing.ts";
import { relation } from "./relation.ts";
import { shape, spell } from "./shape.ts";

const PLAIN_SELECTORS = [
  ["$.a", "$.b", "$.c", "$.a.a", "$.a.b", "$.b.a", "$.a.b.c", "$.a[0]", "$.a[1]", "$.a[2]", "$.a[0].b", "$.b[0]"],
  ["$.['a.b']", "$.__proto__", "$.a.length", "$.a[0][0]"],
].flat();
const WILDCARD_SELECTORS = [
  ["$.*", "$.a[*]", "$.b[*]", "$.*.a", "$.*.b", "$.*[1]", "$.a[*].b", "$.a.b[*]", "$.a[0][*]", "$.*.a.b"],
].flat();

const TEXT_PREDICATES = [
  ['= "x"', '!= "x"', '= "y"', '= "xy"', '!= "X"', '= ""', "= *", '!= "*"', "= x*", "!= x*", "= *y", "= *x*"],
  ["= x*y", "= *xyx", "!= *x*y*", "= *.*", "= %x%", "!= %^x%", "= %^[xy]+$%", "= %x|y$%", "!= %x{2,3}%", "= %^$%"],
  ["= true", '= "é"', '= "a b"', "= %[^x]%", "= %x.y%"],
].flat();
const NUMBER_PREDICATES = [
  ["= 1", "!= 1", "> 0", "< 1", ">= 1", "<= 1", "= 1.0", "> 1.5", "< 2", "!= 0", "= -1", "> 100", "<= 1e2"],
  ['= "1"', '!= "1"', '= "1.0"', "= 1*", "= *.0", "!= *.*", "= %^1%", "= %\\d\\.%", "= %^-%", "= *E*", "= %[0-9]{2}%"],
  ["= 9007199254740993", "> 9007199254740992", "< 9007199254740993", "= 1e7", "< 0.1", '= "Infinity"'],
  ["= 0.1", ">= 0.1", "= 0.30000000000000004", "= +1", "= 01", "< 1e-3", '= "-0"', '= "1.0E7"'],
].flat();
const PRESENCE_PREDICATES = ["NOT EXISTS", "NOT EXISTS", "IS NULL", "IS NULL", "IS TRUE", "IS FALSE"];

const selectors = fc.uniqueArray(
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...PLAIN_SELECTORS.slice(0, 5)) },
    { weight: 3, arbitrary: fc.constantFrom(...PLAIN_SELECTORS) },
    { weight: 2, arbitrary: fc.constantFrom(...WILDCARD_SELECTORS) },
  ),
  { minLength: 1, maxLength: 3 },
);

const predicates = fc
  .tuple(
    fc.array(fc.oneof(fc.constantFrom(...TEXT_PREDICATES), fc.constantFrom(...NUMBER_PREDICATES)), {
      minLength: 1,
      maxLength: 3,
    }),
    fc.array(fc.constantFrom(...PRESENCE_PREDICATES), { maxLength: 2 }),
  )
  .map((lists) => lists.flat());

/** Over a small vocabulary, so that the conditions of a pair are about the same places and values. */
const focused = fc
  .record({ words: fc.record({ selectors, predicates }), one: shape, two: shape, three: shape, relate: relation })
  .map(({ words, one, two, three, relate }) =>
    relate({
      one: spell(one, words),
      flipped: spell(one, words, true),
      two: spell(two, words),
      three: spell(three, words),
    }),
  );

/** Whatever the parser can be given, related or not. */
const wide = fc
  .record({ one: jsonPattern, two: jsonPattern, three: jsonPattern, relate: relation })
  .map(({ one, two, three, relate }) =>
    relate({ one: bare(one), flipped: bare(two), two: bare(two), three: bare(three) }),
  );

function bare(pattern: string): string {
  return pattern.slice(1, -1).trim();
}

export const jsonPair: fc.Arbitrary<readonly [string, string]> = fc
  .oneof({ weight: 9, arbitrary: focused }, { weight: 1, arbitrary: wide })
  .map(([first, second]): readonly [string, string] => [`{ ${first} }`, `{ ${second} }`]);
