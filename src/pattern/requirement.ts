import type { FilterPattern, JsonCondition, JsonExpression, Selector } from "./ast.ts";

/**
 * Something that an event must hold for a pattern to have a chance: a value at a path of plain keys, and where `text` is
 * given, that very text (or a number, whose text is not looked at here).
 */
export interface Requirement {
  readonly path: readonly string[];
  readonly text?: string;
}

/** Requirements of which at least one holds in every event that the pattern matches. */
export type Choice = readonly Requirement[];

/**
 * The choices an index has for a pattern: to ask only events that meet one requirement of a choice is enough, whichever
 * choice is taken. None for a pattern that no index can rule out. Necessary, never sufficient.
 *
 * @example
 * const parsed = parsePattern('{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed != "Yes" }');
 * if (parsed.ok) requirementChoices(parsed.pattern);
 * // [[{ path: ["eventName"], text: "ConsoleLogin" }], [{ path: ["additionalEventData", "MFAUsed"] }]]
 */
export function requirementChoices(pattern: FilterPattern): readonly Choice[] {
  return pattern.kind === "json" ? ofExpression(pattern.expression) : [];
}

function ofExpression(expression: JsonExpression): readonly Choice[] {
  switch (expression.kind) {
    case "and":
      // Any operand of a conjunction will do.
      return expression.operands.flatMap(ofExpression);
    case "or":
      return ofAlternatives(expression.operands.map(ofExpression));
    case "compare":
    case "is":
    case "not-exists":
      return ofCondition(expression);
  }
}

/** A disjunction is let through by any of its operands, so each of them must require something. */
function ofAlternatives(operands: readonly (readonly Choice[])[]): readonly Choice[] {
  const all: Requirement[] = [];
  for (const choices of operands) {
    const [first, ...others] = choices;
    if (first === undefined) return [];
    all.push(...others.reduce((best, choice) => (cost(choice) < cost(best) ? choice : best), first));
  }
  return [all];
}

/**
 * How many events a choice is expected to let through: a guess that only speed depends on. A text lets few through,
 * however many texts there are; a mere presence many.
 */
export function cost(choice: Choice): number {
  return choice.filter(({ text }) => text === undefined).length;
}

function ofCondition(condition: JsonCondition): readonly Choice[] {
  if (condition.kind === "not-exists") return [];
  const path = plainPath(condition.selector);
  if (path === undefined) return [];
  // Missing values satisfy nothing but NOT EXISTS (obs AWS26, the matrix of SPEC.md).
  if (condition.kind === "is" || condition.operator !== "=") return [[{ path }]];
  switch (condition.value.kind) {
    case "text":
    case "number":
      return [[{ path, text: condition.value.text }]];
    case "glob":
    case "regex":
      return [[{ path }]];
  }
}

function plainPath(selector: Selector): readonly string[] | undefined {
  const path: string[] = [];
  for (const step of selector.steps) {
    if (step.kind !== "key") return undefined;
    path.push(step.name);
  }
  return path;
}
