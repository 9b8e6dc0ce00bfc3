import { RECORD_FIELDS } from "../../cloudtrail/catalogue.ts";
import { conditionsOf, type JsonComparison, type JsonCondition, type Selector } from "../../pattern/ast.ts";
import { isJsonObject, type JsonValue, ownField, parseJsonObject } from "../../pattern/json-value.ts";
import { printJsonCondition } from "../../pattern/print.ts";
import { cloudtrail } from "../assume/cloudtrail.ts";
import type { JsonContext } from "./context.ts";
import type { LintFinding } from "./finding.ts";
import { changeLeaf } from "./leaf-change.ts";

/** A field or a text that CloudTrail writes in another case. Both count here. obs AWS26 inf-case-key */
export function checkCase(context: JsonContext): readonly LintFinding[] {
  if (!context.assumed) return [];
  return conditionsOf(context.subject.pattern.expression).flatMap((condition) => {
    const meant = fieldMeant(condition) ?? valueMeant(condition);
    return meant === undefined ? [] : (judge(context, condition, meant) ?? []);
  });
}

function judge(context: JsonContext, condition: JsonCondition, meant: JsonCondition): LintFinding | undefined {
  const span = context.subject.spans.get(condition);
  const text = printJsonCondition(meant);
  const description = "write it as CloudTrail does";
  const fix = changeLeaf(context, { condition, instead: meant, seeing: meant, text, description });
  if (span === undefined || fix === undefined) return undefined;
  const { gains } = fix.claim;
  return {
    code: "case-trap",
    severity: "warning",
    message: `CloudTrail writes this in another case: ${text}`,
    span,
    help: `upper and lower case count, so this event goes unseen: ${gains}`,
    proof: { kind: "event", message: gains },
    fix,
  };
}

/** The condition about the known field whose name differs in case alone. */
function fieldMeant(condition: JsonCondition): JsonCondition | undefined {
  const path = plainPath(condition.selector);
  if (path === undefined) return undefined;
  const folded = path.toLowerCase();
  const known = RECORD_FIELDS.filter((field) => field.path.toLowerCase() === folded);
  const [field] = known;
  if (field === undefined || known.some((other) => other.path === path)) return undefined;
  const steps = field.path.split(".").map((name) => ({ kind: "key", name }) as const);
  return { ...condition, selector: { kind: "selector", steps } };
}

/** The comparison with the known text that differs in case alone. */
function valueMeant(condition: JsonCondition): JsonComparison | undefined {
  if (condition.kind !== "compare" || condition.value.kind !== "text") return undefined;
  const path = plainPath(condition.selector);
  const { text } = condition.value;
  if (path === undefined) return undefined;
  const known = knownTexts(path);
  const meant = known.find((other) => other.toLowerCase() === text.toLowerCase());
  if (meant === undefined || known.includes(text)) return undefined;
  return { ...condition, value: { kind: "text", text: meant } };
}

/** Those of the closed set, or those that sample records hold. */
function knownTexts(path: string): readonly string[] {
  const closed = RECORD_FIELDS.find((field) => field.path === path)?.values;
  if (closed !== undefined) return closed;
  return cloudtrail.kinds.flatMap(({ sample }) => {
    const value = valueAt(parseJsonObject(sample), path.split("."));
    return typeof value === "string" ? [value] : [];
  });
}

function valueAt(root: JsonValue | undefined, names: readonly string[]): JsonValue | undefined {
  let value = root;
  for (const name of names) value = isJsonObject(value) ? ownField(value, name) : undefined;
  return value;
}

/** Names joined by dots; `undefined` for what is not only names. */
function plainPath({ steps }: Selector): string | undefined {
  const names = steps.flatMap((step) => (step.kind === "key" && !step.name.includes(".") ? [step.name] : []));
  return names.length === steps.length ? names.join(".") : undefined;
}
