import { awsErrorText, type Diagnostic, parsePattern, printPattern, renderDiagnostics } from "../../pattern/index.ts";
import { EXIT } from "../exit-code.ts";
import type { Io } from "../io.ts";
import type { PatternCheckOptions } from "../options.ts";
import { printAnswer } from "../output.ts";
import { visible, visibleLine } from "../visible.ts";
import { readPatternText } from "./pattern-text.ts";

/** `tocsin pattern check`: would AWS accept these patterns, and if not, what is wrong where. */
export async function runPatternCheck(options: PatternCheckOptions, io: Io): Promise<number> {
  const verdicts: Verdict[] = [];
  for (const argument of options.patterns) verdicts.push(judge(await readPatternText(argument, io)));
  await printAnswer(
    { json: verdicts.map((verdict) => verdict.json), text: () => verdicts.map((verdict) => verdict.text).join("") },
    options,
    io,
  );
  return verdicts.every((verdict) => verdict.json.ok) ? EXIT.clean : EXIT.findings;
}

interface Verdict {
  readonly json: {
    readonly pattern: string;
    readonly ok: boolean;
    readonly canonical?: string;
    readonly awsMessage?: string;
    readonly diagnostics?: readonly Diagnostic[];
  };
  readonly text: string;
}

function judge(pattern: string): Verdict {
  const parsed = parsePattern(pattern);
  if (parsed.ok) {
    const canonical = printPattern(parsed.pattern);
    return { json: { pattern, ok: true, canonical }, text: `ok: ${visibleLine(canonical)}\n` };
  }
  const awsMessage = awsErrorText(pattern, parsed.diagnostics);
  return {
    json: { pattern, ok: false, awsMessage, diagnostics: parsed.diagnostics },
    text: `${visible(renderDiagnostics(pattern, parsed.diagnostics)).trimEnd()}\n`,
  };
}
