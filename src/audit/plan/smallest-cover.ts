/** A text and the places that it covers. */
export interface CoverCandidate {
  readonly text: string;
  readonly covers: readonly number[];
}

export interface Cover {
  /** The texts chosen, in the order of the candidates. */
  readonly chosen: readonly string[];
  /** Places that no candidate covers. */
  readonly uncovered: readonly number[];
}

/** A way to cover some places. */
interface Way {
  readonly candidates: readonly number[];
  readonly length: number;
}

/**
 * The smallest set of candidates that covers every place that can be covered; of several the one with the shortest texts.
 * Exact: it widens all sets that are worth it by one candidate at a time, so that the first to cover all is the smallest.
 *
 * @param places how many there are, 30 at most
 * @example
 * smallestCover(2, [{ text: "a", covers: [0] }, { text: "b", covers: [0, 1] }]).chosen; // ["b"]
 */
export function smallestCover(places: number, candidates: readonly CoverCandidate[]): Cover {
  const masks = candidates.map(({ covers }) => covers.reduce((mask, place) => mask | (1 << place), 0));
  const reachable = masks.reduce((all, mask) => all | mask, 0);
  const uncovered = Array.from({ length: places }, (_, place) => place).filter((place) => !(reachable & (1 << place)));
  let ways = new Map<number, Way>([[0, { candidates: [], length: 0 }]]);
  for (;;) {
    const complete = ways.get(reachable);
    if (complete !== undefined) {
      const chosen = candidates.flatMap(({ text }, place) => (complete.candidates.includes(place) ? [text] : []));
      return { chosen, uncovered };
    }
    ways = widened(ways, candidates, masks);
  }
}

/** Every way with one more candidate; of several that cover the same the shortest. */
function widened(
  ways: ReadonlyMap<number, Way>,
  candidates: readonly CoverCandidate[],
  masks: readonly number[],
): Map<number, Way> {
  const next = new Map<number, Way>();
  for (const [covered, way] of ways) {
    for (const [place, { text }] of candidates.entries()) {
      const all = covered | (masks[place] ?? 0);
      if (all === covered) continue;
      const length = way.length + text.length;
      const known = next.get(all);
      if (known === undefined || length < known.length)
        next.set(all, { candidates: [...way.candidates, place], length });
    }
  }
  return next;
}
