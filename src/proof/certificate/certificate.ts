/**
 * A condition with the truth it would have, as the pattern language spells it. A part of a line is called by its place
 * (`field 2 of 3 = "x"`), and what an assumption says of a place by its kinds (`$.a is string or absent`).
 */
export interface SignedCondition {
  readonly condition: string;
  readonly holds: boolean;
}

/** Conditions that no event can have together. */
export interface Lemma {
  readonly impossible: readonly SignedCondition[];
}

/** Why no event exists that every pattern of `must` matches and none of `mustNot`, under the assumptions named. */
export interface Refutation {
  readonly kind: "refutation";
  readonly must: readonly string[];
  readonly mustNot: readonly string[];
  readonly assumptions: readonly string[];
  /** With these, plain logic is enough. */
  readonly lemmas: readonly Lemma[];
}

/** An event that every pattern of `must` matches and none of `mustNot`. */
export interface Example {
  readonly kind: "example";
  readonly must: readonly string[];
  readonly mustNot: readonly string[];
  readonly message: string;
}

/** Both parts of an equivalence. */
export interface Both {
  readonly kind: "both";
  readonly parts: readonly Certificate[];
}

export type Certificate = Refutation | Example | Both;
