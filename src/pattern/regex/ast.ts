/** A set of characters: inclusive, sorted, disjoint code point ranges, possibly negated. */
export interface CharacterSet {
  readonly kind: "set";
  readonly ranges: readonly CodePointRange[];
  readonly negated: boolean;
}

export interface CodePointRange {
  readonly from: number;
  readonly to: number;
}

/** `^` and `$`: the start and the end of the whole text, never of a line. obs AWS26 */
export interface Anchor {
  readonly kind: "anchor";
  readonly at: "start" | "end";
}

/** `max` is `null` when there is no upper bound. Lazy quantifiers search alike, so laziness is not kept. */
export interface Repeat {
  readonly kind: "repeat";
  readonly operand: CharacterSet | Anchor;
  readonly min: number;
  readonly max: number | null;
}

export type RegexItem = CharacterSet | Anchor | Repeat;

/** One alternative: items in a row. */
export type RegexSequence = readonly RegexItem[];

/**
 * A whole expression. There are no groups in this dialect, so alternation has the lowest precedence and the tree
 * is never deeper than alternative, item, operand.
 */
export interface RegexTree {
  readonly kind: "alternatives";
  readonly alternatives: readonly RegexSequence[];
}
