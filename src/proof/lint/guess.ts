import {
  type Expression,
  isJunction,
  type JsonComparison,
  type JsonCondition,
  type JsonExpression,
  type SelectorStep,
} from "../../pattern/ast.ts";
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownField } from "../../pattern/json-value.ts";
import { printSelector } from "../../pattern/print-selector.ts";

/** A condition with the truth that an event should give it. */
export interface Wish {
  readonly condition: JsonCondition;
  readonly holds: boolean;
}

/**
 * A node has the wanted truth, and what stands beside it leaves the whole to it: then the whole has that truth, too.
 *
 * @returns one wish list among many; whoever uses it checks what became of it
 */
export function wishesThat(expression: JsonExpression, node: JsonExpression, holds: boolean): readonly Wish[] {
  if (expression === node || !isJunction(expression)) return wishes(node, holds);
  const { kind, operands } = expression;
  const parts: readonly JsonExpression[] = operands;
  const own = parts.find((part) => part === node || contains(part, node));
  const others = parts.filter((part) => part !== own).flatMap((part) => wishes(part, kind === "and"));
  return own === undefined ? others : [...wishesThat(own, node, holds), ...others];
}

/** Conditions whose truth settles that of the expression. */
export function wishes(expression: JsonExpression, holds: boolean): readonly Wish[] {
  if (!isJunction(expression)) return [{ condition: expression, holds }];
  const all = (expression.kind === "and") === holds;
  const parts: readonly JsonExpression[] = all ? expression.operands : expression.operands.slice(0, 1);
  return parts.flatMap((part) => wishes(part, holds));
}

function contains(expression: Expression<JsonCondition>, node: JsonExpression): boolean {
  return isJunction(expression) && expression.operands.some((operand) => operand === node || contains(operand, node));
}

/** A value that an event could hold; the stronger of two for one place wins. `undefined`: nothing. */
interface Idea {
  readonly value: JsonValue | undefined;
  readonly strength: number;
}

/**
 * A record changed so that each wish comes true; `undefined` when for some wish nothing comes to mind.
 *
 * @param instead what becomes of a value that must go: `undefined` leaves the field out
 */
export function guessEvent(
  record: JsonObject,
  list: readonly Wish[],
  instead: string | undefined,
): JsonObject | undefined {
  const ideas = new Map<string, Idea & { readonly steps: readonly SelectorStep[] }>();
  for (const { condition, holds } of list) {
    const idea = ideaFor(condition, holds, instead);
    if (idea === undefined) return undefined;
    const { steps } = condition.selector;
    const key = printSelector(condition.selector);
    if (idea.strength > (ideas.get(key)?.strength ?? -1)) ideas.set(key, { ...idea, steps });
  }
  let event: JsonValue | undefined = record;
  for (const { steps, value } of ideas.values()) event = withValue(event, steps, value);
  return isJsonObject(event) ? event : undefined;
}

const ANYTHING = { value: "x", strength: 1 };

function ideaFor(condition: JsonCondition, holds: boolean, instead: string | undefined): Idea | undefined {
  switch (condition.kind) {
    case "not-exists":
      return holds ? { value: undefined, strength: 2 } : ANYTHING;
    case "is":
      if (!holds) return { value: instead, strength: 0 };
      return { value: condition.what === "NULL" ? null : condition.what === "TRUE", strength: 2 };
    case "compare":
      if (holds) return condition.operator === "!=" ? ANYTHING : ideaOfValue(condition);
      return condition.operator === "!=" ? ideaOfValue(condition) : { value: instead, strength: 0 };
  }
}

function ideaOfValue({ operator, value }: JsonComparison): Idea | undefined {
  switch (value.kind) {
    case "text":
      return { value: value.text, strength: 3 };
    case "glob":
      return { value: value.parts.join(""), strength: 2 };
    case "regex":
      return undefined;
    case "number": {
      const shift = operator === "<" ? -1 : operator === ">" ? 1 : 0;
      return { value: Number(value.text) + shift, strength: 3 };
    }
  }
}

/** Puts a value at a place, with the objects and arrays that lead to it; a wildcard leads to a first child. */
function withValue(
  root: JsonValue | undefined,
  steps: readonly SelectorStep[],
  value: JsonValue | undefined,
): JsonValue | undefined {
  const [step, ...more] = steps;
  if (step === undefined) return value;
  if (step.kind === "index" || (step.kind === "wildcard" && !isJsonObject(root))) {
    const at = step.kind === "index" ? step.index : 0;
    const elements = isJsonArray(root) ? root : [];
    const element = at > MAX_LENGTH ? undefined : withValue(elements[at], more, value);
    if (element === undefined) return root;
    const before = Array.from({ length: at }, (_, index) => elements[index] ?? 0);
    return [...before, element, ...elements.slice(at + 1)];
  }
  const name = step.kind === "key" ? step.name : "x";
  const object = isJsonObject(root) ? root : {};
  const field = withValue(ownField(object, name), more, value);
  const others = Object.entries(object).filter(([key]) => key !== name);
  if (field === undefined) return root === undefined ? undefined : Object.fromEntries(others);
  return Object.fromEntries([...others, [name, field]]);
}

const MAX_LENGTH = 20;
