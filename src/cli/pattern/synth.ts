import type { ClauseReason } from "../../proof/synth/reasons.ts";
import { type Synthesis, synthesizePattern } from "../../proof/synth/synthesize.ts";
import { EXIT } from "../exit-code.ts";
import type { Io } from "../io.ts";
import type { PatternSynthOptions } from "../options.ts";
import { printAnswer } from "../output.ts";
import { visibleLine } from "../visible.ts";
import { renderImpossible } from "./impossible-text.ts";
import { readLabelledMessages } from "./labelled-messages.ts";
import { summarizeMessage } from "./message-summary.ts";

/** `tocsin pattern synth`: the pattern on standard output, and the record that forced each clause on standard error. */
export async function runPatternSynth(options: PatternSynthOptions, io: Io): Promise<number> {
  const { mustMatch, mustNotMatch } = await readLabelledMessages(options, io);
  const synthesis = synthesizePattern(mustMatch, mustNotMatch);
  const isMade = synthesis.kind === "synthesized";
  await printAnswer(
    { json: synthesis, text: () => (isMade ? `${visibleLine(synthesis.pattern)}\n` : "") },
    options,
    io,
  );
  if (options.output === "text") for (const line of explain(synthesis)) io.stderr(`${visibleLine(line)}\n`);
  return isMade ? EXIT.clean : EXIT.findings;
}

function explain(synthesis: Synthesis): readonly string[] {
  if (synthesis.kind === "impossible") return renderImpossible(synthesis.because).split("\n");
  const reasons = synthesis.clauses.map(describeReason);
  return synthesis.least ? reasons : [...reasons, "there may be a shorter one"];
}

function describeReason({ clause, forcedBy }: ClauseReason): string {
  if (forcedBy === undefined) return `${clause}: no record forces it, it tells what they have in common`;
  return `${clause}: without it ${forcedBy.without}: ${summarizeMessage(forcedBy.record)}`;
}
