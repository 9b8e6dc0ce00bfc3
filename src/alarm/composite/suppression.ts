import type { StateValue } from "../alarm.ts";

/**
 * Why the actions of a composite alarm's last change of state have not run yet. Absent: nothing waits, they have run or
 * are disabled.
 */
export type Suppression = {
  /** The state that the alarm left: the message tells it when the actions run at last. */
  readonly from: StateValue;
} & (
  | {
      /** The suppressor is in ALARM. */
      readonly kind: "Alarm";
      readonly arn: string;
      /** When it went there, epoch milliseconds. */
      readonly since: number;
    }
  | {
      /** The suppressor is given time to go to ALARM; or, having left it, to calm down. */
      readonly kind: "WaitPeriod" | "ExtensionPeriod";
      /** Epoch milliseconds. */
      readonly until: number;
    }
);

/** The suppressor of a composite alarm and what it says. */
export interface Suppressor {
  readonly arn: string;
  readonly inAlarm: boolean;
  /** When it went to its present state, epoch milliseconds. */
  readonly since: number;
  /** Milliseconds. */
  readonly waitPeriod: number;
  /** Milliseconds. */
  readonly extensionPeriod: number;
}

/** What can happen to the actions of a composite alarm; `suppressor` is absent when it has none. */
export type SuppressionEvent =
  | { readonly kind: "StateChanged"; readonly from: StateValue; readonly suppressor: Suppressor | undefined }
  | { readonly kind: "SuppressorChanged"; readonly suppressor: Suppressor }
  | { readonly kind: "SuppressorReplaced"; readonly suppressor: Suppressor | undefined }
  | { readonly kind: "TimePassed" };

/** What became of them. `act`: they run now, for the state the alarm is in. */
export interface SuppressionStep {
  readonly suppression?: Suppression;
  readonly act: boolean;
}

/**
 * The state machine of action suppression; SPEC.md prints it as a table. Time stands at `now`, epoch milliseconds.
 * doc CWUG "Suppressing composite alarm actions"; obs STACKD alarm_composites (suppression).
 *
 * @example
 * ```ts
 * const suppressor = { arn: "arn", inAlarm: false, since: 0, waitPeriod: 60_000, extensionPeriod: 0 };
 * suppress(undefined, { kind: "StateChanged", from: "OK", suppressor }, 1000);
 * // { suppression: { kind: "WaitPeriod", from: "OK", until: 61_000 }, act: false }
 * ```
 */
export function suppress(before: Suppression | undefined, event: SuppressionEvent, now: number): SuppressionStep {
  switch (event.kind) {
    case "StateChanged":
      return onStateChange(event, now);
    case "SuppressorChanged":
      return before === undefined ? { act: false } : onSuppressorChange(before, event.suppressor, now);
    case "SuppressorReplaced":
      // The running periods are discarded, at once (obs STACKD); that the actions then run is a choice (unk).
      if (before === undefined) return { act: false };
      return event.suppressor?.inAlarm === true ? held(before.from, event.suppressor) : { act: true };
    case "TimePassed":
      if (before === undefined) return { act: false };
      return before.kind !== "Alarm" && before.until <= now ? { act: true } : { suppression: before, act: false };
  }
}

function held(from: StateValue, { arn, since }: Suppressor): SuppressionStep {
  return { suppression: { kind: "Alarm", from, arn, since }, act: false };
}

/** A change of state begins a wait of its own, also during an extension (obs STACKD suppression/77). */
function onStateChange(event: SuppressionEvent & { readonly kind: "StateChanged" }, now: number): SuppressionStep {
  const { from, suppressor } = event;
  if (suppressor === undefined) return { act: true };
  if (suppressor.inAlarm) return held(from, suppressor);
  if (suppressor.waitPeriod === 0) return { act: true };
  return { suppression: { kind: "WaitPeriod", from, until: now + suppressor.waitPeriod }, act: false };
}

function onSuppressorChange(before: Suppression, suppressor: Suppressor, now: number): SuppressionStep {
  if (suppressor.inAlarm)
    return before.kind === "Alarm" ? { suppression: before, act: false } : held(before.from, suppressor);
  if (before.kind !== "Alarm") return { suppression: before, act: false };
  if (suppressor.extensionPeriod === 0) return { act: true };
  const until = now + suppressor.extensionPeriod;
  return { suppression: { kind: "ExtensionPeriod", from: before.from, until }, act: false };
}
