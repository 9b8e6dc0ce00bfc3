import type { AlarmState, MetricAlarmConfiguration } from "./alarm.ts";

/** A change of state to tell the world about. */
export interface StateChange {
  readonly configuration: MetricAlarmConfiguration;
  readonly oldState: AlarmState;
  readonly newState: AlarmState;
  /** Twelve digits. */
  readonly account: string;
  /** Region code, `eu-west-1`. */
  readonly region: string;
}
