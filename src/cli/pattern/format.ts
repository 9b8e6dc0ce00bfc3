import { parsePattern, printPattern } from "../../pattern/index.ts";
import { EXIT } from "../exit-code.ts";
import type { Io } from "../io.ts";
import type { PatternFormatOptions } from "../options.ts";
import { printAnswer } from "../output.ts";
import { visibleLine } from "../visible.ts";
import { readPatternText, requirePattern } from "./pattern-text.ts";

/**
 * `tocsin pattern fmt`: the canonical text of a pattern; with `--fix` that of the plainer pattern which is proven to mean
 * the same; with `--check` a finding when it is not the pattern's text already.
 */
export async function runPatternFormat(options: PatternFormatOptions, io: Io): Promise<number> {
  const pattern = await readPatternText(options.pattern, io);
  const printed = printPattern(requirePattern(pattern));
  const { text: canonical, fixes } = options.fix ? await applyFixes(printed) : { text: printed, fixes: [] };
  const changed = canonical !== pattern;
  await printAnswer(
    { json: { pattern, canonical, changed, ...(options.fix ? { fixes } : {}) }, text: () => `${canonical}\n` },
    options,
    io,
  );
  for (const fix of fixes) io.stderr(`${visibleLine(fix)}\n`);
  return options.check && changed ? EXIT.findings : EXIT.clean;
}

interface Fixed {
  readonly text: string;
  /** What was done, in order. */
  readonly fixes: readonly string[];
}

/** Applies what lint proves to mean the same, one at a time, until nothing of that kind is left. */
async function applyFixes(canonical: string): Promise<Fixed> {
  const { lintPattern } = await import("../../proof/lint/lint.ts");
  const fixes: string[] = [];
  let text = canonical;
  for (;;) {
    const parsed = parsePattern(text);
    const subject = text;
    const found = parsed.ok
      ? lintPattern({ text, ...parsed }).find(({ fix }) => fix?.claim.kind === "same-meaning")
      : undefined;
    const shorter = found?.fix === undefined ? undefined : printPattern(requirePattern(found.fix.replacement));
    // Taking a clause out makes a pattern shorter; what only sets parentheses is done by printing.
    if (found === undefined || shorter === undefined || shorter.length >= text.length) return { text, fixes };
    fixes.push(`${found.message}: ${subject.slice(found.span.start, found.span.end)}`);
    text = shorter;
  }
}
