import fc from "fast-check";

/** The material of a pair: expressions as text, and the opposite of the first. */
export interface Parts {
  readonly one: string;
  readonly flipped: string;
  readonly two: string;
  readonly three: string;
}

/**
 * Ways to make two expressions of the same parts. Of unrelated ones hardly any imply each other, so most pairs are made
 * so that they might.
 */
const RELATIONS: readonly (readonly [weight: number, relate: (parts: Parts) => readonly [string, string]])[] = [
  [8, ({ one, two }) => [one, two]],
  [3, ({ one, two }) => [`(${one}) && (${two})`, one]],
  [3, ({ one, two }) => [one, `(${two}) || (${one})`]],
  [3, ({ one, two, three }) => [`(${one}) && (${two})`, `(${two}) || (${three})`]],
  [2, ({ one, two }) => [`(${one}) && ((${two}) || (${one}))`, one]],
  [
    2,
    ({ one, two, three }) => [
      `(${one}) && ((${two}) || (${three}))`,
      `((${one}) && (${two})) || ((${one}) && (${three}))`,
    ],
  ],
  [3, ({ one, flipped }) => [one, flipped]],
  [3, ({ one, flipped, two }) => [`(${two}) && (${one})`, `(${two}) || (${flipped})`]],
  [2, ({ one, flipped, two }) => [`(${one}) && (${flipped})`, two]],
];

export const relation: fc.Arbitrary<(parts: Parts) => readonly [string, string]> = fc.oneof(
  ...RELATIONS.map(([weight, relate]) => ({ weight, arbitrary: fc.constant(relate) })),
);
