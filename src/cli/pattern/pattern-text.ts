import type { FilterPattern } from "../../pattern/ast.ts";
import type { Diagnostic } from "../../pattern/index.ts";
import { parsePattern, renderDiagnostics } from "../../pattern/index.ts";
import { readText } from "../input.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import { visible } from "../visible.ts";

/** The pattern a command was given: the argument itself, or all of standard input for `-`. */
export async function readPatternText(argument: string, io: Io): Promise<string> {
  return argument === "-" ? readText("-", io) : argument;
}

/** The patterns of a command that compares them; throws UsageError with every problem of every one that is none. */
export async function readPatternTexts(args: readonly string[], io: Io): Promise<readonly string[]> {
  if (args.filter((argument) => argument === "-").length > 1)
    throw new UsageError("only one of the patterns can come from standard input");
  const texts: string[] = [];
  for (const argument of args) texts.push(await readPatternText(argument, io));
  const problems = texts.flatMap((text) => {
    const parsed = parsePattern(text);
    return parsed.ok ? [] : [renderRefusal(text, parsed.diagnostics)];
  });
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return texts;
}

/** The parsed pattern of a command that cannot go on without one; throws UsageError with the diagnostics. */
export function requirePattern(text: string): FilterPattern {
  const parsed = parsePattern(text);
  if (parsed.ok) return parsed.pattern;
  throw new UsageError(renderRefusal(text, parsed.diagnostics));
}

function renderRefusal(text: string, diagnostics: readonly Diagnostic[]): string {
  return `AWS would refuse this filter pattern:\n${visible(renderDiagnostics(text, diagnostics)).trimEnd()}`;
}
