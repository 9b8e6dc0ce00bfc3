#!/usr/bin/env node
import { readVersion } from "./version.ts";

const argv = process.argv.slice(2);

// `--version` is asked by scripts and shell prompts: it loads nothing else, not even the command line parser.
if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
  process.stdout.write(`${readVersion()}\n`);
} else {
  const [{ runCli }, { openProcessIo }] = await Promise.all([import("./run.ts"), import("./process-io.ts")]);
  const { io, close } = openProcessIo();
  process.exitCode = await runCli(argv, io, process.env);
  close();
}
