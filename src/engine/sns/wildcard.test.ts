import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesArn, matchesWildcard } from "./wildcard.ts";

describe("matchesWildcard", () => {
  it("* stands for any text and ? for one character", () => {
    expect(matchesWildcard("sns:*", "sns:publish")).toBe(true);
    expect(matchesWildcard("*sh", "publish")).toBe(true);
    expect(matchesWildcard("p?blish", "publish")).toBe(true);
    expect(matchesWildcard("p?ublish", "publish")).toBe(false);
    expect(matchesWildcard("publish", "publish2")).toBe(false);
    expect(matchesWildcard("", "")).toBe(true);
    expect(matchesWildcard("*", "")).toBe(true);
  });

  it("agrees with the obvious regular expression", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
    fc.assert(
      fc.property(letters, text, (pattern, actual) => {
        const source = pattern.replaceAll("?", ".").replaceAll("*", ".*");
        expect(matchesWildcard(pattern, actual)).toBe(new RegExp(`^${source}$`).test(actual));
      }),
    );
  });

  it("answers a hostile pattern quickly", () => {
    expect(matchesWildcard(`${"a*".repeat(500)}b`, "a".repeat(20_000))).toBe(false);
  });
});

describe("matchesArn", () => {
  const alarm = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:root:usage";

  it("matches each of the six parts by itself", () => {
    expect(matchesArn("arn:aws:cloudwatch:*:123456789012:alarm:*", alarm)).toBe(true);
    expect(matchesArn("arn:aws:cloudwatch:us-east-1:123456789012:alarm:root:us?ge", alarm)).toBe(true);
    expect(matchesArn("arn:aws:cloudwatch:*", alarm)).toBe(false);
    expect(matchesArn("*", alarm)).toBe(false);
  });
});
