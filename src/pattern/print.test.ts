import { describe, expect, it } from "vitest";
import { parsePattern } from "./parse.ts";
import { printPattern } from "./print.ts";

function print(text: string): string {
  const parsed = parsePattern(text);
  if (!parsed.ok) throw new Error(`refused: ${text}`);
  return printPattern(parsed.pattern);
}

describe("printPattern", () => {
  it.each([
    ["", ""],
    ["  ", ""],
    ["a-b ?c", "a -b ?c"],
    ['"ERROR" "a b"', 'ERROR "a b"'],
    ['"say \\"hi\\""', '"say \\"hi\\""'],
    ["%a|b%", "%a|b%"],
    ["{($.a=x)&&($.b not exists)}", '{ $.a = "x" && $.b NOT EXISTS }'],
    ["{ ($.a = 1 || $.b = 2) && $.c = 3 }", "{ ($.a = 1 || $.b = 2) && $.c = 3 }"],
    ["{ ($.a = 1 && $.b = 2) || $.c = 3 }", "{ $.a = 1 && $.b = 2 || $.c = 3 }"],
    ["{ ($.a = 1 && ($.b = 2 && $.c = 3)) }", "{ $.a = 1 && $.b = 2 && $.c = 3 }"],
    ["{ $.a = +1.0e3 }", "{ $.a = +1.0e3 }"],
    ['{ $.a = "1" }', '{ $.a = "1" }'],
    ["{ $.a.* = 4* }", '{ $.a[*] = "4*" }'],
    ["{ $.* is null }", "{ $.* IS NULL }"],
    ["{ $.['a']['b.c'][01] = %x% }", "{ $.a.['b.c'][1] = %x% }"],
    ["[a,b=x||b=4*,...]", '[a, b = "x" || b = "4*", ...]'],
    ["[ ]", "[]"],
    ["[, b,]", "[, b,]"],
  ])("writes %s as %s", (text, canonical) => {
    expect(print(text)).toBe(canonical);
  });

  it("writes without blanks what would otherwise grow beyond 1,024 characters", () => {
    const dense = `{${Array.from({ length: 113 }, () => "$.a=x-1").join("||")}}`;
    expect(dense.length).toBeLessThanOrEqual(1024);
    expect(print(dense)).toBe(dense);
    const wild = `{($.a['b c'].*=x*||$.d.*!="1")&&${Array.from({ length: 100 }, () => "$.e=y").join("&&")}}`;
    expect(print(wild)).toHaveLength(wild.length);
  });
});
