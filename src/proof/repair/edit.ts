import type { JsonExpression } from "../../pattern/ast.ts";

/** One change of a pattern, as it is told. */
export interface RepairEdit {
  readonly kind: "condition" | "clause-dropped" | "clause-added" | "connective" | "spelling" | "rewritten";
  /** What stood there; empty where something was added. */
  readonly before: string;
  /** What stands there now; empty where something was dropped. */
  readonly after: string;
}

/** A pattern on the way to its repair. */
export interface Candidate {
  readonly expression: JsonExpression;
  readonly edits: readonly RepairEdit[];
  /** Characters that the edits take away and put in. */
  readonly characters: number;
}

/** Characters that turn one text into another, apart from what they begin and end with alike. */
export function charactersBetween(before: string, after: string): number {
  // Parentheses around the new text would hide that it begins like the old one.
  if (after.startsWith("(") && after.endsWith(")")) return 2 + charactersBetween(before, after.slice(1, -1));
  const shorter = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < shorter && before[prefix] === after[prefix]) prefix += 1;
  let suffix = 0;
  while (suffix < shorter - prefix && before.at(-1 - suffix) === after.at(-1 - suffix)) suffix += 1;
  return before.length + after.length - 2 * (prefix + suffix);
}
