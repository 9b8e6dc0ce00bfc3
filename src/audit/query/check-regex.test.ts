import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileCheckRegex } from "./check-regex.ts";

function search(source: string, text: string): boolean {
  const regex = compileCheckRegex(source);
  if (!regex.ok) throw new Error(regex.problems.join("; "));
  return regex.search(text);
}

describe("compileCheckRegex", () => {
  it.each([
    ["", ""],
    ["^$", ""],
    ["a|b", "xb"],
    ["(ab)+c", "ababc"],
    ["^(?:a|bc)*$", "abcbca"],
    ["a{2,3}$", "baaa"],
    ["a{2", "a{2"],
    ['["]?x', "x"],
    ["\\(\\s*\\$\\.a\\s*\\)", "( $.a )"],
    ["\\&\\&", "&&"],
    ["(a*)*b", "aab"],
    ["^.$", "\u{1f600}"],
    ["a\\tb", "a\tb"],
    ["x*?y", "xxy"],
  ])("%s is found in %j", (source, text) => {
    expect(search(source, text)).toBe(true);
  });

  it.each([
    ["^$", "a"],
    ["a$", "ab"],
    ["^b", "ab"],
    ["a.b", "a\nb"],
    ["(a|b){3}", "ab"],
    ["A", "a"],
  ])("%s is not found in %j", (source, text) => {
    expect(search(source, text)).toBe(false);
  });

  it.each([
    ["an open group", "(a"],
    ["a parenthesis too many", "a)"],
    ["nothing to repeat", "*a"],
    ["a repeated repeat", "a**"],
    ["look-ahead", "(?=a)"],
    ["a named group", "(?<n>a)"],
    ["a reference", "(a)\\1"],
    ["an open class", "[a"],
    ["an inverted range", "[z-a]"],
    ["inverted bounds", "a{3,2}"],
    ["a bound too high", "a{1001}"],
    ["repeats that multiply", "(a{500}){500}"],
    ["groups too deep", "(".repeat(60)],
    ["too much text", "a".repeat(5000)],
    ["a backslash at the end", "\\"],
  ])("%s is a problem, and the only one", (_what, source) => {
    expect(compileCheckRegex(source)).toMatchObject({ ok: false, problems: [expect.any(String)] });
  });

  it("answers as the language's own expressions do", () => {
    const atom = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "\\s", "(a|b)", "(?:ab)", "(a(b|c))", "^", "$");
    const piece = fc.tuple(atom, fc.constantFrom("", "*", "+", "?", "{2}", "{1,2}", "{0,}")).map(([text, times]) =>
      // A quantified anchor is no expression of the language with which this compares.
      text === "^" || text === "$" ? text : `${text}${times}`,
    );
    const expression = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(
        expression,
        fc.string({ unit: fc.constantFrom("a", "b", "c", " ", "\n"), maxLength: 8 }),
        (source, text) => {
          expect(search(source, text)).toBe(new RegExp(source, "u").test(text));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("takes no more than its share of time on what makes backtracking explode", () => {
    const text = `${"a".repeat(1024)}!`;
    const started = process.cpuUsage();
    expect(search("(a|a)*(a|aa)+(.*)*b$", text)).toBe(false);
    expect(search(`${"a?".repeat(200)}${"a".repeat(200)}b`, text)).toBe(false);
    const { user } = process.cpuUsage(started);
    expect(user).toBeLessThan(2_000_000);
  });
});
