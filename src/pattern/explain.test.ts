import { describe, expect, it } from "vitest";
import { describePattern } from "./describe.ts";
import { type ClauseExplanation, type ExplanationNode, explainPattern } from "./explain.ts";
import { parsePattern } from "./parse.ts";
import { renderExplanation } from "./render-explanation.ts";

function patternOf(text: string) {
  const parsed = parsePattern(text);
  if (!parsed.ok) throw new Error(`refused: ${text}`);
  return parsed.pattern;
}

function clauses(node: ExplanationNode): readonly ClauseExplanation[] {
  return node.kind === "clause" ? [node] : node.children.flatMap(clauses);
}

function reasons(pattern: string, event: string): readonly string[] {
  return clauses(explainPattern(patternOf(pattern), event).root).map((clause) => clause.reason);
}

describe("explainPattern", () => {
  it.each([
    ['{ $.d.MFAUsed != "Yes" }', '{"d":{}}', "$.d.MFAUsed is missing, and a missing field satisfies neither = nor !="],
    [
      '{ $.d.MFAUsed != "Yes" }',
      '{"d":null}',
      "$.d.MFAUsed is missing ($.d is null), and a missing field satisfies neither = nor !=",
    ],
    ["{ $.a = 1 }", '{"a":null}', "$.a is null, and only texts and numbers satisfy = or !=; IS NULL asks for it"],
    [
      "{ $.a = false }",
      '{"a":false}',
      "$.a is the boolean false, and only texts and numbers satisfy = or !=; IS FALSE asks for it",
    ],
    ["{ $.a IS FALSE }", '{"a":"false"}', '$.a is the text "false", and IS never matches a text; write = "false"'],
    ["{ $.a > 1 }", '{"a":"2"}', '$.a is the text "2", and a text has no order, even when it looks like a number'],
    ["{ $.a > 1 }", "{}", "$.a is missing, and a missing field has no order"],
    ["{ $.a IS NULL }", "{}", "$.a is missing, and a missing field is neither true nor false nor null"],
    ["{ $.a IS NULL }", '{"a":[null]}', "$.a is an array that holds a null, which IS NULL takes for null"],
    ["{ $.a NOT EXISTS }", '{"a":null}', "$.a is null, and a field that holds null exists"],
    ["{ $.a NOT EXISTS }", "{}", "$.a is missing"],
    ["{ $.a = 1e3 }", '{"a":1e3}', "$.a is the number 1000.0, which is equal to 1e3"],
    ["{ $.a != 1 }", '{"a":1}', "$.a is the number 1: it is not so that it is not equal to 1"],
    ["{ $.a[*] != 2 }", '{"a":[1,2]}', "$.a[*] selects 2 values, the first the number 1, and one is equal to 2"],
    ["{ $.a[*] != 2 }", "{}", "$.a[*] selects nothing, since what the wildcard starts from is missing"],
    ["{ $.a[*] = 2 }", '{"a":[1,2]}', "$.a[*] selects 2 values, the first the number 1, one of which is equal to 2"],
    [
      "{ $.a = 1 }",
      "[1]",
      "the message is not one JSON object, and then a JSON pattern never matches, not even with NOT EXISTS",
    ],
    ["[a, b, c]", "x y", "the pattern needs 3 fields at least"],
    ["[a = 1, b]", "2 x", "it is not so that the field is equal to 1"],
    ["[a, b]", "x y", "the line has fields enough, and the pattern asks nothing of them"],
    ["-ERROR", "ERROR", 'the message contains "ERROR"'],
    ["%E+%", "ERROR", "the message holds a match of the expression"],
    ["", "x", "an empty pattern matches every event"],
  ])("%s on %s", (pattern, event, reason) => {
    expect(reasons(pattern, event)).toEqual([reason]);
  });

  it("says that ?term counts for nothing beside other terms", () => {
    expect(reasons("?a b", "b")[0]).toBe('"a" is optional, which counts for nothing beside other terms');
  });

  it("cuts long texts of events", () => {
    expect(reasons('{ $.a = "x" }', JSON.stringify({ a: "y".repeat(100_000) }))[0]?.length).toBeLessThan(200);
  });
});

describe("renderExplanation", () => {
  it("shows clauses under what joins them", () => {
    const pattern = patternOf('{ $.a = 1 && ($.b = "x" || $.b NOT EXISTS) }');
    expect(renderExplanation(explainPattern(pattern, '{"a":1,"b":null}'))).toBe(
      [
        "no match",
        "- all of",
        "  + $.a = 1",
        "      $.a is the number 1, which is equal to 1",
        "  - any of",
        '    - $.b = "x"',
        "        $.b is null, and only texts and numbers satisfy = or !=; IS NULL asks for it",
        "    - $.b NOT EXISTS",
        "        $.b is null, and a field that holds null exists",
        "",
      ].join("\n"),
    );
  });
});

describe("describePattern", () => {
  it.each([
    ["", "Every event matches."],
    ["?a ?b", 'An event matches when its message contains "a" or "b".'],
    [
      "a -b ?c",
      'An event matches when its message\n- contains "a"\n- does not contain "b"\n- ("c" is optional, which counts for nothing beside other terms)',
    ],
    ["%a+%", "An event matches when its message holds a match of %a+%."],
    ["{ $.a NOT EXISTS }", "An event matches when it is one JSON object and\n- the field $.a is missing"],
    [
      "{ $.a != 4* && ($.b IS NULL || $.c >= 5) }",
      'An event matches when it is one JSON object and\n- all of these hold:\n  - $.a is there as a text or number and is not like "4*", where * stands for any text\n  - at least one of these holds:\n    - $.b is null, or an array that holds a null\n    - $.c is there as a text or number and is a number not less than 5',
    ],
    [
      "[a, b = 4*,]",
      'An event matches when it splits into these fields:\n- field a: anything\n- field b:\n  - b is like "4*", where * stands for any text\n- field 3, unnamed: anything\nThe last field takes all the rest of the line.',
    ],
    ["[]", "Every event matches; its blank-separated fields are extracted by number."],
  ])("describes %s", (text, description) => {
    expect(describePattern(patternOf(text))).toBe(description);
  });
});
