import type { Sides, TextPattern } from "../family.ts";
import type { Formula } from "../formula.ts";
import type { TextTest } from "../text/classes.ts";

/** What must be true of a text for every pattern of `must` to match it and none of `mustNot`. */
export function textFormula({ must, mustNot }: Sides<TextPattern>): Formula<TextTest> {
  return {
    kind: "all",
    parts: [
      ...must.map(({ pattern }) => patternFormula(pattern, true)),
      ...mustNot.map(({ pattern }) => patternFormula(pattern, false)),
    ],
  };
}

function patternFormula(pattern: TextPattern, holds: boolean): Formula<TextTest> {
  if (pattern.kind === "regex") {
    return { kind: "literal", condition: { kind: "regex", tree: pattern.regex.tree }, holds };
  }
  const optional = pattern.terms.filter(({ role }) => role === "optional");
  // Beside any other term the optional ones count for nothing. obs AWS26 term-opt-excl
  const isChoice = optional.length === pattern.terms.length;
  const counting = pattern.terms.filter(({ role }) => isChoice || role !== "optional");
  return {
    kind: isChoice === holds ? "any" : "all",
    parts: counting.map(({ role, text }) => ({
      kind: "literal",
      condition: { kind: "contains", text },
      holds: (role !== "excluded") === holds,
    })),
  };
}
