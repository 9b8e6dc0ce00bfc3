import { isCompositeAlarm, type StateValue } from "../../alarm/alarm.ts";
import { type StandingAlarm, withSuppression } from "../../alarm/composite/follow.ts";
import { suppress } from "../../alarm/composite/suppression.ts";
import type { MuteRule } from "../../alarm/mute/mute-rule.ts";
import { addMutedChange, type MutedChange } from "../../alarm/mute/muted-change.ts";
import { mutedUntil } from "../../alarm/mute/muted-until.ts";
import { actionsOf } from "../../alarm/transition.ts";
import type { Account } from "../account.ts";
import { followAll, type Standing, standingAlarms } from "./following.ts";
import type { Stop } from "./stop.ts";
import type { StateTransition, Timeline } from "./timeline.ts";

/** An alarm that runs its actions for the state it is in. */
export interface Telling {
  readonly alarm: StandingAlarm;
  /** The state that its actions told of before. */
  readonly from: StateValue;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly actions: readonly string[];
  /** The actions waited for the end of a mute window. */
  readonly afterMuteWindow: boolean;
}

/** What the alarms of a region tell, and why an alarm that went to ALARM tells nothing. */
export interface Tellings {
  readonly told: readonly Telling[];
  readonly stops: readonly Stop[];
}

/** An alarm on metrics, by what it does of itself. */
export interface TimedAlarm {
  readonly configuration: StandingAlarm["configuration"];
  readonly timeline: Timeline;
}

const DAY = 24 * 60 * 60 * 1000;
/** Longer than any mute window; alarms that are muted without an end never tell. */
const LONGEST_WAIT = 16 * DAY;

interface Region {
  readonly account: Account;
  readonly region: string;
  readonly rules: readonly MuteRule[];
  readonly standing: Standing;
  readonly muted: Map<string, MutedChange & { readonly until: number }>;
  readonly told: Telling[];
  readonly stops: Stop[];
}

/**
 * Lets the changes of alarms on metrics happen in their order, composite alarms follow, and actions run, wait for the end
 * of a mute window or a suppressor's period, or not run at all.
 *
 * @param start when the events begin to arrive, epoch milliseconds
 */
export function tellingsOf(account: Account, region: string, alarms: readonly TimedAlarm[], start: number): Tellings {
  const given = alarms.map(({ configuration, timeline }) => ({ configuration, state: timeline.standing }));
  const run: Region = {
    account,
    region,
    rules: account.muteRules.get(region) ?? [],
    standing: standingAlarms(account, region, given, start - DAY),
    muted: new Map(),
    told: [],
    stops: [],
  };
  const changes = alarms
    .flatMap(({ configuration, timeline }) => timeline.changes.map((change) => ({ configuration, change })))
    .sort((a, b) => a.change.at - b.change.at);
  let next = 0;
  for (;;) {
    const change = changes[next];
    const unmuted = nextUnmuting(run);
    const freed = nextSuppressionEnd(run);
    const at = Math.min(change?.change.at ?? Number.POSITIVE_INFINITY, unmuted, freed);
    if (at > start + LONGEST_WAIT) break;
    // What falls due together happens in the engine's order: mute windows end, alarms are judged, suppression ends.
    if (unmuted <= at) endMuteWindows(run, at);
    else if (change !== undefined && change.change.at <= at) {
      next += 1;
      changeState(run, change.configuration, change.change);
    } else endSuppressions(run, at);
  }
  for (const alarmName of run.muted.keys()) run.stops.push(silenced(alarmName, "is muted without an end (mute rules)"));
  return { told: run.told, stops: run.stops };
}

function nextUnmuting({ muted }: Region): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { until } of muted.values()) next = Math.min(next, until);
  return next;
}

function nextSuppressionEnd({ standing }: Region): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { state } of standing.values()) {
    const { suppression } = state;
    if (suppression !== undefined && suppression.kind !== "Alarm") next = Math.min(next, suppression.until);
  }
  return next;
}

