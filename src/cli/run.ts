import { EXIT } from "./exit-code.ts";
import { type Io, OUTPUT_CLOSED } from "./io.ts";
import { runProgram } from "./program.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Runs one command line (without `node` and the script) and gives its exit code; never rejects. Whatever a command
 * body throws becomes a message on standard error here, and nowhere else.
 *
 * @example
 * const code = await runCli(["pattern", "check", "{ $.a = 1 }"], io, process.env); // 0
 */
export async function runCli(argv: readonly string[], io: Io, env: NodeJS.ProcessEnv): Promise<number> {
  try {
    return await runProgram(argv, io, env);
  } catch (cause) {
    if (io.signal.aborted) return io.signal.reason === OUTPUT_CLOSED ? EXIT.clean : EXIT.interrupted;
    if (cause instanceof UsageError) {
      io.stderr(`tocsin: ${cause.message.trimEnd()}\n${cause.hint === undefined ? "" : `${cause.hint}\n`}`);
      return EXIT.usage;
    }
    io.stderr(describeDefect(cause, argv.includes("--debug")));
    return EXIT.internal;
  }
}

function describeDefect(cause: unknown, debug: boolean): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (!debug)
    return `tocsin: internal error: ${message}\nRun it again with --debug to see where, and please report it.\n`;
  return `tocsin: internal error: ${cause instanceof Error ? (cause.stack ?? message) : message}\n`;
}
