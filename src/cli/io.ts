/** What a command body may touch of the outside: data goes to `stdout`, everything else to `stderr`. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly stdin: NodeJS.ReadableStream;
  /** True when standard output is a terminal. */
  readonly isTTY: boolean;
  /** Aborted when the user interrupts, or when nobody reads standard output any more (`| head`). */
  readonly signal: AbortSignal;
}

/** The reason of `Io.signal` when the reader of standard output went away: the user has seen enough, nothing failed. */
export const OUTPUT_CLOSED: Error = new Error("nobody reads standard output any more");
