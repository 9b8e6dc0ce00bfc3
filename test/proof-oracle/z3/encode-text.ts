import type { RegexPattern, TermPattern } from "../../../src/pattern/ast.ts";
import { regexTest, stringLiteral } from "./encode-value.ts";

type TextPattern = TermPattern | RegexPattern;

/** Is there a text that all of `must` match and none of `mustNot`? `undefined` where an expression is not encoded. */
export function encodeText(must: readonly TextPattern[], mustNot: readonly TextPattern[]): string | undefined {
  const wanted = must.map(test);
  const unwanted = mustNot.map(test);
  if ([...wanted, ...unwanted].includes(undefined)) return undefined;
  return [
    "(declare-const message String)",
    ...wanted.map((term) => `(assert ${term})`),
    ...unwanted.map((term) => `(assert (not ${term}))`),
  ].join("\n");
}

function test(pattern: TextPattern): string | undefined {
  if (pattern.kind === "regex") return regexTest(pattern.regex.tree, "message");
  const occur = (role: string): readonly string[] =>
    pattern.terms
      .filter((term) => term.role === role)
      .map(({ text }) => `(str.contains message ${stringLiteral(text)})`);
  const [required, excluded] = [occur("required"), occur("excluded")];
  // Beside any other term the optional ones count for nothing. obs AWS26 term-opt-excl
  if (required.length + excluded.length === 0) return `(or false ${occur("optional").join(" ")})`;
  return `(and true ${required.join(" ")} ${excluded.map((term) => `(not ${term})`).join(" ")})`;
}
