import { cloudtrail } from "../../proof/assume/cloudtrail.ts";
import { differ, type Seen } from "../../proof/differ.ts";
import { renderDifference } from "../../proof/differ-render.ts";
import { type Answer, DEFAULT_BUDGET, difference } from "../../proof/index.ts";
import { EXIT } from "../exit-code.ts";
import type { Io } from "../io.ts";
import type { PatternDiffOptions } from "../options.ts";
import { printAnswer } from "../output.ts";
import { visibleLine } from "../visible.ts";
import { exitOf } from "./answer-exit.ts";
import { summarizeMessage } from "./message-summary.ts";
import { readPatternTexts, requirePattern } from "./pattern-text.ts";

/** `tocsin pattern diff`: what each of two patterns sees that the other does not, in the words of the field. */
export async function runPatternDiff(options: PatternDiffOptions, io: Io): Promise<number> {
  const [first = "", second = ""] = await readPatternTexts([options.first, options.second], io);
  return options.assume === "none" ? diffEvents(first, second, options, io) : diffRecords(first, second, options, io);
}

/** By kinds of CloudTrail records. */
async function diffRecords(first: string, second: string, options: PatternDiffOptions, io: Io): Promise<number> {
  const comparison = differ(requirePattern(first), requirePattern(second), cloudtrail, DEFAULT_BUDGET);
  const { onlyFirst, onlySecond, undecided, outside } = comparison;
  const summary = renderDifference(comparison, { first: "A", second: "B" });
  await printAnswer(
    {
      json: { patterns: [first, second], assume: options.assume, summary: summary.split("\n"), ...comparison },
      text: () =>
        [`${visibleLines(summary)}\n`, renderSeen("A", onlyFirst, options), renderSeen("B", onlySecond, options)].join(
          "",
        ),
    },
    options,
    io,
  );
  const seen = [...onlyFirst, ...onlySecond, ...Object.values(outside)];
  if (seen.length > 0) return EXIT.findings;
  return undecided.length > 0 ? EXIT.incomplete : EXIT.clean;
}

function renderSeen(name: string, seen: readonly Seen[], { records }: PatternDiffOptions): string {
  if (seen.length === 0) return "";
  const blocks = seen.map(({ kind, record }) => {
    const lines = [`  ${kind}`, `    ${summarizeMessage(record)}`, ...(records ? [`    ${record}`] : [])];
    return `${lines.map(visibleLine).join("\n")}\n`;
  });
  return `\nOnly ${name} sees\n${blocks.join("")}`;
}

/** By single events, of all that there can be. */
async function diffEvents(first: string, second: string, options: PatternDiffOptions, io: Io): Promise<number> {
  const { onlyFirst, onlySecond, ...whole } = difference(first, second);
  await printAnswer(
    {
      json: { patterns: [first, second], assume: options.assume, answer: whole.answer, onlyFirst, onlySecond },
      text: () =>
        whole.answer === "yes"
          ? "A and B match the same events.\n"
          : `${renderOnly("A", onlyFirst)}${renderOnly("B", onlySecond)}`,
    },
    options,
    io,
  );
  return exitOf(whole.answer);
}

function renderOnly(name: string, answer: Answer): string {
  switch (answer.answer) {
    case "yes":
      return `Nothing is matched by ${name} only.\n`;
    case "no":
      return `Only ${name} matches: ${visibleLine(answer.witness)}\n`;
    case "unknown":
      return `Not decided whether only ${name} matches anything: ${visibleLine(answer.reason)}\n`;
  }
}

function visibleLines(text: string): string {
  return text.split("\n").map(visibleLine).join("\n");
}
