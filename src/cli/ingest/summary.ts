import { renderTable } from "../table.ts";
import { visibleLine } from "../visible.ts";
import type { IngestAnswer, TrailAnswer } from "./endpoint.ts";

/** What came of a run of `tocsin ingest`, and its JSON output. */
export interface Summary {
  readonly files: number;
  /** Records that were read. */
  readonly records: number;
  /** Log events that trails delivered: one record counts once for each trail. */
  readonly delivered: number;
  readonly notSelected: number;
  readonly duplicate: number;
  /** Matches per metric filter. */
  readonly matches: Readonly<Record<string, number>>;
  /** Samples that came too late for any evaluation, per alarm. */
  readonly late: Readonly<Record<string, number>>;
  readonly trails: readonly TrailAnswer[];
  readonly problems: readonly Problem[];
}

export interface Problem {
  readonly source: string;
  readonly problem: string;
}

export const emptySummary: Summary = {
  files: 0,
  records: 0,
  delivered: 0,
  notSelected: 0,
  duplicate: 0,
  matches: {},
  late: {},
  trails: [],
  problems: [],
};

/** A summary with the engine's answer to one more batch. */
export function addAnswer(summary: Summary, records: number, { trails }: IngestAnswer): Summary {
  const byTrail = new Map(summary.trails.map((trail) => [trail.trail, trail]));
  for (const answer of trails) {
    const before = byTrail.get(answer.trail);
    byTrail.set(answer.trail, before === undefined ? answer : addTrail(before, answer));
  }
  const all = [...byTrail.values()];
  const sum = (count: (trail: TrailAnswer) => number): number => all.reduce((total, trail) => total + count(trail), 0);
  return {
    ...summary,
    records: summary.records + records,
    delivered: sum((trail) => trail.delivered),
    notSelected: sum((trail) => trail.notSelected),
    duplicate: sum((trail) => trail.duplicate),
    matches: all.map((trail) => trail.matches).reduce(addCounts, {}),
    late: all.map((trail) => trail.late).reduce(addCounts, {}),
    trails: all,
  };
}

function addTrail(a: TrailAnswer, b: TrailAnswer): TrailAnswer {
  const error = b.error ?? a.error;
  return {
    trail: a.trail,
    delivered: a.delivered + b.delivered,
    notSelected: a.notSelected + b.notSelected,
    duplicate: a.duplicate + b.duplicate,
    matches: addCounts(a.matches, b.matches),
    late: addCounts(a.late, b.late),
    ...(error === undefined ? {} : { error }),
  };
}

function addCounts(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const sum = new Map(Object.entries(a));
  for (const [name, count] of Object.entries(b)) sum.set(name, (sum.get(name) ?? 0) + count);
  return Object.fromEntries(sum);
}

const LATE_EXPLANATION = `Late samples belong to minutes that every alarm has already judged: AWS ignores them, and no alarm will ring for them.
To let records arrive at their own times, use --replay on an engine that was started with --clock manual.
`;

/** The summary for people: totals, matches per filter, and what came too late. */
export function renderSummary(summary: Summary, options: { readonly color: boolean }): string {
  const { files, records, delivered, notSelected, duplicate } = summary;
  const totals = [
    `${count(files, "file")}, ${count(records, "record")}: ${delivered} delivered, ${notSelected} not selected, ${duplicate} duplicate`,
  ];
  const failed = summary.trails.flatMap(({ trail, error }) => (error === undefined ? [] : [`${trail}: ${error}`]));
  const table = (title: string, counts: Readonly<Record<string, number>>, unit: string): string =>
    renderTable(
      Object.entries(counts),
      [
        { title: unit, align: "right", cell: ([, value]) => value },
        { title, cell: ([name]) => name },
      ],
      options,
    );
  const matches = table("metric filter", summary.matches, "matched");
  const late = table("alarm", summary.late, "late");
  return [
    ...[...totals, ...failed].map((line) => `${visibleLine(line)}\n`),
    ...(matches === "" ? [] : ["\n", matches]),
    ...(late === "" ? [] : ["\n", late, LATE_EXPLANATION]),
  ].join("");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
