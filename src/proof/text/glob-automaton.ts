import { type Automaton, DEAD, DONE, FIRST_OPEN_STATE } from "./automaton.ts";

/** One text to get past, and how far back to go when it breaks off (Knuth, Morris, Pratt). */
interface Segment {
  readonly points: readonly number[];
  /** For each place: the longest shorter prefix that the text read so far also ends with; -1 before the first. */
  readonly fallback: readonly number[];
  /** The text must stand here and not later. */
  readonly fixed: boolean;
  /** The state before its first code point. */
  readonly base: number;
}

/**
 * Accepts what `globMatches` accepts: leftmost and without going back, so each part is searched for alone and, once
 * found, never again (A1). One part is a literal; `["", text, ""]` are the texts that contain `text`.
 */
export function globAutomaton(parts: readonly string[]): Automaton {
  const segments: Segment[] = [];
  let end = FIRST_OPEN_STATE;
  for (const [index, part] of parts.entries()) {
    const points = codePointsOf(part);
    if (points.length === 0) continue;
    segments.push({ points, fallback: fallbackOf(points), fixed: index === 0, base: end });
    end += points.length;
  }
  // Behind the last segment: anything may follow a final asterisk, nothing a final text.
  const last = parts.length > 1 && parts.at(-1) === "" ? DONE : end;
  const isOpenFromTheStart = segments.length === 0 && parts.length > 1;
  const segmentAt = segments.flatMap((segment) => segment.points.map(() => segment));
  return {
    distinctions: { points: segments.flatMap(({ points }) => points), sets: [] },
    start: isOpenFromTheStart ? DONE : segments.length === 0 ? end : FIRST_OPEN_STATE,
    step: (state, codePoint) => {
      if (state === DONE) return DONE;
      const segment = segmentAt[state - FIRST_OPEN_STATE];
      if (segment === undefined) return DEAD;
      const place = advance(segment, state - segment.base, codePoint);
      if (place < 0) return DEAD;
      const next = segment.base + place;
      return next === end ? last : next;
    },
    verdict: (state) => state === DONE || state === end,
    cost: () => 0,
  };
}

/** How much of a segment is read after one more code point; -1 when it had to stand here and does not. */
function advance({ points, fallback, fixed }: Segment, from: number, codePoint: number): number {
  let place = from;
  while (place >= 0 && points[place] !== codePoint) place = fixed ? -2 : (fallback[place] ?? -1);
  return place + 1;
}

function fallbackOf(points: readonly number[]): readonly number[] {
  const fallback = [-1];
  for (let at = 1; at < points.length; at += 1) {
    let place = fallback[at - 1] ?? -1;
    while (place >= 0 && points[place] !== points[at - 1]) place = fallback[place] ?? -1;
    fallback.push(place + 1);
  }
  return fallback;
}

/** A text as an automaton reads it. */
export function codePointsOf(text: string): readonly number[] {
  return Array.from(text, (char) => char.codePointAt(0) ?? 0);
}
