import { conditionsOf, type FilterPattern, type JsonCondition, type Span } from "../../pattern/ast.ts";
import { printPattern } from "../../pattern/print.ts";
import type { Certificate } from "../certificate/certificate.ts";
import { operandsOf } from "../tree.ts";
import type { JsonContext, LintContext } from "./context.ts";
import { dropEdit, type Edit } from "./edit.ts";
import type { LintFinding } from "./finding.ts";
import { wishesThat } from "./guess.ts";
import { sameMeaning } from "./inquiry.ts";
import { isTrue } from "./probe.ts";

/** A clause among others. */
export interface Clause {
  readonly leaves: readonly object[];
  readonly joined: "and" | "or";
}

interface DroppableClause extends Clause {
  readonly without: FilterPattern;
  /** The clause as a pattern of its own. */
  readonly alone: FilterPattern;
}

/** Clauses of a JSON pattern whose loss changes nothing. */
export function checkIdleJson(context: JsonContext): readonly LintFinding[] {
  const { subject, probe } = context;
  const { expression } = subject.pattern;
  const idle: JsonCondition[] = [];
  const findings: LintFinding[] = [];
  for (const { joined, node, without } of operandsOf(expression)) {
    const leaves = conditionsOf(node);
    if (leaves.every((leaf) => idle.includes(leaf))) continue;
    // An alternative decides by being true, a requirement by being false.
    const wishes = wishesThat(expression, node, joined === "or");
    const told = probe.find(wishes, (truths) => isTrue(expression, truths) !== isTrue(without, truths));
    if (told !== undefined) continue;
    const clause: DroppableClause = {
      leaves,
      joined,
      without: { kind: "json", expression: without },
      alone: { kind: "json", expression: node },
    };
    const finding = checkClause(context, clause);
    if (finding === undefined) continue;
    findings.push(finding);
    idle.push(...leaves);
  }
  return findings;
}

/** Clauses of a delimited pattern whose loss changes nothing. */
export function checkIdleFields(context: LintContext): readonly LintFinding[] {
  const { pattern } = context.subject;
  if (pattern.kind !== "delimited") return [];
  return pattern.entries.flatMap((entry, at) => {
    if (entry.kind !== "field") return [];
    const rebuilt = (condition: typeof entry.condition): FilterPattern => ({
      kind: "delimited",
      entries: pattern.entries.map((other, index) => (index === at ? { ...entry, condition } : other)),
    });
    return operandsOf(entry.condition).flatMap(({ joined, node, without }) => {
      const clause: DroppableClause = {
        leaves: conditionsOf(node),
        joined,
        without: rebuilt(without),
        alone: rebuilt(node),
      };
      return checkClause(context, clause) ?? [];
    });
  });
}

/** Asks whether a clause matters, and says so if it does not. */
function checkClause(context: LintContext, clause: DroppableClause): LintFinding | undefined {
  const { subject, inquiry } = context;
  const edit = dropEdit(subject, clause.leaves, clause.joined, clause.without);
  if (edit === undefined) return undefined;
  // Logic alone gives one direction; the other is the question, and is asked first.
  const [first, second] = clause.joined === "or" ? [subject.text, edit.replacement] : [edit.replacement, subject.text];
  const certificate = sameMeaning(inquiry, first, second);
  if (certificate === undefined) return undefined;
  const dead = clause.joined === "or" && inquiry.satisfiable(printPattern(clause.alone)).answer === "no";
  const finding = idleFinding(context, clause, edit, certificate);
  if (!dead) return finding;
  return {
    ...finding,
    code: "contradiction",
    severity: "warning",
    message: `this alternative can never match${among(context)}`,
    help: "its conditions contradict each other; what it was written for goes unseen",
  };
}

/** @param certificate that without the clause the pattern means the same */
export function idleFinding(context: LintContext, clause: Clause, edit: Edit, certificate: Certificate): LintFinding {
  return {
    code: "idle-clause",
    severity: "note",
    message: `this clause changes nothing${among(context)}`,
    span: spanOf(context, clause.leaves),
    help:
      clause.joined === "or"
        ? "whatever it matches, the other alternatives match already"
        : "the other clauses let nothing through that it could stop",
    proof: { kind: "certificate", certificate },
    fix: {
      description: "leave it out, which means the same",
      replacement: edit.replacement,
      edit: { span: edit.span, text: edit.text },
      claim: { kind: "same-meaning", certificate },
    },
  };
}

function among({ assumed }: LintContext): string {
  return assumed ? " among records of CloudTrail" : "";
}

function spanOf({ subject }: LintContext, leaves: readonly object[]): Span {
  const spans = leaves.flatMap((leaf) => subject.spans.get(leaf) ?? []);
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
}
