import { spawnSync } from "node:child_process";
import { CLI, startServer } from "../test/support/server.ts";
import { median, report } from "./statistics.ts";

const RUNS = 15;

/** Wall time of a whole process, milliseconds, the median of several. */
function wholeProcess(args: readonly string[]): number {
  const times = Array.from({ length: RUNS }, () => {
    const began = performance.now();
    const { status } = spawnSync(process.execPath, args, { stdio: "ignore" });
    if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}`);
    return performance.now() - began;
  });
  return median(times);
}

const bareNode = wholeProcess(["-e", "0"]);
const version = wholeProcess([CLI, "--version"]);
const check = wholeProcess([CLI, "pattern", "check", '{ $.eventName = "ConsoleLogin" }']);
report("tocsin --version", `${version.toFixed(0)} ms`, "90 ms", version < 90);
report("  against `node -e 0` in the same run", `${(version / bareNode).toFixed(2)} x`, "2 x", version / bareNode < 2);
report("tocsin pattern check", `${check.toFixed(0)} ms`, "150 ms", check < 150);

const listening: number[] = [];
let memory = 0;
for (let run = 0; run < 5; run += 1) {
  const server = await startServer();
  listening.push(server.listeningAfter);
  await new Promise((resolve) => setTimeout(resolve, 2000));
  memory = Math.max(memory, server.memory());
  await server.stop();
}
report(
  "tocsin serve: process start to first answer",
  `${median(listening).toFixed(0)} ms`,
  "500 ms",
  median(listening) < 500,
);
report("tocsin serve: resident memory, idle", `${(memory / 1e6).toFixed(0)} MB`, "120 MB", memory < 120e6);
