import { type FieldKind, RECORD_FIELDS, type RecordField } from "../../cloudtrail/catalogue.ts";
import { KNOWN_KINDS } from "../../cloudtrail/kinds/kinds.ts";
import type { KnownKind } from "../../cloudtrail/kinds/known-kind.ts";
import type { Selector } from "../../pattern/ast.ts";
import { parsePattern } from "../../pattern/parse.ts";
import { type EventCondition, type Formula, formulaOf, type ValueKind } from "../formula.ts";
import type { Assumption, RecordKind } from "./assumption.ts";

/**
 * Events are records as CloudTrail writes them: the fields of the catalogue hold what it says they hold, those that are
 * always there are there, and closed sets are closed. Fields outside of the catalogue are free.
 */
export const cloudtrail: Assumption = {
  name: "cloudtrail",
  get given() {
    given ??= { kind: "all", parts: RECORD_FIELDS.flatMap(factsOf) };
    return given;
  },
  get kinds() {
    kinds ??= KNOWN_KINDS.map(recordKind);
    return kinds;
  },
};

// Made when first asked for: most questions assume nothing, and reading all patterns of kinds takes its time.
let given: Assumption["given"] | undefined;
let kinds: Assumption["kinds"] | undefined;

/** Each fact is a part of its own, so that those can be left out which a question does not touch. */
function factsOf(field: RecordField): readonly Formula<EventCondition>[] {
  const selector = selectorOf(field.path);
  const there = field.holds.flatMap(valueKinds);
  const facts = [...presenceOf(field, selector, there)];
  if (field.values !== undefined) {
    const others = holdsOne(selector, [...there.filter((kind) => kind !== "string"), "absent"]);
    facts.push({ kind: "any", parts: [others, ...field.values.map((text) => equals(selector, text))] });
  }
  return facts;
}

function presenceOf(
  { missingIn = [], elsewhere }: RecordField,
  selector: Selector,
  there: readonly ValueKind[],
): readonly Formula<EventCondition>[] {
  const types = missingIn.map((type) => equals(selectorOf("eventType"), type));
  const present = holdsOne(selector, there);
  const absent = holdsOne(selector, ["absent"]);
  const missing = types.map((type) => ({ kind: "any" as const, parts: [{ ...type, holds: false }, absent] }));
  switch (elsewhere) {
    case "always":
      return [types.length === 0 ? present : { kind: "any", parts: [...types, present] }, ...missing];
    case "sometimes":
      return [holdsOne(selector, [...there, "absent"]), ...missing];
  }
}

function valueKinds(kind: FieldKind): readonly ValueKind[] {
  return kind === "boolean" ? ["true", "false"] : [kind];
}

function recordKind({ name, pattern, sample }: KnownKind): RecordKind {
  const parsed = parsePattern(pattern);
  if (!parsed.ok || parsed.pattern.kind !== "json") throw new Error(`the pattern of ${name} is no JSON pattern`);
  return { name, is: formulaOf<EventCondition>(parsed.pattern.expression, true), sample: JSON.stringify(sample) };
}

type Literal = Extract<Formula<EventCondition>, { kind: "literal" }>;

function holdsOne(selector: Selector, allowed: readonly ValueKind[]): Literal {
  return { kind: "literal", condition: { kind: "kinds", selector, kinds: allowed }, holds: true };
}

function equals(selector: Selector, text: string): Literal {
  const value = { kind: "text", text } as const;
  return { kind: "literal", condition: { kind: "compare", selector, operator: "=", value }, holds: true };
}

function selectorOf(path: string): Selector {
  return { kind: "selector", steps: path.split(".").map((name) => ({ kind: "key", name })) };
}
