import { deliveriesOf } from "../chain/trail.ts";
import type { LogGroupItem, TrailItem } from "../inventory.ts";
import type { Delivered, Simulator } from "../simulate.ts";
import { eventWithin, type Feeds, getsAllOf, regionsOf } from "./reach.ts";
import { filterKey, filtersMatching, type PlacedFilter, type Ringing } from "./ringing.ts";

/** A log group where events of a control ring, and what is known of its records. */
export interface Place {
  readonly group: LogGroupItem;
  readonly trails: readonly TrailItem[];
  /** It, and the log groups that get whatever it gets. */
  readonly members: readonly LogGroupItem[];
  /** The events of the control, as they arrive there. */
  readonly delivered: readonly Delivered[];
  /** The filters of the members that matched an event which rang, first those that matched most of them. */
  readonly matched: readonly PlacedFilter[];
}

/** The log groups where events ring, without those that get no more than another one. */
export function placesOf(
  simulator: Simulator,
  feeds: Feeds,
  delivered: readonly Delivered[],
  ringing: (filter: PlacedFilter) => Ringing,
): readonly Place[] {
  const arrived = new Map(
    [...feeds].map(([group, trails]) => [group, arrivingAt(simulator, group, trails, delivered)]),
  );
  const matched = new Map<LogGroupItem, readonly PlacedFilter[]>();
  for (const [group, events] of arrived) {
    const heard = events.filter(({ fate }) => fate.outcome === "rings");
    const found = heard.flatMap(({ event }) => filtersMatching(simulator.account, group, event.text));
    if (found.some((filter) => ringing(filter) !== "not-by-itself")) matched.set(group, found);
  }
  const groups = [...matched.keys()];
  const trailsOf = (group: LogGroupItem): readonly TrailItem[] => feeds.get(group) ?? [];
  const getsAll = (group: LogGroupItem, other: LogGroupItem): boolean => getsAllOf(trailsOf(group), trailsOf(other));
  return groups
    .filter((group, at) =>
      groups.every((other, place) => !getsAll(other, group) || (getsAll(group, other) && at <= place)),
    )
    .map((group) => {
      const members = [...feeds.keys()].filter((other) => getsAll(other, group));
      const found = members.flatMap((one) => matched.get(one) ?? []);
      const trails = trailsOf(group);
      return { group, trails, members, delivered: arrived.get(group) ?? [], matched: mostFrequentFirst(found) };
    });
}

function mostFrequentFirst(filters: readonly PlacedFilter[]): readonly PlacedFilter[] {
  const counts = new Map<string, { readonly filter: PlacedFilter; readonly count: number }>();
  for (const filter of filters) {
    const key = filterKey(filter);
    counts.set(key, { filter, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).map(({ filter }) => filter);
}

/** The events that reach a log group, moved to a region where its trails look. */
function arrivingAt(
  simulator: Simulator,
  group: LogGroupItem,
  trails: readonly TrailItem[],
  delivered: readonly Delivered[],
): readonly Delivered[] {
  return delivered.flatMap(({ event, fate }) => {
    const there = eventWithin(event, regionsOf(trails));
    if (there === undefined || !deliveriesOf(simulator.account, there.record).groups.has(group)) return [];
    return [{ event: there, fate: there === event ? fate : simulator.fateOf(there) }];
  });
}
