import { describe, expect, it } from "vitest";
import { compileRegex } from "./machine.ts";
import { parseRegex } from "./parse.ts";

function search(source: string, text: string): boolean {
  const { tree, problems } = parseRegex(source);
  if (problems.length > 0) throw new Error(`does not compile: ${source}`);
  return compileRegex(tree).search(text);
}

describe("compileRegex", () => {
  it.each([
    ["", ""],
    ["^$", ""],
    ["$^", ""],
    ["^*a", "ba"],
    ["a|", "b"],
    ["gra|ey", "grey"],
    ["x$", "axx"],
    ["^.{2}$", "\u{1f600}a"],
    ["^.$", "\ud800"],
    ["^[^a]$", "\u{1f600}"],
    ["\\xE9", "é"],
    ["\\x28a\\x29", "(a)"],
    ["^a{,2}$", "aa"],
    ["^a{2,}$", "aaaa"],
    ["[]a]", "]"],
    ["[a-]", "-"],
    ["^[\\d-x]+$", "1-x"],
    ["\\s", "\n"],
    ["^[^\\W]$", "_"],
  ])("%s is found in %j", (source, text) => {
    expect(search(source, text)).toBe(true);
  });

  it.each([
    ["^$", "a"],
    ["^$", "\n"],
    ["a$", "a\n"],
    ["^b", "a\nb"],
    [".", "\n"],
    ["\\w", "é"],
    ["\\s", "\u00a0"],
    ["^a{,2}$", "aaa"],
    ["a", "A"],
  ])("%s is not found in %j", (source, text) => {
    expect(search(source, text)).toBe(false);
  });

  it("visits a number of states that grows with the text, not with its powers", () => {
    const source = `${"a?".repeat(30)}${"a".repeat(30)}$`;
    const visitsFor = (length: number): number => {
      const machine = compileRegex(parseRegex(source).tree);
      machine.search(`${"a".repeat(length)}b`);
      return machine.visits();
    };
    const [short, long] = [visitsFor(1000), visitsFor(10_000)];
    expect(long).toBeLessThan(short * 11);
    expect(long).toBeLessThan(10_000 * 3 + 50_000);
  });

  it("stays linear when every text needs new states, with a bounded cache", () => {
    // The classic blow-up: the deterministic automaton would need 2^n states.
    const { tree } = parseRegex("a.{14}$");
    const machine = compileRegex(tree);
    let seed = 1;
    const text = Array.from({ length: 40_000 }, () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % 2 === 0 ? "a" : "b";
    }).join("");
    machine.search(text);
    expect(machine.visits()).toBeLessThan(text.length * 40);
    expect(machine.search(`a${"b".repeat(14)}`)).toBe(true);
  });
});

describe("parseRegex", () => {
  it.each([
    "*",
    "+a",
    "a**",
    "a++",
    "a{2}{3}",
    "{2}",
    "a{",
    "a}",
    "[a",
    "]",
    "[z-a]",
    "[a-\\d]",
    "\\",
    "\\b",
    "\\1",
    "\\p",
    "\\x1",
    "a{1001}",
    "a{3,2}",
    "[[:alpha:]]",
  ])("%s does not compile", (source) => {
    expect(parseRegex(source).problems).not.toHaveLength(0);
  });

  it("tells every problem of an expression", () => {
    expect(parseRegex("*a\\b[z-a]").problems.map(({ start, end }) => [start, end])).toEqual([
      [0, 1],
      [2, 4],
      [5, 8],
    ]);
  });

  it("bounds the size of an expression with its repeats written out", () => {
    expect(parseRegex("a{1000}b{1000}").problems).toHaveLength(0);
    expect(parseRegex("a{1000}".repeat(6)).problems).toHaveLength(1);
  });
});
