import { describe, expect, it } from "vitest";
import type { DelimitedPattern } from "../../pattern/ast.ts";
import { parsePattern } from "../../pattern/parse.ts";
import type { AskedPattern } from "../asked-pattern.ts";
import { DEFAULT_BUDGET } from "../budget.ts";
import type { Search } from "../search.ts";
import { searchLine } from "./search-line.ts";

function asked(text: string): AskedPattern<DelimitedPattern> {
  const parsed = parsePattern(text);
  if (!parsed.ok || parsed.pattern.kind !== "delimited") throw new Error(`no delimited pattern: ${text}`);
  return { text, pattern: parsed.pattern };
}

function search(must: readonly string[], mustNot: readonly string[] = [], budget = DEFAULT_BUDGET): Search {
  return searchLine({ must: must.map(asked), mustNot: mustNot.map(asked) }, { budget });
}

function line(must: readonly string[], mustNot: readonly string[] = []): string {
  const found = search(must, mustNot);
  return found.kind === "found" && found.least ? found.message : found.kind;
}

describe("searchLine", () => {
  it("finds the shortest line with enough fields", () => {
    expect(line(["[a, b, c]"])).toBe("x x x");
    expect(line([], ["[a]"])).toBe("");
  });

  it("puts a text with blanks between delimiters, but as the rest of a line leaves it as it is", () => {
    expect(line(['[a = "p q", b = 1]'])).toBe("[p q]1");
    expect(line(['[a, b = "p q"]'])).toBe("x p q");
  });

  it("counts the fields that a rest takes", () => {
    expect(search(['[a, b = "p q r"]'], ["[a, b, c, d, ...]"])).toMatchObject({ kind: "found", message: "x [p q r]" });
    expect(line(['[a, b = "p q r"]', '[..., c = "q", d]'])).toBe("x p q r");
    expect(line(['[a, b = "p q r"]', "[a, b, c, d, ...]", '[..., c = "p", d]'])).toBe("none");
  });

  it("knows that the same field is counted from both ends of a line", () => {
    expect(line(["[a = 1, ...]", "[..., z = 2]"])).toBe("1 2");
    expect(line(["[a = 1, ...]", "[..., z = 2]"], ["[a, b, ...]"])).toBe("none");
  });

  it("tells status codes as numbers from status codes as texts", () => {
    const base = (status: string) => `[ip, user, name, time, request, ${status}, bytes]`;
    expect(line([base("s = 404")], [base("s >= 400")])).toBe("none");
    expect(line([base("s = 4*")], [base("s >= 400")])).toBe("x x x x x 4 x");
    expect(line([base("s = 404")], [base("s = 4*")])).toBe("x x x x x 0404 x");
  });

  it("finds numbers where there are some, and none where there are none", () => {
    expect(line(["[a > 9999999 && a < 99999999]"])).toBe("1e7");
    expect(line(["[a > 1 && a < 1.1]"])).toBe("1.01");
    expect(line(["[a > 1 && a < 1]"])).toBe("none");
    expect(line(["[a != 1 && a >= 1 && a <= 1]"])).toBe("none");
  });

  it("settles a number spelled in a strange way when the pattern spells it", () => {
    expect(line(['[a = "0.00001e6" && a > 9]'])).toBe("0.00001e6");
    expect(line(['[a = "0.00001e6" && a > 10]'])).toBe("none");
  });

  it("says unknown, not none, when only numbers spelled in a strange way could do", () => {
    expect(search(["[a = %^0\\.00001e[0-9]+$% && a > 10]"])).toMatchObject({ kind: "unknown" });
    expect(line(["[a = %^0\\.00001e[0-9]+$% && a < 0]"])).toBe("none");
  });

  it("says unknown when the budget is spent", () => {
    const budget = { states: 10, decisions: 10 };
    expect(search(['[a = "abcdefghijkl"]'], [], budget)).toMatchObject({ kind: "unknown" });
  });
});
