import { type MuteRule, type MuteWindow, muteWindowAt } from "../../alarm/mute/mute-rule.ts";
import type { Account } from "../account.ts";
import { isRinging, type Notification } from "../chain/notification.ts";
import type { Caveat } from "../finding.ts";
import { type Delivered, type Fate, ringingMessages, type Simulator, simulatorOf } from "../simulate.ts";
import { tellDuration } from "../tell-duration.ts";
import { nextMuteWindow } from "./next-mute-window.ts";
import { unlike } from "./unlike.ts";

/** A window in which a mute rule holds up or swallows what is told at other times. */
export interface MutedTime {
  readonly ruleName: string;
  /** The alarms that it mutes of those that tell. */
  readonly alarmNames: readonly string[];
  readonly window: MuteWindow;
  readonly isNow: boolean;
  /** When the event of the simulation happens, epoch milliseconds: as early in the window as can be. */
  readonly at: number;
  readonly outcome: MutedOutcome;
}

/** What becomes of an event in a mute window. */
export type MutedOutcome =
  /** Told of afterwards, so many milliseconds after it happened. */
  { readonly kind: "late"; readonly delay: number } | { readonly kind: "unknown" } | { readonly kind: "silent" };

/** More than a year: a rule for one day of the year is found. */
const LOOK_AHEAD = 400 * 86_400_000;

/** What becomes of the events of one control, of which some ring, while mute rules are active. */
export function muteWindowCaveats(simulator: Simulator, seen: readonly Delivered[]): readonly Caveat[] {
  return mutedTimes(simulator, seen).map((muted) => ({ kind: "mute-window", text: tell(muted) }));
}

/**
 * Lets the same events happen as the next window of each mute rule begins that mutes what told of them: early in a window an
 * event waits the longest, and its alarm is the most likely to have left ALARM when it ends. Of a rule that is active now
 * and lets them be told in the end, that window comes first. At most one time for each rule and kind of outcome.
 *
 * @example
 * mutedTimes(simulator, [{ event, fate: simulator.fateOf(event) }])[0]?.outcome; // { kind: "late", delay: 300_000 }
 */
export function mutedTimes({ account, at }: Simulator, seen: readonly Delivered[]): readonly MutedTime[] {
  const kinds = unlike(seen, ({ fate }) => fate);
  return [...account.muteRules].flatMap(([region, rules]) =>
    rules.flatMap((rule) => {
      const targets = rule.MuteTargets?.AlarmNames ?? [];
      const telling = (fate: Fate): readonly string[] =>
        ringingMessages(fate).flatMap((one) =>
          one.region === region && targets.includes(one.alarmName) ? [one.alarmName] : [],
        );
      const concerned = kinds.filter(({ fate }) => telling(fate).length > 0);
      if (concerned.length === 0) return [];
      const alarmNames = [...new Set(concerned.flatMap(({ fate }) => telling(fate)))].sort();
      return timesOfRule(account, rule, concerned, at).map((time) => ({ ...time, ruleName: rule.Name, alarmNames }));
    }),
  );
}

function timesOfRule(
  account: Account,
  rule: MuteRule,
  concerned: readonly Delivered[],
  now: number,
): readonly Omit<MutedTime, "ruleName" | "alarmNames">[] {
  const active = muteWindowAt(rule, now);
  const next = nextMuteWindow(rule, active?.end ?? now, now + LOOK_AHEAD);
  const times = new Map<MutedOutcome["kind"], Omit<MutedTime, "ruleName" | "alarmNames">>();
  for (const window of [active, next]) {
    if (window === undefined) continue;
    const at = Math.max(window.start, now);
    const outcome = worstAt(account, concerned, at);
    if (outcome === undefined || times.has(outcome.kind)) continue;
    times.set(outcome.kind, { window, isNow: window === active, at, outcome });
  }
  return [...times.values()];
}

const BADNESS: Readonly<Record<MutedOutcome["kind"], number>> = { late: 1, unknown: 2, silent: 3 };

/** Undefined where every event is told of as if there were no mute rules. */
function worstAt(account: Account, concerned: readonly Delivered[], at: number): MutedOutcome | undefined {
  const muted = simulatorOf(account, at);
  const unmuted = simulatorOf({ ...account, muteRules: new Map() }, at);
  let worst: MutedOutcome | undefined;
  for (const { event } of concerned) {
    const fate = muted.fateOf(event);
    const usual = unmuted.fateOf(event);
    // As the verdict has it: whether or not other events come.
    const found = [
      outcomeOf(fate.outcome, fate.notifications, usual.notifications, at),
      outcomeOf(fate.outcome, fate.busy, usual.busy, at),
    ];
    for (const one of found) if (one !== undefined && isWorse(one, worst)) worst = one;
  }
  return worst;
}

function isWorse(one: MutedOutcome, other: MutedOutcome | undefined): boolean {
  if (other === undefined) return true;
  if (one.kind === "late" && other.kind === "late") return one.delay > other.delay;
  return BADNESS[one.kind] > BADNESS[other.kind];
}

/**
 * Undefined where an alarm tells of ALARM when it would without mute rules.
 *
 * @param usual what is sent without mute rules
 */
function outcomeOf(
  outcome: Fate["outcome"],
  notifications: readonly Notification[],
  usual: readonly Notification[],
  at: number,
): MutedOutcome | undefined {
  const ringing = notifications.filter(isRinging);
  const isHeldBack = (one: Notification): boolean =>
    !usual.some((other) => isRinging(other) && other.alarmArn === one.alarmArn && other.at === one.at);
  if (!ringing.every(isHeldBack)) return undefined;
  if (ringing.length > 0) return { kind: "late", delay: Math.min(...ringing.map((one) => one.at)) - at };
  return { kind: outcome === "unknown" ? "unknown" : "silent" };
}

function tell({ ruleName, alarmNames, window, isNow, outcome }: MutedTime): string {
  const shown = alarmNames.slice(0, 3).join(", ");
  const more = alarmNames.length > 3 ? ` and ${alarmNames.length - 3} more` : "";
  const alarms = `the alarm${alarmNames.length === 1 ? "" : "s"} ${shown}${more}`;
  const until = `until ${tellTime(window.end)}`;
  const when = isNow
    ? `mutes ${alarms} now, ${until}`
    : `will next mute ${alarms} from ${tellTime(window.start)} ${until}`;
  return `The mute rule ${ruleName} ${when}: ${tellOutcome(outcome)}.`;
}

function tellOutcome(outcome: MutedOutcome): string {
  switch (outcome.kind) {
    case "late":
      return `an event in that time is told of only afterwards, up to ${tellDuration(outcome.delay)} later`;
    case "unknown":
      return "an event early in that time may reach nobody";
    case "silent":
      return "an event early in that time reaches nobody, not even afterwards, for its alarm has left ALARM by then";
  }
}

/** `2026-09-15T02:00Z` */
function tellTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16)}Z`;
}
