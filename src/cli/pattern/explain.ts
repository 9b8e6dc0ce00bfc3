import { describePattern, explainPattern, renderExplanation } from "../../pattern/index.ts";
import { EXIT } from "../exit-code.ts";
import { readText } from "../input.ts";
import type { Io } from "../io.ts";
import type { PatternExplainOptions } from "../options.ts";
import { printAnswer } from "../output.ts";
import { UsageError } from "../usage-error.ts";
import { visible } from "../visible.ts";
import { readPatternText, requirePattern } from "./pattern-text.ts";

/** `tocsin pattern explain`: what each clause asks, and with an event why each did or did not match. */
export async function runPatternExplain(options: PatternExplainOptions, io: Io): Promise<number> {
  if (options.pattern === "-" && options.event === "-")
    throw new UsageError("the pattern and the event cannot both come from standard input");
  const text = await readPatternText(options.pattern, io);
  const pattern = requirePattern(text);
  if (options.event === undefined) {
    const description = describePattern(pattern);
    await printAnswer(
      { json: { pattern: text, description }, text: () => `${visible(description).trimEnd()}\n` },
      options,
      io,
    );
    return EXIT.clean;
  }
  const explanation = explainPattern(pattern, await readText(options.event, io));
  await printAnswer(
    { json: { pattern: text, ...explanation }, text: () => `${visible(renderExplanation(explanation)).trimEnd()}\n` },
    options,
    io,
  );
  return EXIT.clean;
}
