import { Readable } from "node:stream";
import type { Command, Run } from "../../src/cli/command.ts";
import { createProgram } from "../../src/cli/program.ts";

/** A command, by the words that call it, and the help that it prints. */
export interface DocumentedCommand {
  /** Such as `tocsin keys create`. */
  readonly name: string;
  readonly help: string;
  /** False of a command that only has others under it. */
  readonly isLeaf: boolean;
}

/** The program as it is built for a run, and every command in it, in the order of the help. */
export function documentedCommands(): {
  readonly program: Command;
  readonly commands: readonly DocumentedCommand[];
} {
  let printed = "";
  const write = (text: string): void => {
    printed += text;
  };
  const { signal } = new AbortController();
  const io = { stdout: write, stderr: write, stdin: Readable.from([]), isTTY: false, signal };
  const run: Run = { io, env: {}, code: 0 };
  const program = createProgram(run);
  const walk = (command: Command, name: string): readonly DocumentedCommand[] => {
    printed = "";
    command.outputHelp();
    const help = printed;
    const under = command.commands.flatMap((child) => walk(child, `${name} ${child.name()}`));
    return [{ name, help, isLeaf: under.length === 0 }, ...under];
  };
  return { program, commands: walk(program, "tocsin") };
}
