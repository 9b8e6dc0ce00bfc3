import type { CloudTrailRecord } from "../cloudtrail/record.ts";
import type { Account } from "./account.ts";
import { isRinging, type Notification } from "./chain/notification.ts";
import { type Publication, publicationKey, publications } from "./chain/publish.ts";
import { arrivalsOf, type Background, hasDefaults, type RegionRun, runRegion } from "./chain/region.ts";
import { furthest, type Stop } from "./chain/stop.ts";
import type { TimelineCache } from "./chain/timeline.ts";
import { deliveriesOf } from "./chain/trail.ts";

/** One record, to be delivered by itself. */
export interface SimulatedEvent {
  readonly id: string;
  readonly record: CloudTrailRecord;
  /** The log event's message: the record's own text. */
  readonly text: string;
}

/** What became of one event. */
export interface Fate {
  readonly event: string;
  /** Whether a confirmed subscriber is told of ALARM, however busy the log group is; unknown where that could not be read. */
  readonly outcome: "rings" | "silent" | "unknown";
  /** Every message that goes out while nothing else happens. */
  readonly notifications: readonly Notification[];
  /**
   * Every message that goes out while each minute another event comes that no filter matches. Differs from
   * `notifications` only where filters have a defaultValue.
   */
  readonly busy: readonly Notification[];
  /** `log group: filter` of the metric filters that matched. */
  readonly matched: readonly string[];
  /** Where the path that got furthest ended; absent when it rings. */
  readonly stop?: Stop;
  /** What is not known and would have been needed. */
  readonly unknown: readonly string[];
  /** What was published, by region: what a second event would publish as well. */
  readonly publications: readonly Publication[];
}

/** A record that was delivered, and what became of it. */
export interface Delivered {
  readonly event: SimulatedEvent;
  readonly fate: Fate;
}

/** The messages that tell of ALARM whether or not other events come, earliest first. */
export function ringingMessages({ notifications, busy }: Fate): readonly Notification[] {
  const inBusy = new Set(busy.filter(isRinging).map(({ alarmArn }) => alarmArn));
  const inQuiet = notifications.filter(isRinging).sort((a, b) => a.at - b.at);
  const always = inQuiet.filter(({ alarmArn }) => inBusy.has(alarmArn));
  // One alarm may tell while nothing else happens, and another while other events come.
  return always.length > 0 || inBusy.size === 0 ? always : inQuiet;
}

/** The messages that tell of ALARM in a quiet or a busy log group, earliest first: what may ring. */
export function possibleMessages({ notifications, busy }: Fate): readonly Notification[] {
  return [...notifications, ...busy].filter(isRinging).sort((a, b) => a.at - b.at);
}

/** Runs events through the chain of an account, each by itself; equal publications are followed once. */
export interface Simulator {
  readonly account: Account;
  readonly at: number;
  readonly timelines: TimelineCache;
  fateOf(event: SimulatedEvent): Fate;
}

/**
 * Delivers records, each by itself, through the chain of an account on a virtual clock: every alarm on a metric starts
 * from a fresh OK (or what it comes to without events), and is evaluated at its own second until it is calm again.
 *
 * @param at when the events happen and reach the log group, epoch milliseconds
 * @example
 * const simulator = simulatorOf(accountOf(inventory), inventory.collectedAt);
 * simulator.fateOf({ id: "root", record, text: JSON.stringify(record) }).outcome; // "rings", "silent" or "unknown"
 */
export function simulatorOf(account: Account, at: number): Simulator {
  const runs = new Map<string, RegionFate>();
  /** By text: what happens in many regions is asked for by more than one part of the audit. */
  const fates = new Map<string, Fate>();
  const timelines: TimelineCache = new Map();
  return {
    account,
    at,
    timelines,
    fateOf(event) {
      const told = fates.get(event.text);
      if (told !== undefined) return { ...told, event: event.id };
      const { groups, stops } = deliveriesOf(account, event.record);
      const published = publications(account, groups, { text: event.text, time: at });
      const ofRegions = published.map((publication) => {
        const key = publicationKey(publication);
        const known = runs.get(key) ?? regionFate({ account, at, timelines }, publication);
        runs.set(key, known);
        return { ...known, stops: [...publication.stops, ...known.stops] };
      });
      const fate = fateFrom(event.id, published, ofRegions, stops);
      fates.set(event.text, fate);
      return fate;
    },
  };
}

/** What came of an event in one region, whatever else happens there. */
interface RegionFate {
  readonly quiet: readonly Notification[];
  readonly busy: readonly Notification[];
  readonly stops: readonly Stop[];
}

function regionFate(
  { account, at, timelines }: Pick<Simulator, "account" | "at" | "timelines">,
  { region, deltas }: Publication,
): RegionFate {
  const arrivals = arrivalsOf(deltas, at);
  const run = (background: Background): RegionRun => runRegion(account, region, arrivals, background, timelines);
  const quiet = run("quiet");
  if (!hasDefaults(account, region, arrivals))
    return { quiet: quiet.notifications, busy: quiet.notifications, stops: quiet.stops };
  const busy = run("busy");
  // Where it rings in one case only, what silences it in the other is told.
  const stops = rings(quiet.notifications)
    ? busy.stops.map((stop) => ({
        ...stop,
        reason: `${stop.reason}, as soon as other events publish the default value`,
      }))
    : quiet.stops;
  return { quiet: quiet.notifications, busy: busy.notifications, stops };
}

function fateFrom(
  event: string,
  published: readonly Publication[],
  fates: readonly RegionFate[],
  before: readonly Stop[],
): Fate {
  const notifications = fates.flatMap(({ quiet }) => quiet);
  const busy = fates.flatMap((fate) => fate.busy);
  const matched = published.flatMap((publication) => publication.matched);
  const base = { event, notifications, busy, matched, publications: published };
  if (rings(notifications) && rings(busy)) return { ...base, outcome: "rings", unknown: [] };
  const stops = [...before, ...fates.flatMap((fate) => fate.stops)];
  const open = stops.filter((stop) => stop.unknown !== undefined);
  const unknown = [...new Set(open.flatMap((stop) => stop.unknown ?? []))];
  // Of what is not known the first to look at is what could not be read, however far other paths got.
  const stop = furthest(open.length > 0 ? open : stops);
  const outcome = open.length > 0 ? "unknown" : "silent";
  return { ...base, outcome, unknown, ...(stop === undefined ? {} : { stop }) };
}

function rings(notifications: readonly Notification[]): boolean {
  return notifications.some(isRinging);
}
