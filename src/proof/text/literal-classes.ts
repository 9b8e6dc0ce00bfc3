import type { TextClass } from "./classes.ts";
import { codePointGroups } from "./code-point-groups.ts";
import { codePointsOf } from "./glob-automaton.ts";

/**
 * Every way in which a text can be one of several literals, or none. What a walk would find (`walkedTextClasses`), at
 * once: dozens of literals at one place are the ordinary case.
 *
 * @param literals beside the tests that each of them is
 * @example
 * literalClasses(["Root", "Root"]); // { holds: [false, false], example: "", … } and { holds: [true, true], example: "Root", … }
 */
export function literalClasses(literals: readonly string[]): readonly TextClass[] {
  const different = new Set(literals);
  return [otherThan(different), ...different].map((example) => ({
    holds: literals.map((literal) => literal === example),
    orders: [],
    example,
  }));
}

/** The shortest text that is none of the literals; its character, where it needs one, is in none of them either. */
function otherThan(literals: ReadonlySet<string>): string {
  if (!literals.has("")) return "";
  const [unnamed = 0] = codePointGroups({ points: [...literals].flatMap(codePointsOf), sets: [] });
  return String.fromCodePoint(unnamed);
}
