import { type FilterPattern, parsePattern, renderDiagnostics } from "../../pattern/index.ts";
import { readText } from "../input.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";

/** The pattern a command was given: the argument itself, or all of standard input for `-`. */
export async function readPatternText(argument: string, io: Io): Promise<string> {
  return argument === "-" ? readText("-", io) : argument;
}

/** The parsed pattern of a command that cannot go on without one; throws UsageError with the diagnostics. */
export function requirePattern(text: string): FilterPattern {
  const parsed = parsePattern(text);
  if (parsed.ok) return parsed.pattern;
  throw new UsageError(`AWS would refuse this filter pattern:\n${renderDiagnostics(text, parsed.diagnostics)}`);
}
