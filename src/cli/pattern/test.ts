import { compilePattern } from "../../pattern/index.ts";
import { EXIT } from "../exit-code.ts";
import { readLines } from "../input.ts";
import { type Io, OUTPUT_CLOSED } from "../io.ts";
import type { PatternTestOptions } from "../options.ts";
import { printAnswer } from "../output.ts";
import { UsageError } from "../usage-error.ts";
import { jsonWriter, type MatchWriter, textWriter } from "./match-writer.ts";
import { readPatternText, requirePattern } from "./pattern-text.ts";

/** `tocsin pattern test`: TestMetricFilter over any number of events, one a line; memory does not grow with them. */
export async function runPatternTest(options: PatternTestOptions, io: Io): Promise<number> {
  if (options.pattern === "-" && options.events === "-")
    throw new UsageError(
      "the pattern and the events cannot both come from standard input",
      "Name a file with --events.",
    );
  const match = compilePattern(requirePattern(await readPatternText(options.pattern, io)));
  const writer = chooseWriter(options, io);

  let tested = 0;
  try {
    for await (const eventMessage of readLines(options.events, io)) {
      if (eventMessage === "") continue;
      tested += 1;
      const { matched, extractedValues } = match(eventMessage);
      if (matched) writer.write({ eventNumber: tested, eventMessage, extractedValues });
    }
  } catch (cause) {
    if (tested === 0) throw cause;
    // Matches are on their way out already: end the document well, and say that it is not the whole.
    const reason = cause instanceof Error ? cause.message : String(cause);
    await writer.end(tested, io.signal.aborted ? "interrupted" : reason);
    if (io.signal.reason === OUTPUT_CLOSED) return EXIT.clean;
    if (io.signal.aborted) return EXIT.interrupted;
    io.stderr(`tocsin: ${reason}; ${tested} events were tested before that\n`);
    return EXIT.incomplete;
  }
  await writer.end(tested);
  return EXIT.clean;
}

function chooseWriter(options: PatternTestOptions, io: Io): MatchWriter {
  // A query needs the whole document at once, so here the matches are kept.
  if (options.query !== undefined) {
    const matches: object[] = [];
    return {
      write: (match) => matches.push(match),
      end: (tested, incomplete) => printAnswer({ json: { tested, matches, incomplete }, text: () => "" }, options, io),
    };
  }
  return options.output === "json" ? jsonWriter(io) : textWriter(io);
}
