/**
 * Sends made-up requests to an engine in this process and checks that every answer is well formed and no fault of
 * Tocsin's. Prints how many of each protocol got which status.
 *
 *   npm run fuzz -- [count] [seed]
 */
import { fuzz } from "./run.ts";

const HEAP_LIMIT = 512 * 1024 * 1024;

const [count = "100000", seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
process.stdout.write(`${count} requests, seed ${seed}\n`);
const began = performance.now();
const { counts, failures, heap } = await fuzz(Number(count), Number(seed));
const seconds = (performance.now() - began) / 1000;
for (const [key, times] of [...counts].sort(([left], [right]) => (left < right ? -1 : 1)))
  process.stdout.write(`${key}\t${times}\n`);
for (const failure of failures) process.stdout.write(`FAILED  ${failure}\n`);
process.stdout.write(
  `${failures.length} failures, heap at most ${(heap / 1e6).toFixed(0)} MB, ${seconds.toFixed(0)} s\n`,
);
process.exitCode = failures.length > 0 || heap > HEAP_LIMIT ? 1 : 0;
