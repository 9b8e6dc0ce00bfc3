import type { CorpusRecord } from "../../controls/corpus-record.ts";
import { parseResults } from "../../controls/results.ts";
import { type Matcher, type Score, type Scored, scoreCorpus } from "../../controls/score.ts";
import { compileMatcher, logMessage } from "../../pattern/index.ts";
import { EXIT } from "../exit-code.ts";
import { readText } from "../input.ts";
import type { Io } from "../io.ts";
import { printAnswer } from "../output.ts";
import { readPatternTexts, requirePattern } from "../pattern/pattern-text.ts";
import { UsageError } from "../usage-error.ts";
import { findControl } from "./find-control.ts";
import { readCorpus, renderProblems } from "./library.ts";
import type { ControlsScoreOptions } from "./options.ts";

/** `tocsin controls score`: patterns, or the matches of another rule engine, held against the corpus. */
export async function runControlsScore(options: ControlsScoreOptions, io: Io): Promise<number> {
  const control = findControl(options.control);
  const corpus = readCorpus();
  const score = scoreCorpus(await chooseMatcher(options, corpus, io), control.id, corpus);
  await printAnswer({ json: scoreJson(score), text: () => scoreText(score) }, options, io);
  return score.falsePositives.length + score.falseNegatives.length === 0 ? EXIT.clean : EXIT.findings;
}

async function chooseMatcher(options: ControlsScoreOptions, corpus: readonly CorpusRecord[], io: Io): Promise<Matcher> {
  const { patterns, results } = options;
  if ((patterns.length === 0) === (results === undefined))
    throw new UsageError("give either patterns or --results", "tocsin controls score PATTERN --control ID");
  if (results === undefined) {
    const matchers = (await readPatternTexts(patterns, io)).map((text) => compileMatcher(requirePattern(text)));
    return (message) => matchers.some((match) => match(logMessage(message)));
  }
  const parsed = parseResults(await readText(results, io), corpus);
  if (!parsed.ok) throw new UsageError(`${results} cannot be taken: ${renderProblems(parsed.problems)}`);
  return parsed.matcher;
}

function scoreJson(score: Score): object {
  const list = (entries: readonly Scored[]): readonly object[] =>
    entries.map(({ record, judgement }) => ({
      id: record.id,
      title: record.title,
      why: judgement.why,
      record: record.record,
    }));
  return {
    control: score.controlId,
    mustRing: { right: score.truePositives.length, wrong: score.falseNegatives.length },
    mustNot: { right: score.trueNegatives.length, wrong: score.falsePositives.length },
    falseNegatives: list(score.falseNegatives),
    falsePositives: list(score.falsePositives),
    unknowable: score.unknowable.map(({ record, rang }) => ({ id: record.id, title: record.title, rang })),
  };
}

function scoreText(score: Score): string {
  const { truePositives, falseNegatives, trueNegatives, falsePositives, unknowable } = score;
  const of = (right: readonly Scored[], wrong: readonly Scored[]): string =>
    `${right.length} of ${right.length + wrong.length}`;
  return [
    `rings for ${of(truePositives, falseNegatives)} events that must ring`,
    ...falseNegatives.map(lineOf),
    `silent for ${of(trueNegatives, falsePositives)} events that must not ring`,
    ...falsePositives.map(lineOf),
    ...(unknowable.length === 0
      ? []
      : [`rings for ${unknowable.filter(({ rang }) => rang).length} of ${unknowable.length} that nobody can tell`]),
    "",
  ].join("\n");
}

function lineOf({ record, judgement, rang }: Scored): string {
  return `  ${rang ? "rings" : "silent"}: ${record.id} (${judgement.why})`;
}
