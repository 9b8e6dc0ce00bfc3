import fc from "fast-check";
import { type Examination, examine } from "./examine.ts";
import { anyCase, type Case } from "./pairs/case.ts";

export interface Report {
  readonly pairs: number;
  /** Pairs whose answers were held against every event of their small universe. */
  readonly complete: number;
  /** Pairs with a question that was not decided. */
  readonly undecided: number;
  /** Answers with a witness, and how many of them the universe has a witness for as well: what it is able to see. */
  readonly witnesses: number;
  readonly shown: number;
  /** How many answers of each sort: `json implies: none`. */
  readonly answers: Readonly<Record<string, number>>;
  /** Why questions were not decided, without the particulars. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Disagreements, each with the smallest pair that shows it. */
  readonly failures: readonly string[];
}

export const EMPTY_REPORT: Report = {
  pairs: 0,
  complete: 0,
  undecided: 0,
  witnesses: 0,
  shown: 0,
  answers: {},
  reasons: {},
  failures: [],
};

/** Examines `count` generated pairs; a seed always gives the same ones. It ends at the first disagreement. */
export function runBatch(count: number, seed: number): Report {
  let report = EMPTY_REPORT;
  const property = fc.property(anyCase, (patterns) => {
    const examined = examine(patterns);
    report = merge(report, reportOf(patterns, examined));
    return examined.flaws.length === 0;
  });
  const run = fc.check(property, { numRuns: count, seed });
  return run.failed ? { ...report, failures: [describe(run.counterexample?.[0], seed)] } : report;
}

function reportOf({ first }: Case, { answers, complete }: Examination): Report {
  const witnessed = answers.filter(({ outcome }) => outcome.kind === "event");
  const reasons = answers.flatMap(({ outcome }) => (outcome.kind === "unknown" ? [outcome.reason] : []));
  return {
    pairs: 1,
    complete: complete ? 1 : 0,
    undecided: reasons.length > 0 ? 1 : 0,
    witnesses: witnessed.length,
    shown: witnessed.filter(({ shown }) => shown.length > 0).length,
    answers: count(answers.map(({ question, outcome }) => `${first.pattern.kind} ${question}: ${outcome.kind}`)),
    reasons: count(reasons.map((reason) => reason.split(":")[0] ?? reason)),
    failures: [],
  };
}

function describe(smallest: Case | undefined, seed: number): string {
  if (smallest === undefined) throw new Error("a run that failed has a case that failed");
  const texts = [smallest.first, smallest.second, smallest.third].flatMap((read) => read?.text ?? []);
  return [`seed ${seed}`, ...texts, ...flawsOf(smallest)].join("\n  ");
}

/** A proof that throws is as wrong as one that says what is not so. */
function flawsOf(patterns: Case): readonly string[] {
  try {
    return examine(patterns).flaws;
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

export function merge(left: Report, right: Report): Report {
  return {
    pairs: left.pairs + right.pairs,
    complete: left.complete + right.complete,
    undecided: left.undecided + right.undecided,
    witnesses: left.witnesses + right.witnesses,
    shown: left.shown + right.shown,
    answers: sums(left.answers, right.answers),
    reasons: sums(left.reasons, right.reasons),
    failures: [...left.failures, ...right.failures],
  };
}

type Counts = Readonly<Record<string, number>>;

function count(keys: readonly string[]): Counts {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

function sums(left: Counts, right: Counts): Counts {
  const sum: Record<string, number> = { ...left };
  for (const [key, times] of Object.entries(right)) sum[key] = (sum[key] ?? 0) + times;
  return sum;
}
