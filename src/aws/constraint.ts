/** A limit that AWS's API model puts on a member, beyond its type. */
export interface Constraint {
  readonly required?: true;
  /** Is it the value of a number that is bounded, or the length of a text, list or map? */
  readonly measures: "value" | "length";
  readonly min?: number;
  readonly max?: number;
  /** `shown` is the pattern as AWS prints it, `test` decides (anchored, linear time). */
  readonly pattern?: { readonly test: RegExp; readonly shown: string };
  /** The accepted values, in the order in which the service prints them. */
  readonly oneOf?: readonly string[];
  /** For every element of a list and every value of a map. */
  readonly element?: Constraint;
  /** For every key of a map. */
  readonly key?: Constraint;
  /** Where AWS answers a value that is too long with a sentence of its own instead of the common form. */
  readonly tooLong?: string;
}

/**
 * The constraints of one service: shape, then member. Members come in the order in which AWS prints them;
 * a member that is not listed has only its type.
 */
export type Constraints = Readonly<Record<string, Readonly<Record<string, Constraint>>>>;

/** No limit but its type: listed only to give a member its place in print. */
export const anything: Constraint = { measures: "length" };

/** At least `min` and at most `max` UTF-16 units, elements or entries. */
export function length(min: number, max?: number): Constraint {
  return max === undefined ? { measures: "length", min } : { measures: "length", min, max };
}

/** At most `max` UTF-16 units, elements or entries; AWS's model states no minimum. */
export function atMost(max: number): Constraint {
  return { measures: "length", max };
}

/** A number of at least `min` and at most `max`. */
export function range(min: number, max?: number): Constraint {
  return max === undefined ? { measures: "value", min } : { measures: "value", min, max };
}

/** One of these values. */
export function oneOf(...values: readonly string[]): Constraint {
  return { measures: "length", oneOf: values };
}

/** Every element of a list, or value of a map, is bound by `element`. */
export function each(element: Constraint, list: Constraint = anything): Constraint {
  return { ...list, element };
}
