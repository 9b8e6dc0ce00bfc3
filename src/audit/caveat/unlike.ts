import { publicationKey } from "../chain/publish.ts";
import type { Fate } from "../simulate.ts";

/** One of each kind: events for which the same was published share what becomes of them at any other time. */
export function unlike<T>(items: readonly T[], fateOf: (item: T) => Fate): readonly T[] {
  const found = new Map<string, T>();
  for (const item of items) {
    const key = JSON.stringify(fateOf(item).publications.map(publicationKey));
    if (!found.has(key)) found.set(key, item);
  }
  return [...found.values()];
}
