import { conditionsOf, type IsCondition, type JsonComparison } from "../../pattern/ast.ts";
import { printPattern } from "../../pattern/print.ts";
import { printSelector } from "../../pattern/print-selector.ts";
import type { JsonContext } from "./context.ts";
import type { LintFinding } from "./finding.ts";
import { changeLeaf } from "./leaf-change.ts";

/** `= true`, which is about the text and never about the boolean. obs AWS26 json-bare-true */
export function checkBooleans(context: JsonContext): readonly LintFinding[] {
  return conditionsOf(context.subject.pattern.expression).flatMap((condition) => {
    if (condition.kind !== "compare" || !isSuspect(context, condition)) return [];
    return checkBoolean(context, condition) ?? [];
  });
}

/** Where nothing is known of the field, quotes are taken as a sign that a text is meant. */
function isSuspect({ subject, inquiry, assumed }: JsonContext, condition: JsonComparison): boolean {
  if (booleanMeant(condition) === undefined) return false;
  if (!assumed) return subject.text[subject.spans.get(condition.value)?.start ?? 0] !== '"';
  const alone = printPattern({ kind: "json", expression: condition });
  return inquiry.satisfiable(alone).answer === "no";
}

function checkBoolean(context: JsonContext, condition: JsonComparison): LintFinding | undefined {
  const { subject, assumed } = context;
  const span = subject.spans.get(condition);
  const what = booleanMeant(condition);
  if (what === undefined || span === undefined) return undefined;
  const { selector } = condition;
  const spelled = printSelector(selector);
  const is: IsCondition = { kind: "is", selector, what };
  const text = `${spelled} IS ${what}`;
  const fix = changeLeaf(context, { condition, instead: is, seeing: is, text, description: "ask for the boolean" });
  if (fix === undefined) return undefined;
  const { gains } = fix.claim;
  return {
    code: "boolean-as-text",
    severity: assumed ? "warning" : "note",
    message: `this is never true of the boolean ${what.toLowerCase()}, only of texts and numbers`,
    span,
    help: `if ${spelled} holds a boolean, this event goes unseen: ${gains}`,
    proof: { kind: "event", message: gains },
    fix,
  };
}

function booleanMeant({ operator, value }: JsonComparison): "TRUE" | "FALSE" | undefined {
  if (value.kind !== "text" || (operator !== "=" && operator !== "!=")) return undefined;
  const word = value.text.toUpperCase();
  if (word !== "TRUE" && word !== "FALSE") return undefined;
  return (word === "TRUE") === (operator === "=") ? "TRUE" : "FALSE";
}
