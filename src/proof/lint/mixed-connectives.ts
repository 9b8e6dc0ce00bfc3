import { conditionsOf, type JsonCondition, type JsonExpression, type Span } from "../../pattern/ast.ts";
import { printPattern } from "../../pattern/print.ts";
import type { JsonContext } from "./context.ts";
import { checked } from "./edit.ts";
import type { LintFinding } from "./finding.ts";
import { wishesThat } from "./guess.ts";
import type { Inquiry } from "./inquiry.ts";
import { openGroups } from "./open-groups.ts";
import { isTrue, type Probe } from "./probe.ts";
import { readLoosely } from "./read-loosely.ts";
import { skeletonOf } from "./skeleton.ts";

/** `||` beside `&&` without parentheses: `&&` binds tighter, and a reader may take it otherwise. doc, obs AWS26 inf-prec */
export function checkMixed({ subject, inquiry, probe }: JsonContext): readonly LintFinding[] {
  const { expression } = subject.pattern;
  const tokens = skeletonOf<JsonCondition>(subject, conditionsOf(expression));
  const groups = openGroups(tokens);
  const [first] = groups;
  if (first === undefined) return [];
  const otherwise = readLoosely(tokens);
  if (otherwise === undefined) return [];
  const told =
    eventOf(probe, expression, otherwise) ??
    askedEvent(inquiry, subject.text, printPattern({ kind: "json", expression: otherwise }));
  if (told === undefined) return [];
  const { event, seen } = told;
  const edit = checked(subject, parenthesise(subject.text, groups), subject.pattern);
  return [
    {
      code: "mixed-connectives",
      severity: "warning",
      message: "&& binds tighter than ||, and no parentheses say which is meant",
      span: first,
      help: `this event ${seen ? "is seen, and would not be" : "goes unseen, and would be seen"} if || were to bind tighter: ${event}`,
      proof: { kind: "event", message: event },
      ...(edit === undefined
        ? {}
        : {
            fix: {
              description: "write the parentheses that AWS reads, which means the same",
              replacement: edit.replacement,
              edit: { span: edit.span, text: edit.text },
              claim: { kind: "same-meaning" },
            },
          }),
    },
  ];
}

function parenthesise(text: string, groups: readonly Span[]): { readonly span: Span; readonly text: string } {
  const inserted = [
    ...groups.map(({ start }) => ({ at: start, char: "(" })),
    ...groups.map(({ end }) => ({ at: end, char: ")" })),
  ].sort((left, right) => left.at - right.at);
  const span = {
    start: Math.min(...groups.map(({ start }) => start)),
    end: Math.max(...groups.map(({ end }) => end)),
  };
  let result = "";
  let from = span.start;
  for (const { at, char } of inserted) {
    result += text.slice(from, at) + char;
    from = at;
  }
  return { span, text: result + text.slice(from, span.end) };
}

interface ToldApart {
  readonly event: string;
  /** By the pattern as AWS reads it. */
  readonly seen: boolean;
}

function askedEvent(inquiry: Inquiry, text: string, otherwise: string): ToldApart | undefined {
  const less = inquiry.implies(text, otherwise);
  if (less.answer === "no") return { event: less.witness, seen: true };
  const more = inquiry.implies(otherwise, text);
  return more.answer === "no" ? { event: more.witness, seen: false } : undefined;
}

/** One that comes to mind: some condition decides by one reading, and some by the other. */
function eventOf(probe: Probe, expression: JsonExpression, otherwise: JsonExpression): ToldApart | undefined {
  const conditions = conditionsOf(expression).slice(0, MOST_CONDITIONS);
  for (const wanted of conditions) {
    for (const unwanted of conditions) {
      for (const seen of [true, false]) {
        const [sees, other] = seen ? [expression, otherwise] : [otherwise, expression];
        const wishes = [...wishesThat(sees, wanted, true), ...wishesThat(other, unwanted, false)];
        const event = probe.find(wishes, (truths) => isTrue(sees, truths) && !isTrue(other, truths));
        if (event !== undefined) return { event, seen };
      }
    }
  }
  return undefined;
}

/** Conditions whose pairs are tried. */
const MOST_CONDITIONS = 6;
