import type { ValueKind } from "../formula.ts";

/** One of the things that can stand at a place. */
export interface Choice {
  readonly kind: ValueKind;
  /** For an object: can fields that the trie knows be in it? */
  readonly hasFields: boolean;
  /** For strings and numbers: the truth of each question asked here, by place; else empty, as nothing else compares. */
  readonly truths: readonly boolean[];
  /** Strings and numbers as JSON; `undefined` when it could not be settled whether there is such a value. */
  readonly json: string | undefined;
  /** Is it certain that no shorter JSON has these truths? */
  readonly shortest: boolean;
  /** Is it what the record has here, left as it is? */
  readonly kept: boolean;
}

/** A choice that has no text: how a string or a number is made is the matter of its class. */
export function plainChoice(kind: ValueKind, more: { readonly hasFields?: boolean; readonly kept?: boolean }): Choice {
  const { hasFields = false, kept = false } = more;
  return { kind, hasFields, truths: [], json: undefined, shortest: true, kept };
}

/** Was it left open whether there is such a value? */
export function isUnsettled({ kind, json }: Choice): boolean {
  return (kind === "string" || kind === "number") && json === undefined;
}
