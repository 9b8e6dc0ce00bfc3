/** One of finitely many choices: a value is its place in `costs`. */
export interface Variable {
  /** What each value adds to the size of the answer; whole numbers, 0 or more. */
  readonly costs: readonly number[];
}

/** What values must be: variables are named by their place. */
export type Constraint =
  | { readonly kind: "all"; readonly parts: readonly Constraint[] }
  | { readonly kind: "any"; readonly parts: readonly Constraint[] }
  | { readonly kind: "in"; readonly variable: number; readonly values: ReadonlySet<number> };

export type Solution =
  /** One value for each variable; of all solutions one with the least sum of costs, unless `least` is false. */
  | { readonly kind: "found"; readonly values: readonly number[]; readonly cost: number; readonly least: boolean }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly reason: string };
