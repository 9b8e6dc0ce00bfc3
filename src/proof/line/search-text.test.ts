import { describe, expect, it } from "vitest";
import { parsePattern } from "../../pattern/parse.ts";
import type { AskedPattern } from "../asked-pattern.ts";
import { DEFAULT_BUDGET } from "../budget.ts";
import type { TextPattern } from "../family.ts";
import type { Search } from "../search.ts";
import { searchText } from "./search-text.ts";

function asked(text: string): AskedPattern<TextPattern> {
  const parsed = parsePattern(text);
  if (!parsed.ok || (parsed.pattern.kind !== "terms" && parsed.pattern.kind !== "regex")) {
    throw new Error(`neither terms nor a regular expression: ${text}`);
  }
  return { text, pattern: parsed.pattern };
}

function search(must: readonly string[], mustNot: readonly string[] = [], budget = DEFAULT_BUDGET): Search {
  return searchText({ must: must.map(asked), mustNot: mustNot.map(asked) }, { budget });
}

describe("searchText", () => {
  it("finds the shortest text that holds all terms, overlaps used", () => {
    expect(search(["abc cde bcd"])).toEqual({ kind: "found", message: "abcde", size: 5, least: true });
  });

  it("sees that a term contains another", () => {
    expect(search(["ERROR"], ["ERR"])).toEqual({ kind: "none" });
    expect(search(["ERR"], ["ERROR"])).toMatchObject({ message: "ERR" });
  });

  it("leaves out optional terms beside others", () => {
    expect(search(["ERROR ?WARN"])).toMatchObject({ message: "ERROR" });
    expect(search(["?ERROR ?WARN"], ["ERROR"])).toMatchObject({ message: "WARN" });
  });

  it("decides terms beside regular expressions", () => {
    expect(search(["%^a.*b$%"], ["b"])).toEqual({ kind: "none" });
    expect(search(["%^[0-9]{3}-[a-z]+$%"], ["00"])).toMatchObject({ kind: "found", size: 5, least: true });
  });

  it("decides any number of terms, though the shortest text is then out of reach", () => {
    const many = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda my ny xi omikron rho sigma tau";
    const budget = { states: 1000, decisions: 1000 };
    expect(search([many], ["omikron beta"], budget)).toEqual({ kind: "none" });
    expect(search([many], ["omega"], budget)).toMatchObject({ kind: "found", least: false });
    expect(search([`${many} -x -" " -aa`], [], budget)).toMatchObject({ kind: "none" });
    expect(search([many.replace(" xi", "")], ["x", '" "', "ya", "ab"], budget)).toMatchObject({ kind: "found" });
    expect(search([many, "%^x.*y$%"], [], budget)).toMatchObject({ kind: "unknown" });
  });

  it("still finds a text for expressions whose automata are too large", () => {
    expect(search(["%a.{20}b%"], ["%b.{20}a%"], { states: 1000, decisions: 1000 })).toMatchObject({
      kind: "found",
      message: `a${"x".repeat(20)}b`,
      least: false,
    });
  });
});
