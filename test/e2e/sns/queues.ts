import { spawn } from "node:child_process";
import { createServer } from "node:net";

/** SQS as moto imitates it, in a process of its own. */
export interface Queues {
  readonly url: string;
  stop(): void;
}

export async function startQueues(): Promise<Queues> {
  const port = await freePort();
  const moto = spawn("moto_server", ["-H", "127.0.0.1", "-p", String(port)], { stdio: ["ignore", "ignore", "pipe"] });
  await new Promise<void>((resolve, reject) => {
    let log = "";
    moto.stderr.on("data", (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes("Running on")) resolve();
    });
    moto.on("exit", () => reject(new Error(`moto_server ended: ${log}`)));
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => void moto.kill() };
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
