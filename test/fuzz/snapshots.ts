/**
 * Audits snapshots that chance has changed, with plans, every single fault, and all reports: nothing may throw, and no
 * verdict may claim what it does not show. Prints how often each verdict was given.
 *
 *   npm run fuzz:audit -- [count] [seed]
 */
import { fuzzSnapshots } from "./snapshots-run.ts";

const [count = "5000", seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
process.stdout.write(`${count} snapshots, seed ${seed}\n`);
const began = performance.now();
const { refused, audited, verdicts, failures } = await fuzzSnapshots(Number(count), Number(seed));
const seconds = (performance.now() - began) / 1000;
process.stdout.write(`${refused} refused, ${audited} audited\n`);
for (const [verdict, times] of [...verdicts].sort(([left], [right]) => (left < right ? -1 : 1)))
  process.stdout.write(`${verdict}\t${times}\n`);
for (const failure of failures) process.stdout.write(`FAILED  ${failure}\n`);
process.stdout.write(`${failures.length} failures, ${seconds.toFixed(0)} s\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
