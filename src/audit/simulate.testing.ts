import { accountOf } from "./account.ts";
import { chain, rootCall } from "./inventory.testing.ts";
import type { Inventory } from "./inventory.ts";
import { type Fate, simulatorOf } from "./simulate.ts";

/** What becomes of a call by root in a chain with these links. */
export function fateIn(links: Partial<Inventory>, members: Readonly<Record<string, string>> = {}): Fate {
  const inventory = chain(links);
  return simulatorOf(accountOf(inventory), inventory.collectedAt).fateOf(rootCall(members));
}

/** `link: reason` of an event that is silent for certain. */
export function silence(links: Partial<Inventory>, members: Readonly<Record<string, string>> = {}): string {
  const { outcome, stop } = fateIn(links, members);
  return outcome === "silent" ? `${stop?.link}: ${stop?.reason}` : outcome;
}
