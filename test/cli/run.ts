import { Readable } from "node:stream";
import type { Io } from "../../src/cli/io.ts";
import { runCli } from "../../src/cli/run.ts";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly stdin?: string | Readable;
  readonly env?: NodeJS.ProcessEnv;
  readonly isTTY?: boolean;
  readonly signal?: AbortSignal;
  /** Called after each write to standard output. */
  readonly onOutput?: () => void;
}

/** Runs one command line in this process, with standard streams that are texts. */
export async function run(argv: readonly string[], surroundings: Surroundings = {}): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  const { stdin = "", env = {}, isTTY = false, signal = new AbortController().signal } = surroundings;
  const io: Io = {
    stdout: (text) => {
      stdout += text;
      surroundings.onOutput?.();
    },
    stderr: (text) => {
      stderr += text;
    },
    stdin: typeof stdin === "string" ? Readable.from([Buffer.from(stdin)]) : stdin,
    isTTY,
    signal,
  };
  const code = await runCli(argv, io, env);
  return { code, stdout, stderr };
}
