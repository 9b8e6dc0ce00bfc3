import type { Answer, Difference, Satisfiability, Unknown } from "./answer.ts";
import { type AskedPattern, type PatternInput, readPattern } from "./asked-pattern.ts";
import { cloudtrail } from "./assume/cloudtrail.ts";
import { type Budget, DEFAULT_BUDGET } from "./budget.ts";
import { type Decision, decide } from "./decide.ts";

/** How a question is asked. */
export interface QuestionOptions {
  /** Consider only events as CloudTrail writes them. Without it: whatever message patterns of the family look at. */
  readonly assume?: "cloudtrail";
  readonly budget?: Budget;
}

/**
 * Can the pattern ever match? `yes` comes with the smallest event that it matches, `no` with the proof that none exists.
 *
 * @example
 * satisfiable('{ $.a = "x" && $.a = "y" }').answer; // "no"
 */
export function satisfiable(pattern: PatternInput, options: QuestionOptions = {}): Satisfiability {
  return ask([pattern], [], options, (decision, must) => {
    if (decision.kind === "unknown") return unknown(decision);
    if (decision.kind === "none") return { answer: "no", certificate: decision.certificate };
    const { message, least } = decision;
    return { answer: "yes", certificate: { kind: "example", must, mustNot: [], message }, witness: message, least };
  });
}

/**
 * Does the pattern match everything: every JSON object if it is a JSON pattern, every message otherwise?
 *
 * @example
 * tautology('{ $.a = "x" || $.a != "x" }'); // { answer: "no", witness: "{}", least: true }
 */
export function tautology(pattern: PatternInput, options: QuestionOptions = {}): Answer {
  return ask([], [pattern], options, noneMeansYes);
}

/**
 * Does `second` match whatever `first` matches?
 *
 * @example
 * implies('{ $.a = "xy" }', '{ $.a = "x*" }').answer; // "yes"
 */
export function implies(first: PatternInput, second: PatternInput, options: QuestionOptions = {}): Answer {
  return ask([first], [second], options, noneMeansYes);
}

/**
 * Is there no event that both match?
 *
 * @example
 * disjoint("{ $.a = 1 }", "{ $.a > 0 }"); // { answer: "no", witness: '{"a":1}', least: true }
 */
export function disjoint(first: PatternInput, second: PatternInput, options: QuestionOptions = {}): Answer {
  return ask([first, second], [], options, noneMeansYes);
}

/**
 * Does one of `patterns` match, whenever `requirement` does? So it is for the filters of a log group, of which any may
 * ring.
 *
 * @example
 * covers(["{ $.a < 5 }", "{ $.a >= 5 }"], "{ $.a > 3 }").answer; // "yes"
 */
export function covers(
  patterns: readonly PatternInput[],
  requirement: PatternInput,
  options: QuestionOptions = {},
): Answer {
  return ask([requirement], patterns, options, noneMeansYes);
}

/**
 * Do both match the same events?
 *
 * @example
 * equivalent("{ $.a = x && $.b = y }", '{ ($.b = "y") && ($.a = "x") }').answer; // "yes"
 */
export function equivalent(first: PatternInput, second: PatternInput, options: QuestionOptions = {}): Answer {
  return both(implies(first, second, options), () => implies(second, first, options));
}

/**
 * In what do two patterns differ? Answered like {@link equivalent}, with each direction beside it.
 *
 * @example
 * const { onlyFirst, onlySecond } = difference('{ $.a = "x*" }', '{ $.a = "xy" }');
 * onlyFirst; // { answer: "no", witness: '{"a":"x"}', least: true }
 * onlySecond.answer; // "yes": nothing that only the second matches
 */
export function difference(first: PatternInput, second: PatternInput, options: QuestionOptions = {}): Difference {
  const onlyFirst = implies(first, second, options);
  const onlySecond = implies(second, first, options);
  return { ...both(onlyFirst, () => onlySecond), onlyFirst, onlySecond };
}

function both(forward: Answer, backward: () => Answer): Answer {
  if (forward.answer === "no") return forward;
  const back = backward();
  if (back.answer === "no" || forward.answer === "unknown") return back.answer === "no" ? back : forward;
  if (back.answer === "unknown") return back;
  return { answer: "yes", certificate: { kind: "both", parts: [forward.certificate, back.certificate] } };
}

function noneMeansYes(decision: Decision): Answer {
  switch (decision.kind) {
    case "none":
      return { answer: "yes", certificate: decision.certificate };
    case "event":
      return { answer: "no", witness: decision.message, least: decision.least };
    case "unknown":
      return unknown(decision);
  }
}

/** Reads the patterns, decides, and puts the decision in the words of the question. */
function ask<Result>(
  must: readonly PatternInput[],
  mustNot: readonly PatternInput[],
  options: QuestionOptions,
  answer: (decision: Decision, must: readonly string[]) => Result,
): Result | Unknown {
  const wanted = readAll(must);
  const unwanted = readAll(mustNot);
  if ("answer" in wanted) return wanted;
  if ("answer" in unwanted) return unwanted;
  const decision = decide({
    must: wanted.asked,
    mustNot: unwanted.asked,
    assumption: options.assume === undefined ? undefined : cloudtrail,
    budget: options.budget ?? DEFAULT_BUDGET,
  });
  return answer(
    decision,
    wanted.asked.map(({ text }) => text),
  );
}

function readAll(inputs: readonly PatternInput[]): { readonly asked: readonly AskedPattern[] } | Unknown {
  const asked: AskedPattern[] = [];
  for (const input of inputs) {
    const read = readPattern(input);
    if (!read.ok) {
      return { answer: "unknown", reason: `not a pattern: ${read.text}`, diagnostics: read.diagnostics };
    }
    asked.push(read.asked);
  }
  return { asked };
}

function unknown({ reason }: { readonly reason: string }): Unknown {
  return { answer: "unknown", reason };
}
