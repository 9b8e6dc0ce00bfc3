import type { AlarmConfiguration, AlarmState, CompositeAlarmConfiguration, StateValue } from "../alarm.ts";
import type { ChildState } from "./child-state.ts";
import { alarmNameOf, childNames, ruleOf } from "./composite-alarm.ts";
import { ruleHolds } from "./rule.ts";
import { compositeState, ruleState } from "./state.ts";
import { type SuppressionStep, type Suppressor, suppress } from "./suppression.ts";

/** An alarm and what it says now. */
export interface StandingAlarm<C extends AlarmConfiguration = AlarmConfiguration> {
  readonly configuration: C;
  readonly state: AlarmState;
}

/** What has become of a composite alarm so far, while alarms that it mentions change. `act`: its actions are to run. */
export interface Following {
  readonly before: StandingAlarm<CompositeAlarmConfiguration>;
  readonly state: AlarmState;
  readonly act: boolean;
}

export function childState({ configuration, state }: StandingAlarm): ChildState {
  return {
    arn: configuration.AlarmArn,
    state: state.StateValue,
    updated: state.StateUpdatedTimestamp,
    transitioned: state.StateTransitionedTimestamp,
  };
}

/** The state that an alarm's rule gives it. */
export function evaluatedState(
  configuration: CompositeAlarmConfiguration,
  children: readonly ChildState[],
): StateValue {
  const states = new Map(children.map(({ arn, state }) => [alarmNameOf(arn), state]));
  return ruleState(ruleHolds(ruleOf(configuration), (reference) => states.get(alarmNameOf(reference))));
}

export function suppressorName({ ActionsSuppressor }: CompositeAlarmConfiguration): string | undefined {
  return ActionsSuppressor === undefined ? undefined : alarmNameOf(ActionsSuppressor);
}

/** What an alarm says as the suppressor of a composite alarm. */
export function asSuppressor(configuration: CompositeAlarmConfiguration, alarm: StandingAlarm): Suppressor {
  const { ActionsSuppressorWaitPeriod = 0, ActionsSuppressorExtensionPeriod = 0 } = configuration;
  return {
    arn: alarm.configuration.AlarmArn,
    inAlarm: alarm.state.StateValue === "ALARM",
    since: alarm.state.StateTransitionedTimestamp,
    waitPeriod: ActionsSuppressorWaitPeriod * 1000,
    extensionPeriod: ActionsSuppressorExtensionPeriod * 1000,
  };
}

/** A state with what became of the actions that wait. A change of that moves only StateUpdatedTimestamp (obs STACKD). */
export function withSuppression(state: AlarmState, { suppression }: SuppressionStep, at: number): AlarmState {
  const { suppression: before, ...rest } = state;
  if (before?.kind === suppression?.kind) return state;
  return { ...rest, StateUpdatedTimestamp: at, ...(suppression === undefined ? {} : { suppression }) };
}

/** The alarms that a composite alarm looks at, as they stand. */
export interface Relatives {
  /** Those that its rule mentions, in the order of their first mention. */
  readonly children: readonly ChildState[];
  /** Absent when it has none. */
  readonly suppressor: Suppressor | undefined;
}

/**
 * How a composite alarm takes the change of one that it mentions, in its rule or as its suppressor; undefined when that
 * changes nothing about it.
 *
 * @param now epoch milliseconds
 */
export function follow(
  { before, state: known, act: acting }: Following,
  changed: StandingAlarm,
  { children, suppressor }: Relatives,
  now: number,
): Following | undefined {
  const { configuration } = before;
  const { AlarmName } = changed.configuration;
  let state = known;
  let act = acting;
  if (childNames(ruleOf(configuration)).includes(AlarmName)) {
    const value = evaluatedState(configuration, children);
    if (value !== state.StateValue) {
      const next = compositeState(value, { kind: "child", child: childState(changed) }, children, now);
      const { StateValue: left, StateTransitionedTimestamp, suppression } = before.state;
      if (value === left) {
        // There and back within one path: no transition, though the reason tells of the last evaluation (obs STACKD cycles/10).
        state = { ...next, StateTransitionedTimestamp, ...(suppression === undefined ? {} : { suppression }) };
        act = false;
      } else {
        const step = suppress(suppression, { kind: "StateChanged", from: left, suppressor }, now);
        state = withSuppression(next, step, now);
        act = step.act;
      }
    }
  }
  if (suppressor !== undefined && suppressorName(configuration) === AlarmName) {
    const step = suppress(state.suppression, { kind: "SuppressorChanged", suppressor }, now);
    state = withSuppression(state, step, now);
    act ||= step.act;
  }
  return state === known ? undefined : { before, state, act };
}
