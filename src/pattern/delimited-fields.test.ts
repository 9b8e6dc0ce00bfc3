import { describe, expect, it } from "vitest";
import { splitFields } from "./delimited-fields.ts";
import { compilePattern } from "./match.ts";
import { parsePattern } from "./parse.ts";

function extract(pattern: string, event: string): Readonly<Record<string, string>> | undefined {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) throw new Error(`refused: ${pattern}`);
  const result = compilePattern(parsed.pattern)(event);
  return result.matched ? result.extractedValues : undefined;
}

describe("splitFields", () => {
  it.each([
    ["a b", ["a", "b"]],
    [" a\t b ", ["a", "b"]],
    ['"a b"c', ["a b", "c"]],
    ["[a b][c]", ["a b", "c"]],
    ['a"b c"', ['a"b', 'c"']],
    ['"open a', ['"open', "a"]],
    ["[open a", ["[open", "a"]],
    ['"" []', ["", ""]],
    ["", []],
    ["a\nb", ["a\nb"]],
  ])("splits %j", (line, texts) => {
    expect(splitFields(line).map((field) => field.text)).toEqual(texts);
  });

  it("takes any number of openers that never close for text", () => {
    expect(splitFields("[ ".repeat(50_000))).toHaveLength(50_000);
  });
});

describe("a delimited pattern", () => {
  it("gives its last entry all the rest of the line as written", () => {
    expect(extract("[a, b]", 'x "y z" [q] ')).toEqual({ $a: "x", $b: '"y z" [q] ' });
  });

  it("frees a single remaining field of its delimiters", () => {
    expect(extract("[a, b]", 'x "y z" ')).toEqual({ $a: "x", $b: "y z" });
  });

  it("gives a pattern of one entry the whole line", () => {
    expect(extract("[a]", "  x y")).toEqual({ $a: "  x y" });
  });

  it("compares fields with bare numbers by value", () => {
    expect(extract("[a=1, rest]", "1.0 x")).toBeDefined();
    expect(extract("[a=1, rest]", "1e0 x")).toBeDefined();
    expect(extract('[a="1", rest]', "1.0 x")).toBeUndefined();
    expect(extract("[a>=1e2, rest]", "100 x")).toBeDefined();
    expect(extract("[a>1, rest]", "many x")).toBeUndefined();
    expect(extract("[a<1e999999999, rest]", "1e999999998 x")).toBeDefined();
  });

  it("finds a field that is no number unequal to every number", () => {
    expect(extract("[a!=1, rest]", "one x")).toBeDefined();
    expect(extract("[a=1, rest]", "one x")).toBeUndefined();
  });

  it("is not matched by a line with too few fields, whatever the conditions", () => {
    expect(extract("[a!=x, b, c]", "a b")).toBeUndefined();
    expect(extract("[a, ..., c]", "a")).toBeUndefined();
  });

  it("takes AND and OR for names of fields", () => {
    expect(extract("[and, OR]", "1 2")).toEqual({ $and: "1", $OR: "2" });
  });
});
