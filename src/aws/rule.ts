import type { Constraint } from "./constraint.ts";

/** One sentence of a constraint: what AWS says, and whether a value keeps to it. */
export interface Rule {
  readonly text: string;
  readonly keeps: (value: unknown) => boolean;
  /** The sentence AWS answers instead of the common form, where it has one. */
  readonly instead?: string;
}

const compiled = new WeakMap<Constraint, readonly Rule[]>();

/** The rules of a constraint, in the order in which AWS reports several of one value: maximum, minimum, pattern. [inf] */
export function rulesOf(constraint: Constraint): readonly Rule[] {
  const known = compiled.get(constraint);
  if (known !== undefined) return known;
  const rules = compile(constraint);
  compiled.set(constraint, rules);
  return rules;
}

function compile({ min, max, pattern, oneOf, measures, tooLong }: Constraint): readonly Rule[] {
  const rules: Rule[] = [];
  if (max !== undefined) {
    const text = `Member must have ${measures} less than or equal to ${max}`;
    const keeps = (value: unknown): boolean => sizeOf(value) <= max;
    rules.push(tooLong === undefined ? { text, keeps } : { text, keeps, instead: tooLong });
  }
  if (min !== undefined) {
    rules.push({
      text: `Member must have ${measures} greater than or equal to ${min}`,
      keeps: (value) => sizeOf(value) >= min,
    });
  }
  if (pattern !== undefined) {
    rules.push({
      text: `Member must satisfy regular expression pattern: ${pattern.shown}`,
      keeps: (value) => typeof value === "string" && pattern.test.test(value),
    });
  }
  if (oneOf !== undefined) {
    const values: ReadonlySet<unknown> = new Set(oneOf);
    rules.push({
      text: `Member must satisfy enum value set: [${oneOf.join(", ")}]`,
      keeps: (value) => values.has(value),
    });
  }
  return rules;
}

/** The value of a number, else the length of a text, list or map. */
function sizeOf(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return Object.keys(Object(value)).length;
}
