import type { RepairEdit } from "../../proof/repair/edit.ts";
import { type Repair, repairPattern } from "../../proof/repair/repair.ts";
import { EXIT } from "../exit-code.ts";
import type { Io } from "../io.ts";
import type { PatternRepairOptions } from "../options.ts";
import { printAnswer } from "../output.ts";
import { UsageError } from "../usage-error.ts";
import { visibleLine } from "../visible.ts";
import { renderImpossible } from "./impossible-text.ts";
import { readLabelledMessages } from "./labelled-messages.ts";
import { summarizeMessage } from "./message-summary.ts";
import { readPatternText } from "./pattern-text.ts";

/** `tocsin pattern repair`: the pattern on standard output, and what was changed and why on standard error. */
export async function runPatternRepair(options: PatternRepairOptions, io: Io): Promise<number> {
  if ([options.pattern, options.mustMatch, options.mustNotMatch].filter((name) => name === "-").length > 1)
    throw new UsageError("only one of the pattern and the files can be standard input");
  const pattern = await readPatternText(options.pattern, io);
  const { mustMatch, mustNotMatch } = await readLabelledMessages(options, io);
  const repair = repairPattern(pattern, mustMatch, mustNotMatch);
  await printAnswer({ json: { given: pattern, ...repair }, text: () => textOf(repair, pattern) }, options, io);
  if (options.output === "text") for (const line of explain(repair)) io.stderr(`${line}\n`);
  return repair.kind === "impossible" ? EXIT.findings : EXIT.clean;
}

function textOf(repair: Repair, given: string): string {
  switch (repair.kind) {
    case "already":
      return `${visibleLine(given)}\n`;
    case "repaired":
      return `${visibleLine(repair.pattern)}\n`;
    case "impossible":
      return "";
  }
}

function explain(repair: Repair): readonly string[] {
  switch (repair.kind) {
    case "already":
      return ["nothing to repair: it judges every record as wanted"];
    case "impossible":
      return renderImpossible(repair.because).split("\n").map(visibleLine);
    case "repaired":
      return [
        ...repair.edits.map(describeEdit),
        ...repair.explanation.map(({ was, record }) => `it ${was}: ${summarizeMessage(record)}`),
        ...(repair.least ? [] : ["there may be a smaller change"]),
      ].map(visibleLine);
  }
}

function describeEdit({ kind, before, after }: RepairEdit): string {
  switch (kind) {
    case "clause-added":
      return `added ${after}`;
    case "clause-dropped":
      return `dropped ${before}`;
    case "condition":
    case "connective":
    case "spelling":
      return `changed ${before} to ${after}`;
    case "rewritten":
      return "made anew: no few changes were found that do it";
  }
}
