import type { Constraint, Constraints } from "./constraint.ts";
import type { Structure, Type } from "./model.ts";
import { rulesOf } from "./rule.ts";
import { shownValue } from "./shown-value.ts";

/** What is reported at most: a request of a thousand broken datums is as wrong as one of a hundred. */
const MAX_PROBLEMS = 100;

/**
 * Checks an operation's input against the service's constraints and returns AWS's message for everything that is wrong
 * with it, or undefined when nothing is. A valid input costs no allocation per element.
 *
 * @example
 * validationMessage(serviceModel("logs").operations.get("DeleteLogGroup").input, logsConstraints, {});
 * // "1 validation error detected: Value null at 'logGroupName' failed to satisfy constraint: Member must not be null"
 */
export function validationMessage(shape: Structure, constraints: Constraints, input: object): string | undefined {
  const check: Check = { constraints, path: [], problems: [], instead: undefined };
  checkStructure(check, shape, Object(input));
  const { problems, instead } = check;
  if (instead !== undefined || problems.length === 0) return instead;
  const noun = problems.length === 1 ? "error" : "errors";
  return `${problems.length} validation ${noun} detected: ${problems.join("; ")}`;
}

interface Check {
  readonly constraints: Constraints;
  /** The names on the way to the value at hand: changed in place, joined only when there is something to report. */
  readonly path: string[];
  readonly problems: string[];
  /** The sentence that replaces the whole message, where AWS has one. */
  instead: string | undefined;
}

function checkStructure(check: Check, shape: Structure, value: Readonly<Record<string, unknown>>): void {
  const table = check.constraints[shape.name];
  for (const [name, member] of shape.members) {
    const constraint = table?.[name];
    const item = value[name];
    check.path.push(name);
    if (item !== undefined) checkValue(check, member.type, constraint, item);
    else if (member.required || constraint?.required === true) report(check, "null", "Member must not be null");
    check.path.pop();
  }
}

function checkValue(check: Check, type: Type, constraint: Constraint | undefined, value: unknown): void {
  if (constraint !== undefined) {
    for (const rule of rulesOf(constraint)) {
      if (rule.keeps(value)) continue;
      report(check, shown(check, type, value), rule.text);
      check.instead ??= rule.instead;
    }
  }
  if (type.kind === "structure") checkStructure(check, type, Object(value));
  else if (type.kind === "list" && Array.isArray(value)) checkList(check, type, constraint?.element, value);
  else if (type.kind === "map") checkMap(check, type, constraint, Object(value));
}

type ListType = Extract<Type, { kind: "list" }>;

function checkList(check: Check, type: ListType, constraint: Constraint | undefined, values: readonly unknown[]): void {
  if (type.element.kind === "structure") {
    for (let index = 0; index < values.length && check.problems.length < MAX_PROBLEMS; index++) {
      check.path.push(String(index + 1), "member");
      checkStructure(check, type.element, Object(values[index]));
      check.path.length -= 2;
    }
  } else if (constraint !== undefined && values.some((value) => breaks(constraint, value))) {
    // A list of plain values is reported as a whole. [inf] the common form of AWS's own framework
    report(check, shown(check, type, values), `Member must satisfy constraint: ${allRules(constraint)}`);
  }
}

function checkMap(check: Check, type: Type, constraint: Constraint | undefined, map: object): void {
  const { key, element } = constraint ?? {};
  if (key !== undefined && Object.keys(map).some((name) => breaks(key, name))) {
    report(check, shown(check, type, map), `Map keys must satisfy constraint: ${allRules(key)}`);
  }
  if (element !== undefined && Object.values(map).some((value) => breaks(element, value))) {
    report(check, shown(check, type, map), `Map value must satisfy constraint: ${allRules(element)}`);
  }
}

function breaks(constraint: Constraint, value: unknown): boolean {
  return rulesOf(constraint).some((rule) => !rule.keeps(value));
}

function allRules(constraint: Constraint): string {
  return `[${rulesOf(constraint)
    .map((rule) => rule.text)
    .join(", ")}]`;
}

function shown(check: Check, type: Type, value: unknown): string {
  return `'${shownValue(type, value, check.constraints)}'`;
}

function report(check: Check, value: string, rule: string): void {
  const place = check.path.map((name) => name.charAt(0).toLowerCase() + name.slice(1)).join(".");
  check.problems.push(`Value ${value} at '${place}' failed to satisfy constraint: ${rule}`);
}
