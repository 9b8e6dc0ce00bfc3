import type { JsonCondition, OrderingOperator, Selector, SelectorStep, Value } from "../../pattern/ast.ts";
import type { EventCondition, Formula } from "../formula.ts";

/** A condition of a formula with the truths it occurs with. */
export interface SignedUse {
  readonly key: string;
  readonly condition: EventCondition;
  readonly wantedTrue: boolean;
  readonly wantedFalse: boolean;
}

/** Every condition of a formula once, in the order of the formula. */
export function signedUsesOf(formula: Formula<EventCondition>): readonly SignedUse[] {
  const uses = new Map<string, SignedUse>();
  const collect = (part: Formula<EventCondition>): void => {
    if (part.kind !== "literal") {
      for (const inner of part.parts) collect(inner);
      return;
    }
    const key = conditionKey(part.condition);
    const known = uses.get(key);
    uses.set(key, {
      key,
      condition: part.condition,
      wantedTrue: part.holds || known?.wantedTrue === true,
      wantedFalse: !part.holds || known?.wantedFalse === true,
    });
  };
  collect(formula);
  return [...uses.values()];
}

/** The same for conditions that mean the same, however they were made. */
export function conditionKey(condition: EventCondition): string {
  const steps = condition.selector.steps;
  switch (condition.kind) {
    case "compare":
      return JSON.stringify([steps, questionKey(condition)]);
    case "is":
      return JSON.stringify([steps, "IS", condition.what]);
    case "not-exists":
      return JSON.stringify([steps, "NOT EXISTS"]);
    case "kinds":
      return JSON.stringify([steps, "kinds", condition.kinds]);
  }
}

/** What a comparison asks of one value. */
export interface Question {
  readonly operator: "=" | "!=" | OrderingOperator;
  readonly value: Value;
}

export function questionKey({ operator, value }: Question): string {
  return JSON.stringify([operator, ...valueKey(value)]);
}

export function valueKey(value: Value): readonly string[] {
  switch (value.kind) {
    case "number":
    case "text":
      return [value.kind, value.text];
    case "glob":
      return [value.kind, ...value.parts];
    case "regex":
      return [value.kind, value.source];
  }
}

/** A selector taken apart at its wildcard. */
export interface WildcardSplit {
  readonly before: readonly SelectorStep[];
  readonly behind: readonly SelectorStep[];
}

export function splitAtWildcard({ steps }: Selector): WildcardSplit | undefined {
  const at = steps.findIndex((step) => step.kind === "wildcard");
  return at < 0 ? undefined : { before: steps.slice(0, at), behind: steps.slice(at + 1) };
}

/**
 * Names the child that a condition behind a wildcard needs to have that truth; the same name means that the same child
 * will do. `undefined`: with that truth it needs none, but forbids some.
 */
export function witnessKey(condition: JsonCondition, holds: boolean, { behind }: WildcardSplit): string | undefined {
  switch (condition.kind) {
    case "compare": {
      // "No selected value is equal" is what != says behind a wildcard. obs AWS26 edge-wild-ne
      const needs = condition.operator !== "!=";
      const key = questionKey({ operator: needs ? condition.operator : "=", value: condition.value });
      return needs === holds ? JSON.stringify([behind, key]) : undefined;
    }
    case "is":
      return holds ? JSON.stringify([behind, condition.what]) : undefined;
    case "not-exists":
      return holds ? undefined : JSON.stringify([behind]);
  }
}
