import { evaluationRange, scheduleOf } from "../alarm/evaluation-range.ts";
import { isRinging } from "./chain/notification.ts";
import type { Publication } from "./chain/publish.ts";
import { arrivalsOf, type Background, fedAlarms, hasDefaults, laterBy, runRegion } from "./chain/region.ts";
import type { Arrival } from "./chain/timeline.ts";
import type { Simulator } from "./simulate.ts";

const MINUTE = 60_000;

/** From when on a second event like one that rang is told of too. */
export type SecondEvent =
  | { readonly kind: "told" /** Milliseconds after the first. */; readonly from: number }
  | { readonly kind: "never" };

/**
 * Lets the same event happen twice and finds how far apart the two must be, in whole minutes, for the second to be told
 * of: an alarm that stands in ALARM tells nothing.
 *
 * @param published what the first event published where it rang
 */
export function secondEventAfter(simulator: Simulator, published: readonly Publication[]): SecondEvent {
  const longest = Math.max(1, ...published.map((publication) => longestAlarm(simulator, publication)));
  const told = (minutes: number): boolean =>
    published.some((publication) => tellsSecond(simulator, publication, minutes * MINUTE));
  if (!told(longest)) return { kind: "never" };
  let silent = 0;
  let heard = longest;
  while (heard - silent > 1) {
    const middle = Math.floor((silent + heard) / 2);
    if (told(middle)) heard = middle;
    else silent = middle;
  }
  return { kind: "told", from: heard * MINUTE };
}

/** Minutes after which every alarm on the metrics has forgotten the first event. */
function longestAlarm({ account, at }: Simulator, publication: Publication): number {
  const arrivals = arriving(publication, at, 0);
  const minutes = fedAlarms(account, publication.region, arrivals).map(({ configuration }) => {
    const schedule = scheduleOf(configuration);
    return Math.ceil(((evaluationRange(schedule) + 2) * schedule.Period) / 60) + 3;
  });
  return Math.max(1, ...minutes);
}

function tellsSecond({ account, at, timelines }: Simulator, publication: Publication, distance: number): boolean {
  const { region } = publication;
  const arrivals = [...arriving(publication, at, 0), ...arriving(publication, at, distance)];
  const background: Background = hasDefaults(account, region, arrivals) ? "busy" : "quiet";
  const { notifications } = runRegion(account, region, arrivals, background, timelines);
  return notifications.some((notification) => isRinging(notification) && notification.at > at + distance);
}

function arriving({ deltas }: Publication, at: number, later: number): readonly Arrival[] {
  return arrivalsOf(laterBy(deltas, later), at + later);
}
