import { eventInRegion, eventOf, isRegional, movedTo } from "../events.ts";
import type { SimulatedEvent, Simulator } from "../simulate.ts";
import type { Place } from "./place.ts";
import { regionsOf } from "./reach.ts";

/** Where the services record that record in one region only. doc CTUG */
const GLOBAL_REGION = "us-east-1";

/**
 * A record that was found as it would read in the account, in a region where the trails of the log group look.
 *
 * @param isSought whether a record is still what it was sought for
 * @returns undefined where it cannot be moved there and still be what was sought
 */
export function unseenAt(
  { account: { inventory } }: Simulator,
  { trails }: Place,
  found: string,
  isSought: (text: string) => boolean,
): SimulatedEvent | undefined {
  const original = eventOf("unseen", found);
  if (original === undefined) return undefined;
  const regions = regionsOf(trails) ?? inventory.regions;
  return [movedTo(inventory.account, original), original]
    .flatMap((event) => (event === undefined ? [] : [within(event, regions)]))
    .find(({ text }) => isSought(text));
}

function within(event: SimulatedEvent, regions: readonly string[]): SimulatedEvent {
  const possible = isRegional(event) ? regions : [GLOBAL_REGION];
  const { awsRegion } = event.record;
  const [region] = possible;
  if (region === undefined || (typeof awsRegion === "string" && possible.includes(awsRegion))) return event;
  return eventInRegion(event, region);
}
