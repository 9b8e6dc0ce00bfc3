import { describe, expect, it } from "vitest";
import { globMatches } from "./glob.ts";

function matches(pattern: string, text: string): boolean {
  return globMatches(pattern.split("*"), text);
}

describe("globMatches", () => {
  it.each([
    ["*", ""],
    ["*", "anything"],
    ["Access*", "AccessDenied"],
    ["*Operation", "UnauthorizedOperation"],
    ["a*c", "ac"],
    ["a*c", "abc"],
    ["**", "x"],
    ["*b*", "abc"],
    ["*\n*", "a\nb"],
  ])("%s matches %j", (pattern, text) => {
    expect(matches(pattern, text)).toBe(true);
  });

  it.each([
    ["a*", "ba"],
    ["*a", "ab"],
    ["a*a", "a"],
    ["*a*b*", "ba"],
  ])("%s does not match %j", (pattern, text) => {
    expect(matches(pattern, text)).toBe(false);
  });

  it("takes each part at its first place and does not go back (A1)", () => {
    expect(matches("*111.111.111", "111.111.111.111")).toBe(false);
    expect(matches("*.111.111.111", "111.111.111.111")).toBe(true);
    expect(matches("*ab", "abab")).toBe(false);
  });
});
