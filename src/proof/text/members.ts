import type { Outcome, Walk } from "./walk.ts";

/** Some texts of one outcome, shortest first. */
export interface Members {
  readonly texts: readonly string[];
  /** There are no others. */
  readonly all: boolean;
}

/** The longest text worth building; every text of a double is far shorter. */
const MAX_LENGTH = 64;

/** The first texts of an outcome, as many as `limit`. */
export function membersOf({ edges, members }: Walk, { states, example }: Outcome, limit: number): Members {
  const width = members.length;
  const count = edges.length / width;
  const ends = new Uint8Array(count);
  for (const state of states) ends[state] = 1;
  // By how many code points are still to come: the states from which the text can end so.
  const ahead = [ends];
  const texts: string[] = [];
  const extend = (state: number, text: string, remaining: number): void => {
    if (remaining === 0) {
      texts.push(text);
      return;
    }
    for (let group = 0; group < width && texts.length < limit; group += 1) {
      const next = edges[state * width + group] ?? -1;
      if (next >= 0 && ahead[remaining - 1]?.[next] === 1) {
        extend(next, text + String.fromCodePoint(members[group] ?? 0), remaining - 1);
      }
    }
  };
  for (let length = 0; length <= Math.max(MAX_LENGTH, example.length); length += 1) {
    const now = ahead[length];
    if (now === undefined || !now.includes(1)) return { texts, all: true };
    if (now[0] === 1) extend(0, "", length);
    if (texts.length >= limit) break;
    const before = new Uint8Array(count);
    for (let edge = 0; edge < edges.length; edge += 1) {
      if (now[edges[edge] ?? -1] === 1) before[Math.floor(edge / width)] = 1;
    }
    ahead.push(before);
  }
  return { texts, all: false };
}
