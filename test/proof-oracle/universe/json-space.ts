import { conditionsOf, type JsonCondition, type JsonPattern, type SelectorStep } from "../../../src/pattern/ast.ts";
import { type Asked, distinctNumbers, distinctStrings } from "./candidates.ts";
import { anyOf, mapped, type Space, tuples, union } from "./space.ts";

/** A condition and what is left of its selector below some place. */
interface Pending {
  readonly condition: JsonCondition;
  readonly steps: readonly SelectorStep[];
}

/** Keys that no pattern names, for what a wildcard may find besides. Witnesses keep to keys that are not empty. */
const FRESH_KEYS = ["w", "v"];
const FRESH_ELEMENTS = 2;
const HIGHEST_INDEX = 3;

/**
 * All messages that are one JSON object with fields and elements only where the patterns look, holding of all values
 * that their conditions answer alike one.
 */
export function jsonSpace(patterns: readonly JsonPattern[]): Space<string> {
  const conditions = patterns.flatMap(({ expression }) => conditionsOf<JsonCondition>(expression));
  return objects(conditions.map((condition) => ({ condition, steps: condition.selector.steps })));
}

function values(pending: readonly Pending[]): Space<string> {
  const here = pending.filter(({ steps }) => steps.length === 0).map(({ condition }) => condition);
  const asked = here.flatMap((condition): readonly Asked[] => (condition.kind === "compare" ? [condition] : []));
  const scalars = [
    "null",
    "true",
    "false",
    ...distinctStrings(asked).map((text) => JSON.stringify(text)),
    ...distinctNumbers(asked),
  ];
  // What conditions look into is picked more often than what ends their way.
  const leading = (kind: SelectorStep["kind"]): number =>
    pending.some(({ steps: [step] }) => step?.kind === kind || step?.kind === "wildcard") ? 3 : 1;
  const weights = [here.length > 0 ? 3 : 1, leading("key"), leading("index")];
  return union([anyOf(scalars), objects(pending), arrays(pending, here)], weights);
}

function objects(pending: readonly Pending[]): Space<string> {
  const keys = new Set(pending.flatMap(({ steps: [step] }) => (step?.kind === "key" ? [step.name] : [])));
  if (pending.some(({ steps: [step] }) => step?.kind === "wildcard")) for (const key of FRESH_KEYS) keys.add(key);
  const fields = [...keys].map((key) => {
    const below = behind(pending, (step) => step.kind === "wildcard" || (step.kind === "key" && step.name === key));
    const field = mapped(values(below), (value) => `${JSON.stringify(key)}:${value}`);
    return union([anyOf([""]), field], [1, FRESH_KEYS.includes(key) ? 1 : 3]);
  });
  return mapped(tuples(fields), (parts) => `{${parts.filter((part) => part !== "").join(",")}}`);
}

function arrays(pending: readonly Pending[], here: readonly JsonCondition[]): Space<string> {
  const elements = Array.from({ length: lengthOf(pending, here) }, (_, at) =>
    values(behind(pending, (step) => step.kind === "wildcard" || (step.kind === "index" && step.index === at))),
  );
  const lengths = [...elements.keys(), elements.length];
  return union(lengths.map((length) => mapped(tuples(elements.slice(0, length)), (parts) => `[${parts.join(",")}]`)));
}

function lengthOf(pending: readonly Pending[], here: readonly JsonCondition[]): number {
  const named = pending.flatMap(({ steps: [step] }) => (step?.kind === "index" ? [step.index + 1] : []));
  const length = Math.min(Math.max(0, ...named), HIGHEST_INDEX + 1);
  if (pending.some(({ steps: [step] }) => step?.kind === "wildcard")) return Math.max(length, FRESH_ELEMENTS);
  // An array that directly holds a null is null as well. obs AWS26 edge-null-10
  return here.some((condition) => condition.kind === "is" && condition.what === "NULL") ? length + 1 : length;
}

function behind(pending: readonly Pending[], leadsOn: (step: SelectorStep) => boolean): readonly Pending[] {
  return pending.flatMap(({ condition, steps: [step, ...rest] }) =>
    step !== undefined && leadsOn(step) ? [{ condition, steps: rest }] : [],
  );
}
