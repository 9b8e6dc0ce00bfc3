import { compileMatcher } from "../../pattern/match.ts";
import { logMessage } from "../../pattern/message.ts";
import { parsePattern } from "../../pattern/parse.ts";
import { printPattern } from "../../pattern/print.ts";
import { cloudtrail } from "../../proof/assume/cloudtrail.ts";
import { searchAssuming } from "../../proof/assume/nearest-record.ts";
import type { Budget } from "../../proof/budget.ts";
import { type EventCondition, type Formula, formulaOf } from "../../proof/formula.ts";
import { covers } from "../../proof/questions.ts";

/** Does one of some patterns match every record that a pattern matches? */
export type CoveredBy =
  /** Yes, and these of the patterns are enough. */
  | { readonly answer: "yes"; readonly needed: readonly string[] }
  | { readonly answer: "no"; readonly witness: string }
  | { readonly answer: "unknown"; readonly reason: string };

export interface Question {
  /** In their canonical spelling, as `requirement` is, the likeliest to be enough first. */
  readonly patterns: readonly string[];
  readonly requirement: string;
  /** Patterns of records that do not matter. */
  readonly leftOut: readonly string[];
  /** The text of an event that a witness is to be like. */
  readonly near?: string;
}

export type Prover = (question: Question) => CoveredBy;

/** Of more patterns each is not left out in turn. */
const MOST_TO_LEAVE_OUT = 8;
/** So many are tried alone, the likeliest first. */
const MOST_ALONE = 3;

/** Asks the proof about records as CloudTrail writes them, each question once. */
export function proverWith(budget: Budget): Prover {
  const known = new Map<string, CoveredBy>();
  return (question) => {
    const { patterns, requirement, leftOut, near } = question;
    const key = JSON.stringify([patterns, requirement, leftOut, near]);
    const answer = known.get(key) ?? decide(question, budget);
    known.set(key, answer);
    return answer;
  };
}

function decide(question: Question, budget: Budget): CoveredBy {
  const { patterns, requirement } = question;
  if (patterns.includes(requirement)) return { answer: "yes", needed: [requirement] };
  const answer = ask(question, budget);
  return answer.answer === "yes" ? { answer: "yes", needed: neededOf(question, budget) } : answer;
}

function ask(question: Question, budget: Budget): Exclude<CoveredBy, { answer: "yes" }> | { readonly answer: "yes" } {
  const witness = witnessOf(question, budget);
  if (witness !== undefined) return { answer: "no", witness };
  const { patterns, requirement, leftOut } = question;
  const answer = covers([...patterns, ...leftOut], requirement, { assume: "cloudtrail", budget });
  switch (answer.answer) {
    case "yes":
      return { answer: "yes" };
    case "no":
      return { answer: "no", witness: answer.witness };
    case "unknown":
      return { answer: "unknown", reason: answer.reason };
  }
}

/** Leaves out patterns without which the answer is still yes. */
function neededOf(question: Question, budget: Budget): readonly string[] {
  const areEnough = (patterns: readonly string[]): boolean => ask({ ...question, patterns }, budget).answer === "yes";
  let needed = question.patterns;
  if (needed.length < 2) return needed;
  const alone = needed.slice(0, MOST_ALONE).find((pattern) => areEnough([pattern]));
  if (alone !== undefined) return [alone];
  if (needed.length > MOST_TO_LEAVE_OUT) return needed;
  for (const pattern of question.patterns) {
    const fewer = needed.filter((one) => one !== pattern);
    if (areEnough(fewer)) needed = fewer;
  }
  return needed;
}

/** A record that speaks against it: the sample of a kind of records, or else one like the event that was given. */
function witnessOf(question: Question, budget: Budget): string | undefined {
  const { patterns, requirement, leftOut } = question;
  const isWitness = onlyMatchedBy(requirement, [...patterns, ...leftOut]);
  const sample = cloudtrail.kinds.find((kind) => isWitness(kind.sample))?.sample;
  if (sample !== undefined) return sample;
  const found = recordNear(question, [...leftOut, NAMELESS], budget) ?? recordNear(question, leftOut, budget);
  return found !== undefined && isWitness(found) ? found : undefined;
}

/** What is possible for all that is assumed, and no record looks like it. inf */
const NAMELESS = '{ ($.eventName = "") || ($.eventSource = "") || ($.awsRegion = "") }';

/** Found at once, where the proof would hold the samples of all kinds against each other. Of JSON patterns only. */
function recordNear(
  { patterns, requirement, near }: Question,
  leftOut: readonly string[],
  budget: Budget,
): string | undefined {
  if (near === undefined) return undefined;
  const parts: Formula<EventCondition>[] = [];
  for (const pattern of [requirement, ...patterns, ...leftOut]) {
    const parsed = parsePattern(pattern);
    if (!parsed.ok || parsed.pattern.kind !== "json") return undefined;
    parts.push(formulaOf<EventCondition>(parsed.pattern.expression, pattern === requirement));
  }
  const found = searchAssuming({ kind: "all", parts }, cloudtrail, { budget, near });
  return found.kind === "found" ? found.message : undefined;
}

/** The pattern in its canonical spelling; undefined where the text is none. */
export function canonical(text: string): string | undefined {
  const parsed = parsePattern(text);
  return parsed.ok ? printPattern(parsed.pattern) : undefined;
}

/** Tells of texts of events whether one pattern matches them and none of some others does. */
export function onlyMatchedBy(requirement: string, others: readonly string[]): (text: string) => boolean {
  const [wanted, ...unwanted] = [requirement, ...others].map((pattern) => {
    const parsed = parsePattern(pattern);
    return parsed.ok ? compileMatcher(parsed.pattern) : () => false;
  });
  return (text) => {
    const message = logMessage(text);
    return wanted?.(message) === true && !unwanted.some((matches) => matches(message));
  };
}
