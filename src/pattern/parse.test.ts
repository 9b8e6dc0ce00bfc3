import { describe, expect, it } from "vitest";
import { countRegexes, type FilterPattern } from "./ast.ts";
import { parsePattern } from "./parse.ts";

function parse(text: string): FilterPattern {
  const parsed = parsePattern(text);
  if (!parsed.ok) throw new Error(`refused: ${text}: ${parsed.diagnostics[0]?.message}`);
  return parsed.pattern;
}

describe("parsePattern", () => {
  it("reads the same tree from different spellings", () => {
    expect(parse("{$.a=x&&$.b IS NULL}")).toEqual(parse("{ ( $.['a'] = \"x\" ) && ($.b is null) }"));
    expect(parse("{ $.a.* = 1 }")).toEqual(parse("{ $.a[*] = 1 }"));
    expect(parse("{ $.a['b'] = 1 }")).toEqual(parse("{ $.a.b = 1 }"));
  });

  it("keeps a number and its quoted text apart", () => {
    expect(parse("{ $.a = 1 }")).not.toEqual(parse('{ $.a = "1" }'));
  });

  it("keeps the spelling of a number", () => {
    expect(parse("{ $.a = 1.0 }")).not.toEqual(parse("{ $.a = 1 }"));
  });

  it.each(["5.", ".5", "1.2.3", "-", "1e", "0x1", "1-2"])("takes %s for a word", (text) => {
    expect(parse(`{ $.a = ${text} }`)).toEqual(parse(`{ $.a = "${text}" }`));
  });

  it("gives the place of every condition", () => {
    const parsed = parsePattern("{ $.a = 1 || $.b IS NULL }");
    if (!parsed.ok || parsed.pattern.kind !== "json" || parsed.pattern.expression.kind !== "or")
      throw new Error("no or");
    const spans = parsed.pattern.expression.operands.map((operand) => parsed.spans.get(operand));
    expect(spans).toEqual([
      { start: 2, end: 9 },
      { start: 13, end: 24 },
    ]);
  });

  it("splits bare terms at minus and question mark", () => {
    expect(parse("a-b?c")).toEqual(parse("a -b ?c"));
  });

  it("takes a character behind a backslash as it is", () => {
    expect(parse('"\\n\\"\\\\"')).toEqual({ kind: "terms", terms: [{ kind: "term", role: "required", text: 'n"\\' }] });
  });
});

describe("countRegexes", () => {
  it.each([
    ["ERROR", 0],
    ["%a%", 1],
    ["{ $.a = %a% || $.b != %b% && $.c = 1 }", 2],
    ["[a = %x% || a = 1, b = %y%]", 2],
  ])("counts those of %s", (text, count) => {
    expect(countRegexes(parse(text))).toBe(count);
  });
});
