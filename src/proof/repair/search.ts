import { textWithinLimits } from "../synth/compose.ts";
import { bitCount } from "../synth/conjunction.ts";
import type { Labelled } from "../synth/labelled.ts";
import type { Candidate } from "./edit.ts";
import { editsOf, spell } from "./edits.ts";
import { judgeFor } from "./judge.ts";
import { stockFor } from "./stock.ts";

/** A pattern that judges all records rightly. */
export interface Repaired {
  readonly candidate: Candidate;
  readonly pattern: string;
  /** No fewer edits of those tried do it, and of as many none with fewer characters. */
  readonly least: boolean;
}

/** How many patterns are taken further, by the number of edits made: those that judge the most records rightly. */
const WIDTHS = [1, 100, 20] as const;

/** Patterns that one search looks at, times the records that each is held against. */
const MOST_WORK = 4_000_000;

interface Reached {
  readonly candidate: Candidate;
  /** Records that it judges wrongly. */
  readonly wrong: number;
}

/** Looks for the fewest edits after which every record is judged rightly. */
export function searchEdits(start: Candidate, labelled: Labelled): Repaired | undefined {
  const stock = stockFor(labelled);
  const judge = judgeFor(labelled);
  let left = MOST_WORK / labelled.records.length;
  let complete = true;
  let front: readonly Candidate[] = [start];
  for (const width of WIDTHS) {
    const taken = distinct(front, width);
    complete &&= taken.length < width || front.length <= width;
    const reached: Reached[] = [];
    for (const candidate of taken) {
      if (left <= 0) complete = false;
      const edits = left <= 0 ? [] : editsOf(candidate, stock, judge);
      left -= edits.length;
      for (const next of edits) {
        reached.push({ candidate: next, wrong: bitCount(judge(next.expression) ^ labelled.wanted) });
      }
    }
    reached.sort((one, other) => one.wrong - other.wrong || one.candidate.characters - other.candidate.characters);
    for (const { candidate, wrong } of reached) {
      if (wrong > 0) break;
      const pattern = textWithinLimits(candidate.expression);
      if (pattern !== undefined) return { candidate, pattern, least: complete };
    }
    front = reached.filter(({ wrong }) => wrong > 0).map(({ candidate }) => candidate);
  }
  return undefined;
}

/** The first of them, each pattern once. */
function distinct(candidates: readonly Candidate[], most: number): readonly Candidate[] {
  const first = new Map<string, Candidate>();
  for (const candidate of candidates) {
    if (first.size === most) break;
    const key = spell(candidate.expression);
    if (!first.has(key)) first.set(key, candidate);
  }
  return [...first.values()];
}
