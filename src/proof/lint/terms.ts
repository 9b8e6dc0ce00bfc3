import type { FilterPattern, Term, TermPattern } from "../../pattern/ast.ts";
import { compileMatcher } from "../../pattern/match.ts";
import { type LogMessage, logMessage } from "../../pattern/message.ts";
import { printPattern } from "../../pattern/print.ts";
import type { LintContext } from "./context.ts";
import { checked, type Edit } from "./edit.ts";
import type { LintFinding, LintSubject } from "./finding.ts";
import { type Clause, idleFinding } from "./idle-clause.ts";
import { sameMeaning } from "./inquiry.ts";

/** `?term` beside terms that make it count for nothing. */
export function checkIgnoredTerms({ subject, inquiry }: LintContext, { terms }: TermPattern): readonly LintFinding[] {
  if (terms.every(({ role }) => role === "optional")) return [];
  return terms.flatMap((term): readonly LintFinding[] => {
    const edit = term.role === "optional" ? dropTerm(subject, terms, term) : undefined;
    const span = subject.spans.get(term);
    if (edit === undefined || span === undefined) return [];
    const certificate = sameMeaning(inquiry, subject.text, edit.replacement);
    if (certificate === undefined) return [];
    return [
      {
        code: "ignored-term",
        severity: "warning",
        message: `?${term.text} counts for nothing here`,
        span,
        help: "beside a plain or an excluded term AWS ignores every ?term; ask for one of several in filters of their own",
        proof: { kind: "certificate", certificate },
        fix: {
          description: "leave it out, which means the same",
          replacement: edit.replacement,
          edit: { span: edit.span, text: edit.text },
          claim: { kind: "same-meaning", certificate },
        },
      },
    ];
  });
}

/** Terms that another one makes superfluous. */
export function checkIdleTerms(context: LintContext, { terms }: TermPattern): readonly LintFinding[] {
  const alternatives = terms.every(({ role }) => role === "optional");
  const joined = alternatives ? "or" : "and";
  return terms.flatMap((term) => {
    if (term.role === "optional" && !alternatives) return [];
    const superior = terms.find((other) => other !== term && other.role === term.role && mayReplace(other, term));
    const edit = superior === undefined ? undefined : dropTerm(context.subject, terms, term);
    if (superior === undefined || edit === undefined) return [];
    const [narrow, wide] = alternatives ? [term, superior] : [superior, term];
    const implied = context.inquiry.implies(textOf(narrow), textOf(wide));
    if (implied.answer !== "yes") return [];
    const clause: Clause = { leaves: [term], joined };
    return [idleFinding(context, clause, edit, implied.certificate)];
  });
}

/** Does having the one in the pattern make the other superfluous? */
function mayReplace(superior: Term, term: Term): boolean {
  return term.role === "required" ? superior.text.includes(term.text) : term.text.includes(superior.text);
}

function textOf(term: Term): string {
  return printPattern({ kind: "terms", terms: [term] });
}

/** Are there messages that it matches, and others? Tries those that come to mind. */
export function saysSomething(pattern: TermPattern): boolean {
  const matches = compileMatcher(pattern);
  const required = pattern.terms.filter(({ role }) => role === "required");
  const tries = [messageOf([]), messageOf(required), messageOf(pattern.terms)];
  return tries.some(matches) && !tries.every(matches);
}

function messageOf(terms: readonly Term[]): LogMessage {
  return logMessage(terms.map(({ text }) => text).join("\n"));
}

function withoutTerm(terms: readonly Term[], term: Term): FilterPattern {
  return { kind: "terms", terms: terms.filter((other) => other !== term) };
}

function dropTerm(subject: LintSubject, terms: readonly Term[], term: Term): Edit | undefined {
  const at = terms.indexOf(term);
  const span = subject.spans.get(term);
  const [before, after] = [terms[at - 1], terms[at + 1]].map((other) =>
    other === undefined ? undefined : subject.spans.get(other),
  );
  if (span === undefined || (before === undefined && after === undefined)) return undefined;
  const cut =
    before === undefined ? { start: span.start, end: after?.start ?? span.end } : { start: before.end, end: span.end };
  return checked(subject, { span: cut, text: "" }, withoutTerm(terms, term));
}
