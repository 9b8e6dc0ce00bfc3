import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { Io } from "./io.ts";
import type { OutputOptions } from "./options.ts";

export { Command, CommanderError, InvalidArgumentError, Option };

/** One run of the program: what its commands are given, and where they leave their exit code. */
export interface Run {
  readonly io: Io;
  readonly env: NodeJS.ProcessEnv;
  code: number;
}

/** What commander itself reads into the options of one command. */
export type Own<Options> = Omit<Options, keyof OutputOptions>;

/** The options that every command has, as the environment and the terminal make them. */
export function common(command: Command, { io, env }: Run): OutputOptions {
  const given = command.optsWithGlobals<Partial<OutputOptions>>();
  const output = given.output ?? (given.query === undefined ? "text" : "json");
  const color = given.color !== false && io.isTTY && !env["NO_COLOR"];
  return given.query === undefined ? { output, color } : { output, color, query: given.query };
}
