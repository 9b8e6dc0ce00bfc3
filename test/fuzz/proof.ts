/**
 * Asks every question about made-up pairs of patterns and holds the answers against the matcher, the certificate
 * checker and every event of a small universe, on all processors. Prints how many answers there were of each sort.
 *
 *   npm run fuzz:proof -- [count] [seed] [--z3 count]
 *
 * With --z3 it also asks Z3, which must be installed, about so many pairs.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { EMPTY_REPORT, merge, type Report, runBatch } from "../proof-oracle/run.ts";
import { compareWithZ3 } from "../proof-oracle/z3/compare.ts";

const BATCH = 500;
const MAX_FAILURES = 10;
const MAX_UNDECIDED = 0.01;

/** What one process does: every `step`th batch, from the `first` on. */
function work([count = 0, seed = 0, first = 0, step = 1]: readonly number[], send: (report: Report) => void): void {
  for (let batch = first; batch * BATCH < count; batch += step) {
    send(runBatch(Math.min(BATCH, count - batch * BATCH), seed + batch));
  }
}

async function runAll(count: number, seed: number): Promise<Report> {
  const began = performance.now();
  const processes = availableParallelism();
  let report = EMPTY_REPORT;
  const tell = (part: Report): void => {
    report = merge(report, part);
    for (const failure of part.failures) process.stderr.write(`FAILED  ${failure}\n`);
    const { pairs, undecided, failures } = report;
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    process.stderr.write(`${pairs} pairs, ${undecided} undecided, ${failures.length} failures, ${seconds} s\n`);
  };
  await Promise.all(
    Array.from({ length: processes }, async (_, first) => {
      const child = fork(fileURLToPath(import.meta.url), [count, seed, first, processes].map(String));
      child.on("message", (part: Report) => {
        tell(part);
        if (report.failures.length >= MAX_FAILURES) child.kill();
      });
      await once(child, "exit");
    }),
  );
  return report;
}

async function askZ3(count: number, seed: number): Promise<boolean> {
  const { pairs, agreed, undecided, disagreements } = await compareWithZ3(count, seed);
  for (const disagreement of disagreements) process.stdout.write(`FAILED  ${disagreement}\n`);
  process.stdout.write(`Z3: ${pairs} pairs, ${agreed} answers agree, ${undecided} undecided\n`);
  return disagreements.length === 0;
}

async function main(args: string[]): Promise<void> {
  const options = { z3: { type: "string", default: "0" } } as const;
  const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
  const [count = "200000", seed = String(Date.now() % 1_000_000)] = positionals;
  process.stdout.write(`${count} pairs, seed ${seed}\n`);
  const { pairs, complete, undecided, witnesses, shown, answers, reasons, failures } = await runAll(
    Number(count),
    Number(seed),
  );
  const counted = Object.entries({ ...answers, ...reasons }).sort(([left], [right]) => (left < right ? -1 : 1));
  for (const [key, times] of counted) process.stdout.write(`${key}\t${times}\n`);
  for (const failure of failures) process.stdout.write(`FAILED  ${failure}\n`);
  process.stdout.write(`${shown} of ${witnesses} witnesses have their like in the universe\n`);
  process.stdout.write(
    `${pairs} pairs, ${complete} of them against their whole universe, ${undecided} undecided, ${failures.length} failures\n`,
  );
  const holds = failures.length === 0 && pairs === Number(count) && undecided <= pairs * MAX_UNDECIDED;
  const agrees = Number(values.z3) === 0 || (await askZ3(Number(values.z3), Number(seed)));
  process.exitCode = holds && agrees ? 0 : 1;
}

if (process.send === undefined) await main(process.argv.slice(2));
else work(process.argv.slice(2).map(Number), (report) => process.send?.(report));
