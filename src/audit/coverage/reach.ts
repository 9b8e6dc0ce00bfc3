import type { CloudTrailRecord } from "../../cloudtrail/record.ts";
import type { AdvancedEventSelector, EventSelector, Selectors } from "../../cloudtrail/selector.ts";
import type { Account } from "../account.ts";
import { deliveriesOf } from "../chain/trail.ts";
import { eventInRegion, isRegional } from "../events.ts";
import type { LogGroupItem, TrailItem } from "../inventory.ts";
import type { SimulatedEvent } from "../simulate.ts";

/** The trails that deliver to each log group. */
export type Feeds = ReadonlyMap<LogGroupItem, readonly TrailItem[]>;

/** Every trail looks at it, once it logs all management events of all regions. */
const ANYTHING: CloudTrailRecord = { eventTime: "2026-01-31T12:00:30Z", eventCategory: "Management", readOnly: false };

/** Which trails deliver to which log groups, whatever they select. A trail that could not be read delivers nothing. */
export function feedsOf(account: Account): Feeds {
  const feeds = new Map<LogGroupItem, TrailItem[]>();
  for (const trail of account.inventory.trails) {
    if (trail.selectors === undefined) continue;
    const open: TrailItem = { ...trail, IsMultiRegionTrail: true, selectors: {} };
    const inventory = { ...account.inventory, trails: [open] };
    for (const group of deliveriesOf({ ...account, inventory }, ANYTHING).groups.keys()) {
      feeds.set(group, [...(feeds.get(group) ?? []), trail]);
    }
  }
  return feeds;
}

/**
 * Whether one log group gets every record that another gets, by the settings of their trails. False where that is not
 * certain: different selectors are compared only as far as management events go.
 */
export function getsAllOf(trails: readonly TrailItem[], others: readonly TrailItem[]): boolean {
  return others.every((other) => trails.some((trail) => bringsAllOf(trail, other)));
}

function bringsAllOf(trail: TrailItem, other: TrailItem): boolean {
  if (!looksWherever(trail, other)) return false;
  const { selectors = {} } = trail;
  const { selectors: narrower = {} } = other;
  if (JSON.stringify(selectors) === JSON.stringify(narrower)) return true;
  return takesAllManagement(selectors) && takesOnlyManagement(narrower);
}

function looksWherever(trail: TrailItem, other: TrailItem): boolean {
  if (trail.IsMultiRegionTrail) return true;
  if (other.IsMultiRegionTrail || trail.HomeRegion !== other.HomeRegion) return false;
  return trail.IncludeGlobalServiceEvents || !other.IncludeGlobalServiceEvents;
}

function takesAllManagement({ eventSelectors, advancedEventSelectors }: Selectors): boolean {
  if (advancedEventSelectors !== undefined) return advancedEventSelectors.some(isAllManagement);
  return eventSelectors === undefined || eventSelectors.some(isAllClassicManagement);
}

function isAllClassicManagement(selector: EventSelector): boolean {
  const { ReadWriteType = "All", IncludeManagementEvents = true, ExcludeManagementEventSources = [] } = selector;
  return ReadWriteType === "All" && IncludeManagementEvents && ExcludeManagementEventSources.length === 0;
}

function isAllManagement(selector: AdvancedEventSelector): boolean {
  return isManagement(selector) && selector.FieldSelectors.length === 1;
}

/** It may ask for more, so that it takes some management events, and nothing else. */
function isManagement({ FieldSelectors }: AdvancedEventSelector): boolean {
  return FieldSelectors.some(({ Field, Equals = [] }) => Field === "eventCategory" && Equals.join() === "Management");
}

function takesOnlyManagement({ eventSelectors, advancedEventSelectors }: Selectors): boolean {
  if (advancedEventSelectors !== undefined) return advancedEventSelectors.every(isManagement);
  return (eventSelectors ?? []).every(({ DataResources = [] }) => DataResources.length === 0);
}

/** The regions that trails look at; undefined for all of them. */
export function regionsOf(trails: readonly TrailItem[]): readonly string[] | undefined {
  if (trails.some(({ IsMultiRegionTrail }) => IsMultiRegionTrail)) return undefined;
  return [...new Set(trails.map(({ HomeRegion }) => HomeRegion))];
}

/** The event where one of the regions can record it: where it is, or moved there; undefined where that cannot be. */
export function eventWithin(event: SimulatedEvent, regions: readonly string[] | undefined): SimulatedEvent | undefined {
  const { awsRegion } = event.record;
  if (regions === undefined || (typeof awsRegion === "string" && regions.includes(awsRegion))) return event;
  const [region] = regions;
  return region !== undefined && isRegional(event) ? eventInRegion(event, region) : undefined;
}
