import type { JsonCondition, JsonExpression } from "../../pattern/ast.ts";
import { conditionsOf } from "../../pattern/ast.ts";
import { parsePattern } from "../../pattern/index.ts";
import type { Auditor, TextRule } from "./auditor.ts";
import { benchmarkText } from "./benchmark-text.ts";
import { type DemandedEvents, demandedEvents } from "./demanded.ts";

const CONSOLE_SIGN_IN = "console-signin-without-mfa";

/** Other controls whose rule is known to us. */
const LISTS = ["iam-policy-changes", "kms-cmk-disable-or-delete", "nacl-changes"];

/**
 * Reads the language, and then asks whether each condition is a leaf somewhere; the sign-in and an event source
 * must be joined by `&&`.
 */
export const kics: Auditor = {
  authority: "kics",
  source: "Checkmarx/kics @ 646dc8af and 0bbcd65b, Terraform rules; Datadog's rules of the same ids",
  idOf: ({ id }) => id,
  textRule: ({ id }) => {
    if (id === CONSOLE_SIGN_IN) return ruleOnConditions(isSignInText);
    const demanded = LISTS.includes(id) ? demandedEvents(id) : undefined;
    return demanded && ruleOnConditions((expression) => holdsList(expression, demanded));
  },
  wants: ({ id }) => (id === CONSOLE_SIGN_IN || LISTS.includes(id) ? benchmarkText(id) : undefined),
  // It judges Terraform files; of an account it would see the same pieces.
  demands: {
    trail: "not-looked-at",
    filterIn: "any-log-group",
    alarm: "same-metric-name",
    alarmActions: false,
    subscription: "not-looked-at",
  },
};

function ruleOnConditions(holds: (expression: JsonExpression) => boolean): TextRule {
  return (filterPattern) => {
    const parsed = parsePattern(filterPattern);
    return parsed.ok && parsed.pattern.kind === "json" && holds(parsed.pattern.expression);
  };
}

function isSignInText(expression: JsonExpression): boolean {
  const leaves = conditionsOf<JsonCondition>(expression);
  return (
    expression.kind === "and" &&
    leaves.some((leaf) => isLeaf(leaf, ["eventName"], "=", "ConsoleLogin")) &&
    leaves.some((leaf) => isLeaf(leaf, ["additionalEventData", "MFAUsed"], "!=", "Yes"))
  );
}

function holdsList(expression: JsonExpression, { eventSource, eventNames }: DemandedEvents): boolean {
  const leaves = conditionsOf<JsonCondition>(expression);
  const hasSource =
    eventSource === undefined ||
    (expression.kind === "and" && leaves.some((leaf) => isLeaf(leaf, ["eventSource"], "=", eventSource)));
  return hasSource && eventNames.every((name) => leaves.some((leaf) => isLeaf(leaf, ["eventName"], "=", name)));
}

function isLeaf(leaf: JsonCondition, path: readonly string[], operator: string, text: string): boolean {
  return (
    leaf.kind === "compare" &&
    leaf.operator === operator &&
    leaf.value.kind === "text" &&
    leaf.value.text === text &&
    leaf.selector.steps.length === path.length &&
    leaf.selector.steps.every((step, place) => step.kind === "key" && step.name === path[place])
  );
}
