import type { SignedCondition } from "../certificate/certificate.ts";
import type { JsonContext, LintContext } from "./context.ts";
import type { LintFinding } from "./finding.ts";
import { wishes } from "./guess.ts";
import { isTrue } from "./probe.ts";

/** The pattern as a whole says nothing: it matches no event, or every one. */
export function checkWhole({ subject, inquiry, assumed }: LintContext): readonly LintFinding[] {
  const { text, pattern } = subject;
  const span = { start: 0, end: text.length };
  const satisfied = inquiry.satisfiable(text);
  if (satisfied.answer === "no") {
    const { certificate } = satisfied;
    const help =
      certificate.lemmas.length === 0
        ? "its conditions contradict each other"
        : `these cannot hold together: ${certificate.lemmas[0]?.impossible.map(spell).join(", ") ?? ""}`;
    const message = assumed ? "this can match no record of CloudTrail" : "this can never match";
    return [
      { code: "contradiction", severity: "error", message, span, help, proof: { kind: "certificate", certificate } },
    ];
  }
  const always = inquiry.tautology(text);
  if (always.answer !== "yes" || pattern.kind === "match-all") return [];
  return [
    {
      code: "tautology",
      severity: "warning",
      message: `this matches every ${assumed ? "record of CloudTrail" : pattern.kind === "json" ? "JSON event" : "event"}`,
      span,
      help: "a metric filter on it counts all events; the pattern that says so openly is the empty one",
      proof: { kind: "certificate", certificate: always.certificate },
    },
  ];
}

/** The same with events tried first. */
export function checkWholeJson(context: JsonContext): readonly LintFinding[] {
  const { expression } = context.subject.pattern;
  const matched = context.probe.find(wishes(expression, true), (truths) => isTrue(expression, truths));
  const unmatched = context.probe.find(wishes(expression, false), (truths) => !isTrue(expression, truths));
  return matched !== undefined && unmatched !== undefined ? [] : checkWhole(context);
}

function spell({ condition, holds }: SignedCondition): string {
  return holds ? condition : `not ${condition}`;
}
