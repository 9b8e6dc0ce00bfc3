import type { CompositeAlarmConfiguration } from "../../alarm/alarm.ts";
import { isCompositeAlarm } from "../../alarm/alarm.ts";
import { childNames, ruleOf } from "../../alarm/composite/composite-alarm.ts";
import {
  asSuppressor,
  childState,
  evaluatedState,
  type Following,
  follow,
  type Relatives,
  type StandingAlarm,
  suppressorName,
} from "../../alarm/composite/follow.ts";
import { type Account, inRegion } from "../account.ts";
import type { AlarmItem } from "../inventory.ts";
import { freshState } from "./timeline.ts";

/** A composite alarm as the inventory holds it. */
export type CompositeItem = AlarmItem & { readonly configuration: CompositeAlarmConfiguration };

/** The alarms of a region by name, as they stand at some moment of a simulation. */
export type Standing = Map<string, StandingAlarm>;

/** How often one change may make rules be evaluated; as in the engine, no chain that people build comes near it. */
const EVALUATIONS = 10_000;

/**
 * The alarms before any event: those whose metrics will get data as `given`, composite alarms above them as they became
 * when these left OK, all others in the state that the inventory has read. What a suppressor then held back still waits.
 *
 * @param given from a fresh OK to the state that lasts without events
 * @param long a time long before the events, epoch milliseconds
 */
export function standingAlarms(
  account: Account,
  region: string,
  given: readonly StandingAlarm[],
  long: number,
): Standing {
  const standing: Standing = new Map(
    given.map(({ configuration }) => [configuration.AlarmName, { configuration, state: freshState(long) }]),
  );
  for (const item of compositesAbove(account, region, given)) stand(account, region, standing, item, long, []);
  const inOrder = [...given].sort((a, b) => a.state.StateUpdatedTimestamp - b.state.StateUpdatedTimestamp);
  for (const { configuration, state } of inOrder) {
    if (state.StateValue === "OK") continue;
    const changed = { configuration, state };
    // What waited for a suppressor that came later than its period has told already.
    endPeriods(standing, state.StateUpdatedTimestamp);
    standing.set(configuration.AlarmName, changed);
    followAll(account, region, standing, changed, state.StateUpdatedTimestamp);
  }
  // All of that was long ago.
  endPeriods(standing, Number.POSITIVE_INFINITY);
  return standing;
}

/** Forgets what waited for the end of a period that is over. */
function endPeriods(standing: Standing, now: number): void {
  for (const [name, { configuration, state }] of standing) {
    const { suppression, ...calm } = state;
    if (suppression === undefined || suppression.kind === "Alarm" || suppression.until >= now) continue;
    standing.set(name, { configuration, state: calm });
  }
}

/** The composite alarms that the states of some alarms may change. */
export function compositesAbove(
  account: Account,
  region: string,
  alarms: readonly Pick<StandingAlarm, "configuration">[],
): readonly CompositeItem[] {
  const found = new Map<string, CompositeItem>();
  const queue = alarms.map(({ configuration }) => configuration.AlarmName);
  for (const name of queue) {
    for (const item of account.dependents.get(inRegion(region, name)) ?? []) {
      const { AlarmName } = item.configuration;
      if (found.has(AlarmName)) continue;
      found.set(AlarmName, item);
      queue.push(AlarmName);
    }
  }
  return [...found.values()];
}

/** Puts an alarm where it stands, after those below it. An alarm in a cycle stands as it was read. */
function stand(
  account: Account,
  region: string,
  standing: Standing,
  { configuration, StateValue }: AlarmItem,
  at: number,
  path: readonly string[],
): void {
  const { AlarmName } = configuration;
  if (standing.has(AlarmName)) return;
  const state = { StateValue, StateReason: "", StateUpdatedTimestamp: at, StateTransitionedTimestamp: at };
  if (!isCompositeAlarm(configuration) || path.includes(AlarmName)) {
    standing.set(AlarmName, { configuration, state });
    return;
  }
  for (const name of relativeNames(configuration)) {
    const item = account.alarms.get(inRegion(region, name));
    if (item !== undefined) stand(account, region, standing, item, at, [...path, AlarmName]);
  }
  const value = evaluatedState(configuration, childrenIn(standing, configuration));
  standing.set(AlarmName, { configuration, state: { ...state, StateValue: value } });
}

/** The alarms that a composite alarm looks at: those of its rule, and its suppressor. */
export function relativeNames(configuration: CompositeAlarmConfiguration): readonly string[] {
  const suppressor = suppressorName(configuration);
  return [...childNames(ruleOf(configuration)), ...(suppressor === undefined ? [] : [suppressor])];
}

/** Lets the composite alarms follow one that has changed, as src/engine/update-dependents.ts does for stored ones. */
export function followAll(
  account: Account,
  region: string,
  standing: Standing,
  changed: StandingAlarm,
  now: number,
): readonly Following[] {
  const changes = new Map<string, Following>();
  const queue = [{ alarm: changed, path: [changed.configuration.AlarmName] }];
  let evaluations = 0;
  for (const { alarm, path } of queue) {
    const { AlarmName } = alarm.configuration;
    for (const { configuration } of account.dependents.get(inRegion(region, AlarmName)) ?? []) {
      const name = configuration.AlarmName;
      const before = standing.get(name);
      evaluations += 1;
      if (before === undefined || evaluations > EVALUATIONS) continue;
      const first = { before: { configuration, state: before.state }, state: before.state, act: false };
      const known = changes.get(name) ?? first;
      const child = standing.get(AlarmName) ?? alarm;
      const next = follow(known, child, relativesIn(standing, configuration), now);
      if (next === undefined) continue;
      changes.set(name, next);
      standing.set(name, { configuration, state: next.state });
      if (next.state.StateValue !== known.state.StateValue && !path.includes(name))
        queue.push({ alarm: { configuration, state: next.state }, path: [...path, name] });
    }
  }
  return [...changes.values()];
}

function relativesIn(standing: Standing, configuration: CompositeAlarmConfiguration): Relatives {
  const name = suppressorName(configuration);
  const suppressor = name === undefined ? undefined : standing.get(name);
  return {
    children: childrenIn(standing, configuration),
    suppressor: suppressor === undefined ? undefined : asSuppressor(configuration, suppressor),
  };
}

function childrenIn(standing: Standing, configuration: CompositeAlarmConfiguration): Relatives["children"] {
  return childNames(ruleOf(configuration)).flatMap((name) => {
    const child: StandingAlarm | undefined = standing.get(name);
    return child === undefined ? [] : [childState(child)];
  });
}
