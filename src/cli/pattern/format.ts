import { printPattern } from "../../pattern/index.ts";
import { EXIT } from "../exit-code.ts";
import type { Io } from "../io.ts";
import type { PatternFormatOptions } from "../options.ts";
import { printAnswer } from "../output.ts";
import { readPatternText, requirePattern } from "./pattern-text.ts";

/** `tocsin pattern fmt`: the canonical text of a pattern; with `--check` a finding when it is not canonical already. */
export async function runPatternFormat(options: PatternFormatOptions, io: Io): Promise<number> {
  const pattern = await readPatternText(options.pattern, io);
  const canonical = printPattern(requirePattern(pattern));
  const changed = canonical !== pattern;
  await printAnswer({ json: { pattern, canonical, changed }, text: () => `${canonical}\n` }, options, io);
  return options.check && changed ? EXIT.findings : EXIT.clean;
}
