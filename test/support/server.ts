import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the project: above `build` when compiled, above `test` when not. */
const ROOT = new URL(import.meta.url.includes("/build/") ? "../../../" : "../../", import.meta.url);

/** The built command line: `npm run build` comes first. */
export const CLI = fileURLToPath(new URL("dist/cli/main.js", ROOT));

/** A Tocsin in a process of its own, as a user starts it. */
export interface Server {
  readonly url: string;
  /** From the start of the process until its port answered, milliseconds. */
  readonly listeningAfter: number;
  readonly process: ChildProcess;
  readonly data: string;
  /** Resident memory now, bytes. */
  memory(): number;
  /** Ends it as Ctrl-C does, and removes its data directory if it made one. */
  stop(): Promise<void>;
  /** Ends it as a crash does; the data stay. */
  kill(): Promise<void>;
}

/** Starts `tocsin serve` on a free port, with a data directory of its own unless one is given. */
export async function startServer(args: readonly string[] = [], dataDir?: string): Promise<Server> {
  const data = dataDir ?? mkdtempSync(join(tmpdir(), "tocsin-"));
  const began = performance.now();
  const child = spawn(process.execPath, [CLI, "serve", "--port", "0", "--data", data, "--output", "json", ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes("\n")) resolve((JSON.parse(text) as { endpoint: string }).endpoint);
    });
    child.once("exit", (code) => reject(new Error(`tocsin serve ended with code ${code}`)));
  });
  const answer = await fetch(`${url}/healthz`);
  if (!answer.ok) throw new Error(`the server is not healthy: ${answer.status}`);
  return {
    url,
    listeningAfter: performance.now() - began,
    process: child,
    memory: () => residentBytes(child.pid ?? 0),
    data,
    async stop() {
      await ended(child, "SIGINT");
      if (dataDir === undefined) rmSync(data, { recursive: true, force: true });
    },
    kill: () => ended(child, "SIGKILL"),
  };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => {
    child.once("exit", resolve);
  });
  child.kill(signal);
  await gone;
}

function residentBytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(line?.[1] ?? Number.NaN) * 1024;
}

/** One AWS request in JSON 1.1, unsigned as loopback allows. */
export async function awsJson(url: string, target: string, body: string): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
    body,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${target}: HTTP ${response.status} ${text}`);
  return text === "" ? {} : JSON.parse(text);
}
