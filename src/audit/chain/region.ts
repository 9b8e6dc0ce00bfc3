import { watchedMetrics } from "../../alarm/metric-math.ts";
import type { MetricDelta } from "../../metric/delta.ts";
import { metricKey } from "../../metric/metric.ts";
import { bucketStart } from "../../metric/period.ts";
import { type Account, type DefaultSample, inRegion, type MetricAlarmItem } from "../account.ts";
import { type TimedAlarm, tellingsOf } from "./actions.ts";
import type { Notification } from "./notification.ts";
import type { Stop } from "./stop.ts";
import { type Reached, subscribersOf } from "./subscription.ts";
import { type Arrival, knownTimelineOf, type TimelineCache } from "./timeline.ts";
import { stopAtTopic } from "./topic.ts";
import { unreadPaths, unreadTelling } from "./unread-alarms.ts";
import { whyUnwatched } from "./unwatched.ts";
import { whyCalm } from "./why-calm.ts";

/** What comes of samples in one region: from the metrics to the subscribers. */
export interface RegionRun {
  readonly notifications: readonly Notification[];
  readonly stops: readonly Stop[];
}

/** Whether other events come too: each minute one that matches no filter, so that default values are published. */
export type Background = "quiet" | "busy";

/** What filters published, arriving together. */
export function arrivalsOf(deltas: readonly MetricDelta[], at: number): readonly Arrival[] {
  return deltas.map((delta) => ({ at, metric: metricKey(delta.metric), delta }));
}

/** What filters would have published had the event happened at another time, so many milliseconds later. */
export function laterBy(deltas: readonly MetricDelta[], milliseconds: number): readonly MetricDelta[] {
  return deltas.map((delta) => ({ ...delta, start: bucketStart(delta.start + milliseconds) }));
}

/** The alarms on the metrics of some samples. */
export function fedAlarms(account: Account, region: string, arrivals: readonly Arrival[]): readonly MetricAlarmItem[] {
  const fed = new Set<MetricAlarmItem>();
  for (const key of new Set(arrivals.map(({ metric }) => metric))) {
    for (const item of account.alarmsOnMetric.get(inRegion(region, key)) ?? []) fed.add(item);
  }
  return [...fed];
}

/** What filters publish on the metrics of an alarm, whatever happens. */
export function defaultsFor(
  { defaults }: Account,
  { region, configuration }: MetricAlarmItem,
): readonly DefaultSample[] {
  const keys = new Set(watchedMetrics(configuration).map(metricKey));
  return [...keys].flatMap((key) => defaults.get(inRegion(region, key)) ?? []);
}

/** Whether other events publish default values on the metrics of the alarms that some samples feed. */
export function hasDefaults(account: Account, region: string, arrivals: readonly Arrival[]): boolean {
  return fedAlarms(account, region, arrivals).some((item) => defaultsFor(account, item).length > 0);
}

/** Lets samples arrive at the metrics of a region and follows what they bring about to the subscribers. */
export function runRegion(
  account: Account,
  region: string,
  arrivals: readonly Arrival[],
  background: Background,
  timelines: TimelineCache,
): RegionRun {
  const start = arrivals[0]?.at ?? 0;
  const deltas = arrivals.map(({ delta }) => delta);
  // Only what a filter found in the event is meant to ring: default values tell of nothing.
  const meant = deltas.filter(({ evidence }) => evidence.length > 0);
  const stops = whyNotWatched(account, region, meant);
  const fed = fedAlarms(account, region, arrivals);
  if (meant.length > 0) stops.push(...unreadPaths(account, region, fed));
  const timed: TimedAlarm[] = [];
  for (const item of fed) {
    const { configuration } = item;
    const defaults = background === "busy" ? defaultsFor(account, item) : [];
    const watched = new Set(watchedMetrics(configuration).map(metricKey));
    const own = arrivals.filter(({ metric }) => watched.has(metric));
    const timeline = knownTimelineOf(timelines, configuration, own, defaults);
    timed.push({ configuration, timeline });
    if (!meant.some(({ metric }) => watched.has(metricKey(metric)))) continue;
    const calm = whyCalm(configuration, timeline, deltas);
    if (calm !== undefined) stops.push(calm);
  }
  const tellings = tellingsOf(account, region, timed, start);
  stops.push(...tellings.stops);
  const notifications: Notification[] = [];
  for (const telling of tellings.told) {
    const { configuration, state } = telling.alarm;
    for (const topicArn of telling.actions) {
      const stop = stopAtTopic(account, topicArn, configuration.AlarmArn);
      const reached = stop === undefined ? subscribersOf(account, topicArn, telling, region) : undefined;
      const isAlarm = state.StateValue === "ALARM";
      const unknown = isAlarm && isReached(reached) ? unreadTelling(account, region, configuration) : undefined;
      if (unknown !== undefined) {
        const reason = `whether the alarm ${configuration.AlarmName} tells of ALARM could not be read`;
        stops.push({ link: "alarm", reason, unknown });
        continue;
      }
      for (const { SubscriptionArn, Protocol, Endpoint } of reached?.subscriptions ?? []) {
        notifications.push({
          at: telling.at,
          region,
          alarmArn: configuration.AlarmArn,
          alarmName: configuration.AlarmName,
          StateValue: state.StateValue,
          topicArn,
          subscriptionArn: SubscriptionArn,
          protocol: Protocol,
          endpoint: Endpoint,
        });
      }
      if (!isAlarm) continue;
      if (stop !== undefined) stops.push(stop);
      stops.push(...(reached?.stops ?? []));
    }
  }
  return { notifications, stops };
}

function isReached(reached: Reached | undefined): boolean {
  return reached !== undefined && reached.subscriptions.length > 0;
}

function whyNotWatched(account: Account, region: string, deltas: readonly MetricDelta[]): Stop[] {
  const metrics = new Map(deltas.map(({ metric }) => [metricKey(metric), metric]));
  return [...metrics.values()].flatMap((metric) => whyUnwatched(account, region, metric) ?? []);
}
