import type { JsonPattern } from "../../pattern/ast.ts";
import { cloudtrail } from "../assume/cloudtrail.ts";
import type { Budget } from "../budget.ts";
import { checkBooleans } from "./boolean-as-text.ts";
import { checkCase } from "./case-trap.ts";
import type { JsonContext, LintContext } from "./context.ts";
import type { LintFinding, LintSubject } from "./finding.ts";
import { checkIdleFields, checkIdleJson } from "./idle-clause.ts";
import { type InquiryLimits, openInquiry } from "./inquiry.ts";
import { checkMixed } from "./mixed-connectives.ts";
import { checkPresence } from "./presence-trap.ts";
import { openProbe } from "./probe.ts";
import { checkIdleTerms, checkIgnoredTerms, saysSomething } from "./terms.ts";
import { checkWhole, checkWholeJson } from "./whole.ts";

export interface LintOptions {
  /** Consider only records as CloudTrail writes them, where the pattern is a JSON pattern. */
  readonly assume?: "cloudtrail";
}

/** Keeps one lint quick; most clauses are settled without a question. */
const LIMITS: InquiryLimits = { characters: 6_000, undecided: 2 };

/** A question of lint is not worth much work. */
const BUDGET: Budget = { states: 1_500, decisions: 1_500 };

/**
 * What about a pattern is hardly meant: clauses that never matter, contradictions, events that go unseen for a missing
 * field or for upper and lower case. Every finding rests on a proof or shows an event, and every fix is proven to be
 * what it claims.
 *
 * @param subject what `parsePattern` gave, with the text
 * @returns findings in the order of the text; the last says when there were more questions than lint asks
 * @example
 * const text = "{ $.a = 1 && $.a = 2 }";
 * const parsed = parsePattern(text);
 * if (parsed.ok) lintPattern({ text, ...parsed })[0]?.code; // "contradiction"
 */
export function lintPattern(subject: LintSubject, options: LintOptions = {}): readonly LintFinding[] {
  const { pattern } = subject;
  const assumed = options.assume !== undefined && pattern.kind === "json";
  const inquiry = openInquiry(LIMITS, assumed ? { ...options, budget: BUDGET } : { budget: BUDGET });
  const context: LintContext = { subject, inquiry, assumed };
  const findings = pattern.kind === "json" ? lintJson(context, pattern) : lintText(context);
  const sorted = [...findings].sort((left, right) => left.span.start - right.span.start);
  return inquiry.exhausted() ? [...sorted, incomplete(subject)] : sorted;
}

function lintJson(context: LintContext, pattern: JsonPattern): readonly LintFinding[] {
  const probe = openProbe(context.assumed ? cloudtrail : undefined);
  const json: JsonContext = { ...context, subject: { ...context.subject, pattern }, probe };
  const whole = checkWholeJson(json);
  const spelling = [...checkBooleans(json), ...checkCase(json), ...checkMixed(json)];
  if (whole.length > 0) return [...whole, ...spelling];
  return [...spelling, ...checkPresence(json), ...checkIdleJson(json)];
}

function lintText(context: LintContext): readonly LintFinding[] {
  const { pattern } = context.subject;
  const whole = pattern.kind === "terms" && saysSomething(pattern) ? [] : checkWhole(context);
  if (whole.length > 0) return whole;
  if (pattern.kind !== "terms") return checkIdleFields(context);
  return [...checkIgnoredTerms(context, pattern), ...checkIdleTerms(context, pattern)];
}

function incomplete({ text }: LintSubject): LintFinding {
  return {
    code: "incomplete",
    severity: "note",
    message: "not every clause of this pattern was looked into",
    span: { start: 0, end: text.length },
    help: "lint is quick: it asks a limited number of questions, and no hard ones",
    proof: { kind: "none", reason: "the number of questions is limited" },
  };
}
