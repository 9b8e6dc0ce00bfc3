import type { SelectorStep } from "../../../pattern/ast.ts";
import type { KindsCondition, ValueKind } from "../../formula.ts";
import type { Claim, ClaimCondition } from "../claim.ts";
import type { PartCondition } from "../line-formula.ts";
import { numberCanBe } from "./number.ts";
import { partCanBe, SEVERAL_FIELDS } from "./part.ts";
import type { Test } from "./test.ts";
import { textCanBe } from "./text.ts";

/** What a value is asked, behind some steps. */
type Question =
  | (Pick<Test, "operator" | "value"> & { readonly kind: "compare" })
  | Omit<PartCondition, "selector">
  | Pick<KindsCondition, "kind" | "kinds">
  /** Null, or an array that directly holds a null. */
  | { readonly kind: "null" };

interface Need {
  readonly steps: readonly SelectorStep[];
  readonly asked: Question;
  readonly holds: boolean;
}

const PRESENT: readonly ValueKind[] = ["null", "true", "false", "string", "number", "object", "array"];
const ANY_KIND: readonly ValueKind[] = ["absent", ...PRESENT];
const MOST_INDEX = 1000;

/**
 * Can no event give the conditions these truths? `false` as well when that was not settled: every shortcut here takes more
 * events for possible than there are.
 */
export function isImpossible(
  conditions: readonly { readonly condition: ClaimCondition; readonly holds: boolean }[],
  root: Claim["root"],
): boolean {
  return !canBe(
    root,
    conditions.map(({ condition, holds }) => needOf(condition, holds)),
    { left: 10_000 },
  );
}

function needOf(condition: ClaimCondition, holds: boolean): Need {
  const { steps } = condition.selector;
  switch (condition.kind) {
    case "not-exists":
      return { steps, asked: { kind: "kinds", kinds: PRESENT }, holds: !holds };
    case "is": {
      const { what } = condition;
      // Behind a wildcard arrays that hold a null are not null. obs AWS26 bnd-wild-null
      if (what === "NULL" && !steps.some(({ kind }) => kind === "wildcard"))
        return { steps, asked: { kind: "null" }, holds };
      const kind = what === "NULL" ? "null" : what === "TRUE" ? "true" : "false";
      return { steps, asked: { kind: "kinds", kinds: [kind] }, holds };
    }
    case "compare":
    case "part":
    case "kinds":
      return { steps, asked: condition, holds };
  }
}

/** Everything asked of one value sorted by whom it concerns. */
interface Sorted {
  readonly tests: Test[];
  readonly children: Map<string | number, Need[]>;
  /** Needs of which some child must meet each, and those that every child must meet. */
  readonly some: Need[];
  readonly every: Need[];
}

type Fuel = { left: number };

function canBeAny(kinds: readonly ValueKind[], needs: readonly Need[], fuel: Fuel): boolean {
  return kinds.some((kind) => canBe(kind, needs, fuel));
}

/** Can a value of this kind meet the needs? */
function canBe(kind: ValueKind, needs: readonly Need[], fuel: Fuel): boolean {
  fuel.left -= 1;
  if (fuel.left < 0) return true;
  const sorted: Sorted = { tests: [], children: new Map(), some: [], every: [] };
  if (!needs.every((need) => sort(kind, need, sorted, fuel))) return false;
  const { tests, children, some, every } = sorted;
  const isPart = needs.some(({ asked }) => asked.kind === "part");
  switch (kind) {
    case "string":
      return isPart ? partCanBe(tests) : textCanBe(tests);
    case "number":
      return numberCanBe(tests);
    case "object":
      // A child that nothing names meets a need most easily.
      return (
        [...children.values()].every((named) => canBeAny(ANY_KIND, [...named, ...every], fuel)) &&
        some.every((need) => canBeAny(PRESENT, [need, ...every], fuel))
      );
    case "array":
      return arrayCanBe(sorted, fuel);
    case "absent":
    case "null":
    case "true":
    case "false":
      return true;
  }
}

/** `false`: a value of this kind does not meet the need. */
function sort(kind: ValueKind, need: Need, { tests, children, some, every }: Sorted, fuel: Fuel): boolean {
  const { asked, holds } = need;
  const [step, ...steps] = need.steps;
  if (step?.kind === "wildcard") {
    // With != : what the wildcard starts from exists and no child is equal. obs AWS26 edge-wild-ne
    const differs = asked.kind === "compare" && asked.operator === "!=";
    if (differs && kind === "absent") return !holds;
    const child: Need = differs ? { steps, asked: { ...asked, operator: "=" }, holds: !holds } : { ...need, steps };
    (child.holds ? some : every).push(child);
    return kind === "object" || kind === "array" || !child.holds;
  }
  if (step !== undefined) {
    if (kind !== (step.kind === "key" ? "object" : "array")) return canBe("absent", [{ ...need, steps }], fuel);
    const name = step.kind === "key" ? step.name : step.index;
    children.set(name, [...(children.get(name) ?? []), { ...need, steps }]);
    return true;
  }
  switch (asked.kind) {
    case "kinds":
      return asked.kinds.includes(kind) === holds;
    case "null":
      if (kind === "array")
        (holds ? some : every).push({ steps: [], asked: { kind: "kinds", kinds: ["null"] }, holds });
      return (kind === "null") === holds || kind === "array";
    case "part":
      tests.push({ ...asked, holds }, ...(asked.isRest ? SEVERAL_FIELDS : []));
      return kind === "string";
    case "compare":
      tests.push({ ...asked, holds });
      return kind === "string" || kind === "number" || !holds;
  }
}

/** Tries the lengths that make a difference: up to each named element, with it, and beyond all. */
function arrayCanBe({ children, some, every }: Sorted, fuel: Fuel): boolean {
  const named = [...children].flatMap(([index, needs]) => (typeof index === "number" ? [{ index, needs }] : []));
  const lengths = new Set([0, ...named.flatMap(({ index }) => [index, index + 1]), MOST_INDEX * 2]);
  if (named.some(({ index }) => index > MOST_INDEX)) return true;
  if (!some.every((need) => canBeAny(PRESENT, [need, ...every], fuel))) return false;
  return [...lengths].some((length) => {
    const inside = named.filter(({ index }) => index < length).map(({ needs }) => [...needs, ...every]);
    const outside = named.filter(({ index }) => index >= length).flatMap(({ needs }) => needs);
    const others = Math.min(some.length, length - inside.length);
    const slots = [...Array.from({ length: others }, () => every), ...inside];
    if (length > inside.length && !canBeAny(PRESENT, every, fuel)) return false;
    return (
      canBe("absent", outside, fuel) && slots.every((slot) => canBeAny(PRESENT, slot, fuel)) && fill(slots, some, fuel)
    );
  });
}

/** Can elements be chosen that meet the needs? */
function fill(slots: readonly (readonly Need[])[], some: readonly Need[], fuel: Fuel): boolean {
  const [need, ...more] = some;
  if (need === undefined) return true;
  return slots.some((slot, at) => {
    const filled = [need, ...slot];
    return canBeAny(PRESENT, filled, fuel) && fill(slots.with(at, filled), more, fuel);
  });
}
