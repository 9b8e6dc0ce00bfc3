import type { FilterPattern, Value } from "../../pattern/ast.ts";
import { parsePattern } from "../../pattern/parse.ts";
import { printFieldCondition, printJsonCondition, printPattern } from "../../pattern/print.ts";
import { printSelector } from "../../pattern/print-selector.ts";
import type { Assumption } from "../assume/assumption.ts";
import { type EventCondition, type Formula, formulaOf } from "../formula.ts";
import { delimitedFormula, type PartCondition, reachOf } from "./line-formula.ts";

/** Of raw text the selector has no step: the text is the root. */
export type ClaimCondition = EventCondition | PartCondition;

/** What a refutation denies, as plain logic over the spellings of conditions. */
export interface Claim {
  /** True of the events that every pattern of `must` matches and none of `mustNot`, perhaps of more. */
  readonly formula: Formula<string>;
  readonly conditions: ReadonlyMap<string, ClaimCondition>;
  /** What events are. */
  readonly root: "object" | "string";
}

interface Signed {
  readonly pattern: FilterPattern;
  readonly holds: boolean;
}

/** `undefined` when one of the texts is no pattern, or they are not of one family. */
export function claimOf(
  { must, mustNot }: { readonly must: readonly string[]; readonly mustNot: readonly string[] },
  assumption: Assumption | undefined,
): Claim | undefined {
  const sides: readonly (readonly [readonly string[], boolean])[] = [
    [must, true],
    [mustNot, false],
  ];
  const signed = sides.flatMap(([texts, holds]) =>
    texts.map((text) => {
      const parsed = parsePattern(text);
      return parsed.ok ? { pattern: parsed.pattern, holds } : undefined;
    }),
  );
  const read = signed.filter((each) => each !== undefined);
  const families = new Set(read.flatMap(({ pattern }) => familyOf(pattern)));
  if (assumption !== undefined) families.add("json");
  if (read.length < signed.length || families.size > 1) return undefined;
  const formula = families.has("delimited") ? lineFormula(read) : allOf(read.map((each) => patternFormula(each, 0)));
  const conditions = new Map<string, ClaimCondition>();
  const spell = (part: Formula<ClaimCondition>): Formula<string> => {
    if (part.kind !== "literal") return { kind: part.kind, parts: part.parts.map(spell) };
    const condition = spellingOf(part.condition);
    conditions.set(condition, part.condition);
    return { kind: "literal", condition, holds: part.holds };
  };
  const given = assumption === undefined ? [] : [assumption.given];
  return { formula: spell(allOf([formula, ...given])), conditions, root: families.has("text") ? "string" : "object" };
}

function familyOf(pattern: FilterPattern): readonly ("json" | "delimited" | "text")[] {
  if (pattern.kind === "match-all" || (pattern.kind === "delimited" && pattern.entries.length === 0)) return [];
  return pattern.kind === "json" || pattern.kind === "delimited" ? [pattern.kind] : ["text"];
}

function allOf<Condition>(parts: readonly Formula<Condition>[]): Formula<Condition> {
  return { kind: "all", parts };
}

/** Lines with so many fields, or with that and more: there the rests begin and fronts and ends do not overlap. */
function lineFormula(signed: readonly Signed[]): Formula<ClaimCondition> {
  const reaches = signed.map(({ pattern }) => (pattern.kind === "delimited" ? reachOf(pattern) : { front: 0, end: 0 }));
  const most = Math.max(...reaches.map(({ front }) => front)) + Math.max(...reaches.map(({ end }) => end));
  const counts = Array.from({ length: most + 1 }, (_, count) => count);
  return { kind: "any", parts: counts.map((count) => allOf(signed.map((each) => patternFormula(each, count)))) };
}

/** When does a pattern have this truth? For delimited patterns: of a line with `count` fields. */
function patternFormula({ pattern, holds }: Signed, count: number): Formula<ClaimCondition> {
  const joined = holds ? "all" : "any";
  switch (pattern.kind) {
    case "match-all":
      return { kind: joined, parts: [] };
    case "json":
      return formulaOf<ClaimCondition>(pattern.expression, holds);
    case "regex":
      return aboutText(pattern.regex, holds);
    case "terms": {
      const decisive = pattern.terms.filter(({ role }) => role !== "optional");
      // Beside any other term the optional ones count for nothing. obs AWS26 term-opt-excl
      const terms = decisive.length > 0 ? decisive : pattern.terms;
      const parts = terms.map(({ role, text }) =>
        aboutText({ kind: "glob", parts: ["", text, ""] }, (role !== "excluded") === holds),
      );
      return { kind: decisive.length > 0 === holds ? "all" : "any", parts };
    }
    case "delimited":
      return delimitedFormula(pattern, holds, count);
  }
}

/** The raw text of a message is the root, and a term is something found anywhere in it. */
function aboutText(value: Value, holds: boolean): Formula<ClaimCondition> {
  const selector = { kind: "selector", steps: [] } as const;
  return { kind: "literal", condition: { kind: "compare", selector, operator: "=", value }, holds };
}

function spellingOf(condition: ClaimCondition): string {
  const [step] = condition.selector.steps;
  if (condition.kind === "kinds") return `${printSelector(condition.selector)} is ${condition.kinds.join(" or ")}`;
  if (condition.kind === "part") {
    return printFieldCondition(step?.kind === "key" ? step.name : "", { ...condition, kind: "compare" });
  }
  if (condition.kind !== "compare" || step !== undefined) return printJsonCondition(condition);
  const { value } = condition;
  if (value.kind === "regex") return printPattern({ kind: "regex", regex: value });
  const text = value.kind === "glob" ? value.parts.join("") : value.text;
  return printPattern({ kind: "terms", terms: [{ kind: "term", role: "required", text }] });
}
