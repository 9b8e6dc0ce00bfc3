import { conditionsOf, type JsonComparison, type NotExistsCondition, type Selector } from "../../pattern/ast.ts";
import { printSelector } from "../../pattern/print-selector.ts";
import type { JsonContext } from "./context.ts";
import type { LintFinding } from "./finding.ts";
import { changeLeaf } from "./leaf-change.ts";

/** `!=` on a field that an event may lack: such an event goes unseen, because absent is not unequal. */
export function checkPresence(context: JsonContext): readonly LintFinding[] {
  return conditionsOf(context.subject.pattern.expression).flatMap((condition) => {
    if (condition.kind !== "compare" || condition.operator !== "!=") return [];
    return checkNegative(context, condition) ?? [];
  });
}

function checkNegative(context: JsonContext, condition: JsonComparison): LintFinding | undefined {
  const { subject, assumed } = context;
  const start = startOf(condition.selector);
  const span = subject.spans.get(condition);
  if (start === undefined || span === undefined) return undefined;
  const guard: NotExistsCondition = { kind: "not-exists", selector: start };
  const spelled = printSelector(start);
  const fix = changeLeaf(context, {
    condition,
    instead: { kind: "or", operands: [condition, guard] },
    seeing: guard,
    text: `${subject.text.slice(span.start, span.end)} || ${spelled} NOT EXISTS`,
    description: "see events without the field, too",
  });
  if (fix?.claim.kind !== "sees-more") return undefined;
  const { gains } = fix.claim;
  return {
    code: "presence-trap",
    severity: assumed ? "warning" : "note",
    message: `this is false where ${spelled} is missing`,
    span,
    help: `a missing field satisfies neither = nor !=, so this event goes unseen: ${gains}`,
    proof: { kind: "event", message: gains },
    fix,
  };
}

/** What must be there for `!=` to be true; behind a wildcard that is what the wildcard starts from. obs AWS26 edge-wild-ne */
function startOf(selector: Selector): Selector | undefined {
  const wildcardAt = selector.steps.findIndex((step) => step.kind === "wildcard");
  if (wildcardAt < 0) return selector;
  return wildcardAt === 0 ? undefined : { kind: "selector", steps: selector.steps.slice(0, wildcardAt) };
}
