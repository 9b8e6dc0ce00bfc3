import { parsePattern } from "../src/pattern/parse.ts";
import { printPattern } from "../src/pattern/print.ts";
import { equivalent } from "../src/proof/index.ts";
import { classifyPublished } from "../test/proof/classify.ts";
import { filledIn, publishedPatterns, referenceOf } from "../test/proof/published-patterns.ts";
import { CLI } from "../test/support/server.ts";
import { cisPatterns } from "./patterns.ts";
import { median, report } from "./statistics.ts";
import { wholeProcess } from "./whole-process.ts";

const ROUNDS = 5;

/** Processor time of one call, milliseconds. */
function cpuTime(work: () => void): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

/** The same pattern in Tocsin's own spelling. */
function respelled(text: string): string {
  const parsed = parsePattern(text);
  if (!parsed.ok) throw new Error(`does not parse: ${text}`);
  return printPattern(parsed.pattern);
}

const texts = cisPatterns.map(([, text]) => text);
const pairs = texts.flatMap((first) =>
  texts.map((second) => [first, first === second ? respelled(second) : second] as const),
);
function compareAll(): readonly number[] {
  return pairs.map(([first, second]) =>
    cpuTime(() => {
      const { answer } = equivalent(first, second);
      if (answer === "unknown") throw new Error(`not decided: ${first} and ${second}`);
    }),
  );
}
// The first round is warm-up; of the others each pair's median counts.
compareAll();
const rounds = Array.from({ length: ROUNDS }, compareAll);
const times = pairs.map((_, pair) => median(rounds.map((round) => round[pair] ?? Number.NaN)));
const same = times.filter((_, pair) => pair % (texts.length + 1) === 0);
report("two CIS patterns, warm, processor time, median", `${median(times).toFixed(2)} ms`, "10 ms", median(times) < 10);
report("  of those that are proven equivalent", `${median(same).toFixed(2)} ms`, "10 ms", median(same) < 10);
const worst = Math.max(...times);
report("  the slowest pair", `${worst.toFixed(1)} ms`, "10 ms", worst < 10);

const counts = new Map<string, number>();
const whole = cpuTime(() => {
  for (const { control, pattern } of publishedPatterns) {
    const { kind } = classifyPublished(filledIn(pattern), referenceOf(control));
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
});
report(`${publishedPatterns.length} published patterns`, `${(whole / 1000).toFixed(1)} s`, "10 s", whole < 10_000);
process.stdout.write(`      ${[...counts].map(([kind, count]) => `${count} ${kind}`).join(", ")}\n`);

const [, signIn = ""] = texts;
const bareNode = wholeProcess(["-e", "0"]);
const prove = wholeProcess([CLI, "pattern", "prove", "equivalent", signIn, respelled(signIn)]);
report("tocsin pattern prove equivalent, whole process", `${prove.toFixed(0)} ms`, "150 ms", prove < 150);
report("  against `node -e 0` in the same run", `${(prove / bareNode).toFixed(2)} x`, "2.5 x", prove / bareNode < 2.5);
