import { isRinging } from "../chain/notification.ts";
import type { Publication } from "../chain/publish.ts";
import { arrivalsOf, type Background, hasDefaults, laterBy, runRegion } from "../chain/region.ts";
import type { Caveat, LateDelivery } from "../finding.ts";
import type { Fate, Simulator } from "../simulate.ts";
import { unlike } from "./unlike.ts";

const MINUTE = 60_000;
/** Twice the average of CloudTrail (doc CTUG). What survives that needs no warning. */
const EXPECTED = 10;
/** Minutes up to which each is tried, so that what a caveat says rests on no assumption. */
const EACH_TRIED = 15;
const DAY = 24 * 60;

/**
 * How late CloudTrail may deliver events that ring for each of them still to be told of; undefined when none rings. A metric
 * has an event at its own minute (obs), and alarms look back over their evaluation range only (doc CWUG; how far: SPEC).
 *
 * @param fates of the events of one control
 * @example
 * const simulator = simulatorOf(accountOf(inventory), inventory.collectedAt);
 * lateDeliveryOf(simulator, [simulator.fateOf(event)]); // { alone: 840_000 }: one period of 300 s, 14 min
 */
export function lateDeliveryOf(simulator: Simulator, fates: readonly Fate[]): LateDelivery | undefined {
  const ringing = fates.filter(({ outcome }) => outcome === "rings");
  const each = unlike(ringing, (fate) => fate).map(({ publications }) => latenessOf(simulator, publications));
  if (each.length === 0) return undefined;
  const alone = Math.min(...each.map((one) => one.alone));
  const amongOthers = each.flatMap((one) => one.amongOthers ?? []);
  return { alone, ...(amongOthers.length === 0 ? {} : { amongOthers: Math.min(...amongOthers) }) };
}

/** What an on-call engineer should know of it; none when events may be as late as is to be expected. */
export function lateDeliveryCaveats({ alone, amongOthers = alone }: LateDelivery): readonly Caveat[] {
  const least = Math.min(alone, amongOthers) / MINUTE;
  if (least >= EXPECTED) return [];
  const late = least === 0 ? "a minute or more" : `more than ${least} min`;
  const than = amongOthers < alone ? "other events of its time" : "it happened";
  const why =
    amongOthers < alone
      ? "its minute then lies behind newer ones, which a default value has filled"
      : "its minute then lies behind what the alarm looks back over";
  const text = `An event that CloudTrail delivers ${late} after ${than} may reach nobody: ${why}. CloudTrail takes about 5 min on average, and guarantees nothing.`;
  return [{ kind: "late-delivery", text }];
}

function latenessOf(simulator: Simulator, published: readonly Publication[]): LateDelivery {
  const { account, at } = simulator;
  const tells = (background: Background) => (minutes: number) =>
    published.some((publication) => tellsLate(simulator, publication, minutes, background));
  const isBusy = published.some(({ region, deltas }) => hasDefaults(account, region, arrivalsOf(deltas, at)));
  const alone = longest(tells("quiet")) * MINUTE;
  return isBusy ? { alone, amongOthers: longest(tells("busy")) * MINUTE } : { alone };
}

/** The minutes up to which it is so. That it is so for none is told by the verdict, which is of an event in time. */
function longest(isSo: (minutes: number) => boolean): number {
  for (let minutes = 1; minutes <= EACH_TRIED; minutes += 1) if (!isSo(minutes)) return minutes - 1;
  if (isSo(DAY)) return DAY;
  // From its arrival on, an alarm decides on a late event as it does then on one that came in time: what it rings for late,
  // it rings for in time. Only composite alarms and suppressors could tell the one and not the other.
  let heard = EACH_TRIED;
  let silent = DAY;
  while (silent - heard > 1) {
    const middle = Math.floor((silent + heard) / 2);
    if (isSo(middle)) heard = middle;
    else silent = middle;
  }
  return heard;
}

/**
 * The event arrives when the verdict's does, and has happened before. It arrives as its minute ends: had it come earlier in
 * the minute, the same evaluations and more would see it.
 */
function tellsLate(
  { account, at, timelines }: Simulator,
  { region, deltas }: Publication,
  minutes: number,
  background: Background,
): boolean {
  const arrival = Math.floor(at / MINUTE) * MINUTE + MINUTE - 1;
  const arrivals = arrivalsOf(laterBy(deltas, -minutes * MINUTE), arrival);
  // Mute rules have caveats of their own.
  const unmuted = { ...account, muteRules: new Map() };
  return runRegion(unmuted, region, arrivals, background, timelines).notifications.some(isRinging);
}
