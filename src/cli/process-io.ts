import { isatty } from "node:tty";
import { EXIT } from "./exit-code.ts";
import { type Io, OUTPUT_CLOSED } from "./io.ts";

/**
 * The `Io` of this process. The first SIGINT or SIGTERM asks the command to stop in good order, the second ends the
 * process at once. `close` lets go of standard input, so that an unread terminal or pipe does not keep the process alive.
 */
export function openProcessIo(): { readonly io: Io; readonly close: () => void } {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);

  // A closed pipe is how `| head` says "enough": later writes are dropped and the command is asked to stop.
  let outputOpen = true;
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    outputOpen = false;
    controller.abort(OUTPUT_CLOSED);
  });
  process.stderr.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

  let input: NodeJS.ReadStream | undefined;
  const io: Io = {
    stdout: (text) => {
      if (outputOpen) process.stdout.write(text);
    },
    stderr: (text) => {
      process.stderr.write(text);
    },
    // Opened on use: touching process.stdin costs start-up time and fails where no input is attached.
    get stdin() {
      input ??= process.stdin;
      return input;
    },
    isTTY: isatty(1),
    signal: controller.signal,
  };
  return { io, close: () => input?.destroy() };
}