function changeState(run: Region, configuration: TimedAlarm["configuration"], { at, from, to }: StateTransition): void {
  const alarm = { configuration, state: to };
  run.standing.set(configuration.AlarmName, alarm);
  runOrMute(run, alarm, from.StateValue, at);
  for (const { before, state, act } of followAll(run.account, run.region, run.standing, alarm, at)) {
    const left = before.state.StateValue;
    const changed = left !== state.StateValue;
    const parent = { configuration: before.configuration, state };
    const previous = changed ? left : before.state.suppression?.from;
    if (act && previous !== undefined) runOrMute(run, parent, previous, at);
    else if (changed) noteSuppressed(run, parent);
  }
}

function endMuteWindows(run: Region, at: number): void {
  for (const [alarmName, waiting] of run.muted) if (waiting.until <= at) unmute(run, alarmName, waiting, at);
}

/** Runs the actions whose wait or extension period has ended. */
function endSuppressions(run: Region, at: number): void {
  for (const alarm of run.standing.values()) {
    const { suppression } = alarm.state;
    if (suppression === undefined || suppression.kind === "Alarm" || suppression.until > at) continue;
    const step = suppress(suppression, { kind: "TimePassed" }, suppression.until);
    const state = withSuppression(alarm.state, step, suppression.until);
    const after = { ...alarm, state };
    run.standing.set(alarm.configuration.AlarmName, after);
    if (step.act) runOrMute(run, after, suppression.from, at);
  }
}

/** As src/engine/mute-actions.ts does it for stored alarms. */
function runOrMute(run: Region, alarm: StandingAlarm, from: StateValue, at: number): void {
  const { AlarmName, ActionsEnabled } = alarm.configuration;
  const known = run.muted.get(AlarmName);
  run.muted.delete(AlarmName);
  const until = mutedUntil(run.rules, AlarmName, at);
  if (until === undefined) {
    tell(run, alarm, from, at, false);
    return;
  }
  if (!ActionsEnabled) {
    noteUntold(run, alarm);
    return;
  }
  const change = addMutedChange(known, from, alarm.state.StateValue);
  if (change !== undefined) run.muted.set(AlarmName, { ...change, until });
  else run.stops.push(silenced(AlarmName, `is muted until ${isoTime(until)} and back in ${from} before that`));
}

function unmute(run: Region, alarmName: string, waiting: MutedChange & { readonly until: number }, at: number): void {
  run.muted.delete(alarmName);
  const alarm = run.standing.get(alarmName);
  if (alarm === undefined || alarm.state.suppression !== undefined) return;
  if (alarm.state.StateValue === waiting.before) return;
  const until = mutedUntil(run.rules, alarmName, at);
  if (until !== undefined) {
    run.muted.set(alarmName, { ...waiting, until });
    return;
  }
  tell(run, alarm, waiting.from, at, true);
}

function tell(run: Region, alarm: StandingAlarm, from: StateValue, at: number, afterMuteWindow: boolean): void {
  const actions = actionsOf(alarm.configuration, alarm.state.StateValue);
  if (actions.length > 0) run.told.push({ alarm, from, at, actions, afterMuteWindow });
  else noteUntold(run, alarm);
}

/** Only of ALARM: nobody waits to be told of the other states. */
function noteUntold(run: Region, { configuration, state }: StandingAlarm): void {
  if (state.StateValue !== "ALARM") return;
  const { AlarmName, ActionsEnabled, AlarmActions } = configuration;
  if (AlarmActions.length === 0) run.stops.push(silenced(AlarmName, "has no AlarmActions"));
  else if (!ActionsEnabled) run.stops.push(silenced(AlarmName, "has its actions disabled (ActionsEnabled is false)"));
}

function noteSuppressed(run: Region, { configuration, state }: StandingAlarm): void {
  if (state.StateValue !== "ALARM" || state.suppression === undefined || !isCompositeAlarm(configuration)) return;
  const by = configuration.ActionsSuppressor ?? "";
  run.stops.push(silenced(configuration.AlarmName, `has its actions suppressed by ${by} (ActionsSuppressor)`));
}

function silenced(alarmName: string, how: string): Stop {
  return { link: "alarm", reason: `the alarm ${alarmName} ${how}` };
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}
