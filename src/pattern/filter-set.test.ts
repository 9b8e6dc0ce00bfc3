import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyEvent, anyPattern } from "./arbitraries.testing.ts";
import type { FilterPattern } from "./ast.ts";
import { compileFilterSet } from "./filter-set.ts";
import { compileMatcher } from "./match.ts";
import { logMessage } from "./message.ts";
import { parsePattern } from "./parse.ts";

function patternOf(text: string): FilterPattern {
  const parsed = parsePattern(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.diagnostics.map(({ message }) => message).join("; ")}`);
  return parsed.pattern;
}

/** Which of the patterns match, through the index. */
function matching(patterns: readonly string[], message: string): readonly number[] {
  return compileFilterSet(patterns.map(patternOf))(logMessage(message));
}

/** Which of the patterns match, each asked in turn. */
function matchingOneByOne(patterns: readonly FilterPattern[], message: string): readonly number[] {
  return patterns.flatMap((pattern, at) => (compileMatcher(pattern)(logMessage(message)) ? [at] : []));
}

/*
 * Few paths and few values, so that patterns and events meet: what the index looks up is there, is there in another
 * type, or is missing.
 */
const path = fc.constantFrom("$.a", "$.b", "$.a.b", "$.b.a", "$.a[0]", "$.a[*]", "$.b[*].a", "$.['a.b']");
const literal = fc.constantFrom("1", "1.0", '"1"', '"1.0"', "x", '"x"', "true", '"null"', '""', "x*", '"*"', "*1");
const condition = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(path, fc.constantFrom("=", "=", "!="), literal).map((parts) => parts.join(" ")) },
  fc.tuple(path, fc.constantFrom("<", ">=", "="), fc.constantFrom("1", "1e0", "2")).map((parts) => parts.join(" ")),
  fc.tuple(path, fc.constantFrom("IS TRUE", "IS NULL", "IS FALSE", "NOT EXISTS")).map((parts) => parts.join(" ")),
  fc.tuple(fc.constantFrom("$.a", "$.b"), fc.constantFrom("= %x%", "!= %1%")).map((parts) => parts.join(" ")),
);
const expression = fc.letrec<{ tree: string; leaf: string; group: string }>((tie) => ({
  tree: fc.oneof({ maxDepth: 3 }, tie("leaf"), tie("group")),
  leaf: condition,
  group: fc
    .tuple(tie("tree"), fc.constantFrom("&&", "||"), tie("tree"))
    .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
})).tree;
const meetingPattern = fc.oneof(
  { weight: 6, arbitrary: expression.map((text) => `{ ${text} }`) },
  fc.constantFrom("", "x", "-x", "?x ?1", "%x%", "[f]", "[f=1, ...]", "[f, g=x]"),
);

const scalar = fc.constantFrom("1", "1.0", "1e0", "2", '"1"', '"1.0"', '"x"', '"xx"', '""', "null", '"null"', "true");
const value = fc.letrec<{ value: string; scalar: string; array: string; object: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 2 }, { weight: 5, arbitrary: tie("scalar") }, tie("array"), tie("object")),
  scalar,
  array: fc.array(tie("value"), { maxLength: 2 }).map((items) => `[${items.join()}]`),
  object: fc
    .array(fc.tuple(fc.constantFrom("a", "b", "a.b"), tie("value")), { maxLength: 3 })
    .map((fields) => `{${fields.map(([key, item]) => `${JSON.stringify(key)}:${item}`).join()}}`),
}));
const meetingEvent = fc.oneof(
  { weight: 5, arbitrary: value.object },
  fc.constantFrom("x", "1 x", "x 1", "", "[1]", "null", '{"a":1} x'),
);

describe("a filter set", () => {
  it("finds exactly the patterns that match when each is asked in turn", () => {
    fc.assert(
      fc.property(
        fc.array(meetingPattern, { maxLength: 12 }),
        fc.array(meetingEvent, { minLength: 1, maxLength: 6 }),
        (texts, events) => {
          const patterns = texts.flatMap(accepted);
          const find = compileFilterSet(patterns);
          for (const event of events) expect(find(logMessage(event))).toEqual(matchingOneByOne(patterns, event));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("finds them among patterns and events of every kind", () => {
    fc.assert(
      fc.property(fc.array(anyPattern, { maxLength: 8 }), anyEvent, (texts, event) => {
        const patterns = texts.flatMap(accepted);
        expect(compileFilterSet(patterns)(logMessage(event))).toEqual(matchingOneByOne(patterns, event));
      }),
      { numRuns: 3000 },
    );
  });

  it("does not let one message show in the answer to the next", () => {
    const find = compileFilterSet([patternOf("{ $.a = 1 }"), patternOf("{ $.b = x }"), patternOf("x")]);
    const answers = ['{"a":1}', '{"b":"x"}', "x", '{"a":1}'].map((event) => find(logMessage(event)));
    expect(answers).toEqual([[0], [1, 2], [2], [0]]);
  });

  it("finds a number whatever its notation, and a text by the number's exact text only", () => {
    const patterns = ["{ $.a = 1 }", "{ $.a = 1.0 }", '{ $.a = "1" }', '{ $.a = "1.0" }'];
    for (const event of ['{"a":1}', '{"a":1.0}', '{"a":1e0}', '{"a":"1"}', '{"a":"1.0"}', '{"a":[1]}', '{"a":null}']) {
      expect(matching(patterns, event)).toEqual(matchingOneByOne(patterns.map(patternOf), event));
    }
    expect(matching(patterns, '{"a":1e0}')).toContain(0);
    expect(matching(patterns, '{"a":[1]}')).toEqual([]);
  });

  it("finds an alternative by any of its paths, and only once when several are there", () => {
    const patterns = ['{ $.a = "x" || $.b.c = "y" || $.d IS NULL }'];
    expect(matching(patterns, '{"a":"x"}')).toEqual([0]);
    expect(matching(patterns, '{"b":{"c":"y"}}')).toEqual([0]);
    expect(matching(patterns, '{"d":null}')).toEqual([0]);
    expect(matching(patterns, '{"a":"x","b":{"c":"y"},"d":null}')).toEqual([0]);
    expect(matching(patterns, '{"a":"y","b":{"c":"x"},"d":1}')).toEqual([]);
  });

  it("asks a pattern that requires nothing of every message it could match", () => {
    const patterns = ["{ $.a NOT EXISTS }", '{ $.a = "x" || $.b NOT EXISTS }', '{ $.a[0] = "x" }', ""];
    expect(matching(patterns, "{}")).toEqual([0, 1, 3]);
    expect(matching(patterns, '{"a":["x"],"b":1}')).toEqual([2, 3]);
    expect(matching(patterns, "no JSON")).toEqual([3]);
  });

  it("gives the places in ascending order, however the patterns were found", () => {
    const patterns = ['{ $.b != "q" }', '{ $.a = "x" }', "x", "{ $.a = * }", "{ $.c NOT EXISTS }"];
    expect(matching(patterns, '{"a":"x","b":"y"}')).toEqual([0, 1, 2, 3, 4]);
  });

  it("takes a field named like a property of every object for a field", () => {
    const patterns = ['{ $.constructor = "x" }', "{ $.toString = * }", '{ $.__proto__.a = "x" }'];
    expect(matching(patterns, "{}")).toEqual([]);
    expect(matching(patterns, '{"constructor":"x","toString":1,"__proto__":{"a":"x"}}')).toEqual([0, 1, 2]);
  });

  it("finds nothing when there are no patterns", () => {
    expect(matching([], '{"a":1}')).toEqual([]);
  });
});

/** The pattern, or nothing when AWS would refuse it. */
function accepted(text: string): readonly FilterPattern[] {
  const parsed = parsePattern(text);
  return parsed.ok ? [parsed.pattern] : [];
}
