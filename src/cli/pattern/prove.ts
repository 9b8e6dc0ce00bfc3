import { compileMatcher, logMessage } from "../../pattern/index.ts";
import {
  type Answer,
  covers,
  disjoint,
  equivalent,
  implies,
  type QuestionOptions,
  type Satisfiability,
  satisfiable,
  tautology,
} from "../../proof/index.ts";
import type { Io } from "../io.ts";
import type { PatternProveOptions } from "../options.ts";
import { printAnswer } from "../output.ts";
import { UsageError } from "../usage-error.ts";
import { visible, visibleLine } from "../visible.ts";
import { exitOf } from "./answer-exit.ts";
import { readPatternTexts, requirePattern } from "./pattern-text.ts";
import { renderCertificate } from "./proof-text.ts";
import { QUESTIONS, type Question, takes } from "./question.ts";
import type { ToldRecord } from "./tell-record.ts";

/** `tocsin pattern prove`: a question about all events there can be; the answer with its witness or its certificate. */
export async function runPatternProve(options: PatternProveOptions, io: Io): Promise<number> {
  const { question, assume } = options;
  if (!takes(question, options.patterns.length))
    throw new UsageError(`${question} is asked of ${QUESTIONS[question].patterns}`, "Put each pattern in quotes.");
  const patterns = await readPatternTexts(options.patterns, io);
  const answer = ask(question, patterns, assume === undefined ? {} : { assume });
  const told = assume === undefined || !("witness" in answer) ? undefined : await tell(answer.witness);
  await printAnswer(
    {
      json: { question, patterns, assume, ...answer, kind: told?.kind, story: told?.story },
      text: () => renderAnswer(options, patterns, answer, told),
    },
    options,
    io,
  );
  return exitOf(answer.answer);
}

function ask(question: Question, patterns: readonly string[], options: QuestionOptions): Answer | Satisfiability {
  const [first = "", second = ""] = patterns;
  switch (question) {
    case "implies":
      return implies(first, second, options);
    case "equivalent":
      return equivalent(first, second, options);
    case "disjoint":
      return disjoint(first, second, options);
    case "satisfiable":
      return satisfiable(first, options);
    case "tautology":
      return tautology(first, options);
    case "covers":
      return covers(patterns.slice(0, -1), patterns.at(-1) ?? "", options);
  }
}

/** Imported on use: most questions are about events of any kind, and their process should end soon. */
async function tell(witness: string): Promise<ToldRecord | undefined> {
  const { tellRecord } = await import("./tell-record.ts");
  return tellRecord(witness);
}

function renderAnswer(
  { question, assume, certificate }: PatternProveOptions,
  patterns: readonly string[],
  answer: Answer | Satisfiability,
  told: ToldRecord | undefined,
): string {
  const among = assume === undefined ? "" : ", of the events that CloudTrail writes";
  if (answer.answer === "unknown") return `unknown${among}: ${visibleLine(answer.reason)}\n`;
  const verdict = `${answer.answer}${among}: ${words(question, patterns, answer)}\n`;
  const why = certificate && "certificate" in answer ? visible(renderCertificate(answer.certificate)) : "";
  if (!("witness" in answer)) return `${verdict}${why}`;
  const summary = told === undefined ? "" : `  ${visibleLine(`${told.kind}: ${told.summary}`)}\n`;
  const larger = answer.least ? "" : "  the search ended early: there may be a smaller one\n";
  return `${verdict}${visibleLine(answer.witness)}\n${summary}${larger}${why}`;
}

/** What an answer means; after a colon, and before the witness where there is one. */
function words(question: Question, patterns: readonly string[], answer: Answer | Satisfiability): string {
  const yes = answer.answer === "yes";
  switch (question) {
    case "implies":
      return yes
        ? "the second matches whatever the first matches"
        : "the first matches this event, and the second does not";
    case "equivalent":
      return yes ? "both match the same events" : `only ${matchedBy(patterns, answer)} matches this event`;
    case "disjoint":
      return yes ? "no event matches both" : "both match this event";
    case "satisfiable":
      return yes ? "it matches this event" : "no event can match it";
    case "tautology":
      return yes ? "it matches everything" : "it does not match this event";
    case "covers":
      return yes
        ? "whenever the requirement matches, one of the patterns does"
        : "the requirement matches this event, and none of the patterns does";
  }
}

function matchedBy([first = ""]: readonly string[], answer: Answer | Satisfiability): string {
  const matches = compileMatcher(requirePattern(first));
  return "witness" in answer && matches(logMessage(answer.witness)) ? "the first" : "the second";
}
