import type { RegexTree } from "../../pattern/regex/ast.ts";

/** A question about a text that the language can ask. */
export type TextTest =
  | { readonly kind: "equals"; readonly text: string }
  /** Found anywhere, as terms are. */
  | { readonly kind: "contains"; readonly text: string }
  /** As `globMatches` of src/pattern/glob.ts decides: leftmost, without going back. */
  | { readonly kind: "glob"; readonly parts: readonly string[] }
  /** Found anywhere; anchors are those of the whole text. */
  | { readonly kind: "regex"; readonly tree: RegexTree };

/** How a number stands to a decimal; `none` when it does not compare at all (overflow, or a field that is no number). */
export type Order = "less" | "equal" | "greater" | "none";

/**
 * All texts that answer the tests alike. Classes of one call are disjoint and together they are every text there is
 * (of the sort asked about), so nothing outside them can exist.
 */
export interface TextClass {
  /** Beside `tests`, by place. */
  readonly holds: readonly boolean[];
  /** Beside `decimals`, by place; empty where none were given. */
  readonly orders: readonly Order[];
  /**
   * The shortest member, of the plainest characters. For JSON numbers: the number as an event spells it. `undefined`: it
   * could not be settled whether the class has a member; a search that needs one must say unknown.
   */
  readonly example: string | undefined;
}

export type Classes =
  | { readonly kind: "classes"; readonly classes: readonly TextClass[] }
  | { readonly kind: "unknown"; readonly reason: string };
