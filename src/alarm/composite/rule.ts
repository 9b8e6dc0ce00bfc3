import type { StateValue } from "../alarm.ts";

/** A place in the text of a rule: from `start` up to, not including, `end` (UTF-16 units). */
export interface RuleSpan {
  readonly start: number;
  readonly end: number;
}

/** An alarm as a rule names it: by name or ARN. */
export interface AlarmReference {
  readonly text: string;
  readonly span: RuleSpan;
}

/** An alarm rule. Nodes know where they stand in the text. */
export type AlarmRule =
  | { readonly kind: "boolean"; readonly value: boolean; readonly span: RuleSpan }
  | { readonly kind: "state"; readonly state: StateValue; readonly alarm: AlarmReference; readonly span: RuleSpan }
  | {
      readonly kind: "atLeast";
      /** A number of alarms, or a percentage of those listed. */
      readonly threshold: { readonly kind: "count" | "percentage"; readonly value: number };
      readonly negated: boolean;
      readonly state: StateValue;
      readonly alarms: readonly AlarmReference[];
      readonly span: RuleSpan;
    }
  | { readonly kind: "not"; readonly operand: AlarmRule; readonly span: RuleSpan }
  | { readonly kind: "and" | "or"; readonly operands: readonly AlarmRule[]; readonly span: RuleSpan };

/** The alarms of a rule in the order of their first mention, by what the rule calls them. */
export function referencesOf(rule: AlarmRule): readonly string[] {
  const found = new Set<string>();
  collect(rule, found);
  return [...found];
}

function collect(rule: AlarmRule, found: Set<string>): void {
  switch (rule.kind) {
    case "boolean":
      return;
    case "state":
      found.add(rule.alarm.text);
      return;
    case "atLeast":
      for (const alarm of rule.alarms) found.add(alarm.text);
      return;
    case "not":
      collect(rule.operand, found);
      return;
    case "and":
    case "or":
      for (const operand of rule.operands) collect(operand, found);
  }
}

/**
 * Whether the rule holds, given the state of each alarm it mentions.
 * AT_LEAST counts an alarm as often as it is listed, and rounds a percentage up (obs STACKD: 66 % of three are two).
 */
export function ruleHolds(rule: AlarmRule, stateOf: (reference: string) => StateValue | undefined): boolean {
  switch (rule.kind) {
    case "boolean":
      return rule.value;
    case "state":
      return stateOf(rule.alarm.text) === rule.state;
    case "atLeast": {
      const { threshold, alarms } = rule;
      const counted = alarms.filter(({ text }) => (stateOf(text) === rule.state) !== rule.negated).length;
      // In whole numbers: 7 % of 100 must not become 8 through a rounding error.
      return threshold.kind === "count" ? counted >= threshold.value : counted * 100 >= threshold.value * alarms.length;
    }
    case "not":
      return !ruleHolds(rule.operand, stateOf);
    case "and":
      return rule.operands.every((operand) => ruleHolds(operand, stateOf));
    case "or":
      return rule.operands.some((operand) => ruleHolds(operand, stateOf));
  }
}
