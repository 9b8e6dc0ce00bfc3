import { spawn } from "node:child_process";
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { firstMissing, type ShellBlock } from "./blocks.ts";

/** One reader of one document: a home folder of its own, in which the blocks run one after another. */
export interface Session {
  /** Runs a block; what it exported and where it went hold for the next. */
  readonly run: (block: ShellBlock) => Promise<{ readonly exitCode: number; readonly output: string }>;
  /** The expected line as this session prints it, with the ports it uses. */
  readonly rewrite: (text: string) => string;
  /** Ends whatever still runs, and removes the home folder. */
  readonly close: () => Promise<void>;
}

/** The port of an engine that is told none. */
const DEFAULT_PORT = "4666";
const PATIENCE = 30_000;

/**
 * Opens a session for these blocks. `program` is the JavaScript file that is `tocsin` on the PATH. Ports in the blocks
 * are replaced by free ones, the same everywhere, so that a test never meets an engine that is in use.
 */
export async function openSession(program: URL, blocks: readonly ShellBlock[]): Promise<Session> {
  const home = mkdtempSync(join(tmpdir(), "tocsin-docs-"));
  const ports = await choosePorts(blocks);
  const rewrite = (text: string): string => text.replace(/\b\d{2,5}\b/g, (number) => ports.get(number) ?? number);
  const defaultPort = ports.get(DEFAULT_PORT) ?? DEFAULT_PORT;
  const env = prepareHome(home, fileURLToPath(program), defaultPort);
  const groups: number[] = [];

  return {
    rewrite,
    run: async (block) => {
      const outputFile = join(home, ".output");
      const output = openSync(outputFile, "w");
      // A process group of its own: what a block leaves behind can be ended without knowing it.
      const child = spawn("bash", ["-c", wrap(rewrite(block.script))], {
        cwd: join(home, "work"),
        env,
        detached: true,
        stdio: ["ignore", output, output],
      });
      closeSync(output);
      if (child.pid !== undefined) groups.push(child.pid);
      const exitCode = await new Promise<number>((resolve, reject) => {
        child.on("error", reject);
        child.on("exit", (code) => resolve(code ?? -1));
      });
      const read = (): string => readFileSync(outputFile, "utf8");
      if (block.background) {
        const port = /--port[ =](\d+)/.exec(rewrite(block.script))?.[1] ?? defaultPort;
        const expected = block.expected.map(rewrite);
        const alive = (): boolean => child.pid !== undefined && endGroup(child.pid, 0);
        const ready = async (): Promise<boolean> =>
          (await answers(`http://127.0.0.1:${port}/healthz`)) && firstMissing(expected, read()) === undefined;
        await until(async () => !alive() || (await ready()));
        if (!alive()) return { exitCode: -1, output: `${read()}\nnothing is left running in the background` };
      }
      return { exitCode, output: read() };
    },
    close: async () => {
      for (const group of groups) endGroup(group, "SIGTERM");
      await until(async () => groups.every((group) => !endGroup(group, 0)));
      for (const group of groups) endGroup(group, "SIGKILL");
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Stops at the first command that fails; the environment and folder at the end are the next block's. */
function wrap(script: string): string {
  return [
    '[ ! -f "$HOME/.state" ] || . "$HOME/.state"',
    `trap 'code=$?; { export -p; printf "cd %q\\n" "$PWD"; } > "$HOME/.state"; exit $code' EXIT`,
    "set -e -o pipefail",
    script,
  ].join("\n");
}

function prepareHome(home: string, program: string, port: string): NodeJS.ProcessEnv {
  mkdirSync(join(home, "bin"));
  mkdirSync(join(home, "work"));
  writeProgram(join(home, "bin", "tocsin"), [
    `case "$1 $*" in *--port*) ;; "serve "* | "demo "*) set -- "$@" --port ${port} ;; esac`,
    `exec "${process.execPath}" "${program}" "$@"`,
  ]);
  // In a checkout npx finds the build; here there is no checkout, and nothing may be fetched instead.
  writeProgram(join(home, "bin", "npx"), ['[ "$1" = tocsin ] && exec "$@"', "exit 127"]);
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:AWS_|TOCSIN_|NODE_OPTIONS$)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    // Version managers find their programs by these, which they else look for in the home folder.
    PYENV_ROOT: process.env["PYENV_ROOT"] ?? join(process.env["HOME"] ?? "", ".pyenv"),
    HOME: home,
    TMPDIR: home,
    PATH: `${join(home, "bin")}:${process.env["PATH"] ?? ""}`,
    TOCSIN_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

function writeProgram(path: string, lines: readonly string[]): void {
  writeFileSync(path, ["#!/usr/bin/env bash", ...lines, ""].join("\n"));
  chmodSync(path, 0o755);
}

async function choosePorts(blocks: readonly ShellBlock[]): Promise<ReadonlyMap<string, string>> {
  const named = new Set([DEFAULT_PORT]);
  for (const { script } of blocks)
    for (const [, port] of script.matchAll(/(?:127\.0\.0\.1:|localhost:|--port[ =])(\d{2,5})\b/g))
      if (port !== undefined) named.add(port);
  const free = await freePorts(named.size);
  return new Map([...named].map((port, index) => [port, free[index] ?? port]));
}

/** All held open until the last is found, so that they differ. */
async function freePorts(count: number): Promise<readonly string[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<string>((resolve, reject) => {
          server.once("error", reject);
          server.listen(0, "127.0.0.1", () => {
            const address = server.address();
            if (address === null || typeof address === "string") reject(new Error("a TCP server has an address"));
            else resolve(String(address.port));
          });
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

/** Asks again and again, and gives up after half a minute: what was awaited then shows as missing in the test. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!(await condition()) && Date.now() < deadline) await delay(25);
}

/** Signals a process group; false when nobody is left in it. */
function endGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}
