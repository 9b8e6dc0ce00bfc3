import { spawnSync } from "node:child_process";
import { median } from "./statistics.ts";

const RUNS = 15;

/** Wall time of a whole Node process, milliseconds, the median of several. Throws when one ends with another status. */
export function wholeProcess(args: readonly string[], expected = 0): number {
  const times = Array.from({ length: RUNS }, () => {
    const began = performance.now();
    const { status } = spawnSync(process.execPath, args, { stdio: "ignore" });
    if (status !== expected) throw new Error(`${args.join(" ")} ended with ${status}`);
    return performance.now() - began;
  });
  return median(times);
}
